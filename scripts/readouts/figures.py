"""The figures of this report: each a function of the report that gives a `publish.Figure`. Its name is its id."""

import textwrap
from functools import wraps

import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from . import coverage, frequency, paths, results
from .findings import slug
from .publish import Figure
from .report import BEIJING, CALLS, FEBRUARY, FULL_TEXTS, JUNE, KREMLIN, Report
from .tokens import HAN

WIDE, NARROW = 7.2, 3.5  # inches: two journal columns, and one
# Blue and orange of Okabe and Ito (2008): apart for colour-blind readers, and one darker than the other in grey.
COLOURS = {"kremlin": "#0072B2", "beijing": "#E69F00"}
MARKERS = {"kremlin": "o", "beijing": "s"}
NEUTRAL = "#6b6b6b"
# The Chinese string that a naming code is counted by in the full Chinese texts; other codes were not counted there.
CHINESE_NAMES = {"special-military-operation": "特别军事行动", "crisis": "乌克兰危机", "issue": "乌克兰问题",
                 "situation": "乌克兰局势", "conflict": "冲突", "war": "战争", "invasion": "入侵"}


def figure(function):
    """Draw in the book's style, and name the figure after the function."""
    @wraps(function)
    def styled(report: Report) -> Figure:
        with matplotlib.style.context(paths.FIGURE_STYLE):
            made = function(report)
        return Figure(function.__name__.replace("_", "-"), findings=report.findings, **made)
    return styled


def _latin(labels: pd.Series) -> pd.Series:
    """Labels without the Chinese in brackets: matplotlib's own fonts have no Han."""
    return labels.str.replace(rf"\s*\([^)]*[{HAN}][^)]*\)", "", regex=True)


def _canvas(width: float, height: float, columns: int = 1):
    picture = Picture(figsize=(width, height), layout="constrained")
    axes = picture.subplots(1, columns)
    return picture, axes


@figure
def two_accounts(report: Report) -> dict:
    """Which topics of the call of 15 June 2022 the full readouts state: one side's alone, both, the other's alone."""
    table = coverage.by_side(report.table("coverage"), JUNE).query("told_by != 'neither'")
    table.insert(1, "label", table["topic"].map(_latin(report.table("topics").set_index("topic")["label"])))
    groups = {"kremlin": "The Kremlin alone", "both": "Both", "beijing": "Beijing alone"}
    lists = {told_by: table.loc[table["told_by"] == told_by, "label"].to_list() for told_by in groups}
    picture, axes = _canvas(WIDE, 4.2, 3)
    for axis, (told_by, heading) in zip(axes, groups.items()):
        axis.set_axis_off()
        axis.set_title(f"{heading}: {len(lists[told_by])}", color="black", fontsize=11)
        axis.axhline(1, color=COLOURS.get(told_by, NEUTRAL), linewidth=5)
        lines = [textwrap.fill(label, 32, subsequent_indent="   ") for label in lists[told_by]]
        axis.text(0, 0.97, "\n".join(f"• {line}" for line in lines), va="top", linespacing=1.35, fontsize=8.5, transform=axis.transAxes)
    names = {name: "; ".join(labels) for name, labels in lists.items()}
    return {
        "title": "One call, two accounts",
        "caption": "Topics of the call of 15 June 2022 that each side’s full readout states, wholly or in part: {finding}`topics-2022-06-15-kremlin` the Kremlin’s "
                   "alone, {finding}`topics-2022-06-15-both` both, {finding}`topics-2022-06-15-beijing` Beijing’s alone; {finding}`topics-2022-06-15-neither` of the "
                   "{finding}`topics` topics are stated by neither, being of the call in February. Coded by close reading of both full texts.",
        "alt": f"Three lists of topics. In the Kremlin's readout alone: {names['kremlin']}. In both: {names['both']}. In Beijing's readout alone: {names['beijing']}.",
        "data": table, "picture": picture,
    }


@figure
def coded_frames(report: Report) -> dict:
    """How often each frame occurs in each side's quoted passages of 15 June 2022."""
    frames = report.codebook.frames
    rows = [(row.frame, row.label, side, report.findings[slug("frame", readout, row.frame)].value, report.findings[f"words-{readout}"].value)
            for row in frames.itertuples() for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING))]
    data = pd.DataFrame(rows, columns=["frame", "label", "side", "frequency", "n_target"])
    data["normalized_frequency"] = data["frequency"] * frequency.PER / data["n_target"]
    picture, axis = _canvas(WIDE, 3.9)
    _paired_bars(axis, data, list(frames["label"]))
    axis.set_xlabel("coded stretches in the quoted passages")
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "title": "Frames in the quoted passages",
        "caption": "Distinct coded stretches a frame in the passages of 15 June 2022 that the article quotes: the Kremlin’s ({finding}`passages-kremlin-2022-06-15-quoted` "
                   "passages, {finding}`words-kremlin-2022-06-15-quoted` words) and Beijing’s ({finding}`passages-beijing-2022-06-15-quoted` passages, "
                   "{finding}`words-beijing-2022-06-15-quoted` words). Where no bar stands, the frame is not in the quoted passages; the full texts may have it.",
        "alt": "Paired bars, the Kremlin and Beijing, a frame: " + "; ".join(f"{label} {counts.loc[label, 'kremlin']} and {counts.loc[label, 'beijing']}" for label in frames["label"])
               + ". Zero means not in the quoted passages.",
        "data": data, "picture": picture,
    }


def _paired_bars(axis, data: pd.DataFrame, labels: list[str]) -> None:
    """Two bars a label, the sides in their colours, each with its count written at the end."""
    for shift, (side, colour) in zip((-0.2, 0.2), COLOURS.items()):
        counts = data[data["side"] == side].set_index("label")["frequency"].reindex(labels)
        places = [number + shift for number in range(len(labels))]
        axis.barh(places, counts, 0.38, color=colour, label=results.side_name(side), edgecolor="black", linewidth=0.4)
        for place, count in zip(places, counts):
            axis.text(count + 0.06, place, str(count), va="center", fontsize=8)
    axis.set_yticks(range(len(labels)), labels)
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.legend(loc="lower right")


@figure
def term_frequency(report: Report) -> dict:
    """Content words that one side's quoted passages have at least twice."""
    table = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data = table[(table[["frequency", "frequency_reference"]].max(axis=1) >= 2) & ~table["ngram"].isin(frequency.FUNCTION_WORDS)]
    data = data.assign(lead=data["frequency"] - data["frequency_reference"]).sort_values(["lead", "ngram"], ascending=[False, True], ignore_index=True)
    picture, axis = _canvas(WIDE, 0.42 + 0.25 * len(data))
    for side, column in (("kremlin", "frequency"), ("beijing", "frequency_reference")):
        axis.plot(data[column], data.index, MARKERS[side], color=COLOURS[side], markersize=7 if side == "kremlin" else 6, markeredgecolor="black",
                  markeredgewidth=0.5, label=results.side_name(side), zorder=3 if side == "kremlin" else 4)
    axis.hlines(data.index, data[["frequency", "frequency_reference"]].min(axis=1), data[["frequency", "frequency_reference"]].max(axis=1), color=NEUTRAL, zorder=2)
    axis.set_yticks(data.index, data["ngram"])
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.grid(axis="x")
    axis.set_xlabel("occurrences in the quoted passages")
    axis.legend(loc="lower right")
    said = "; ".join(f"{row.ngram} {row.frequency} and {row.frequency_reference}" for row in data.itertuples())
    return {
        "title": "Content words of each side",
        "caption": "Words of content that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times, with their frequency on both sides: the Kremlin, "
                   "{finding}`words-kremlin-2022-06-15-quoted` words; Beijing, {finding}`words-beijing-2022-06-15-quoted` words. A possessive (“russia’s”) is a word of its own. Function words are left out here "
                   "and kept in the table.",
        "alt": f"Dots for the two sides a word, the Kremlin's and Beijing's frequency: {said}.",
        "data": data.drop(columns="lead"), "picture": picture,
    }


@figure
def naming_names(report: Report) -> dict:
    """What the full readouts call the war, in both calls."""
    codes = report.codebook.codes.query("frame == 'naming'")
    columns = [(side, date) for side in ("kremlin", "beijing") for date in CALLS]
    rows = [(code.code, code.label, side, str(date), finding.value if (finding := _named(report, code.code, side, date)) else None, finding.id if finding else "")
            for code in codes.itertuples() for side, date in columns]
    data = pd.DataFrame(rows, columns=["code", "label", "side", "event_date", "frequency", "finding"]).astype({"frequency": "Int64"})
    picture, axis = _canvas(WIDE, 4.1)
    for row in data.itertuples():
        x, y = columns.index((row.side, pd.Timestamp(row.event_date).date())), list(codes["code"]).index(row.code)
        _cell(axis, x, y, row.frequency, COLOURS[row.side], MARKERS[row.side])
    axis.set_xticks(range(4), [f"{results.side_name(side)}\n{results.day(date)}" for side, date in columns])
    _matrix(axis, 4, list(codes["label"]))
    said = "; ".join(f"{results.side_name(row.side)}, {row.event_date}: {row.label} {row.frequency}" for row in data.itertuples() if not pd.isna(row.frequency) and row.frequency)
    return {
        "title": "What each side calls the war",
        "caption": "Occurrences of each name in the full readouts of both calls: the Kremlin’s English texts ({finding}`words-kremlin-2022-02-25-full` and "
                   "{finding}`words-kremlin-2022-06-15-full` words), by the codebook; Beijing’s Chinese texts, by the string that stands for the name. A dot without a "
                   "number: absent from the full text. No mark: not counted in the Chinese texts.",
        "alt": f"A grid of names by side and call. Occurrences: {said}. All other names that were counted are absent.",
        "data": data, "picture": picture,
    }


def _named(report: Report, code: str, side: str, date):
    """The finding that counts a name in a side's full readout, or None where it was not counted."""
    if side == "kremlin":
        return report.findings[slug("code", f"kremlin-{date}-full", code)]
    return report.findings[slug("term", str(date), CHINESE_NAMES[code])] if code in CHINESE_NAMES else None


def _cell(axis, x: int, y: int, count, colour: str, marker: str) -> None:
    """A count as a filled mark with its number; zero as a small dot; nothing where nothing was counted."""
    if pd.isna(count):
        return
    if count == 0:
        axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        return
    axis.plot(x, y, marker, color=colour, markersize=15, markeredgecolor="black", markeredgewidth=0.5)
    axis.text(x, y, str(count), ha="center", va="center_baseline", fontsize=8.5, fontweight="bold", color="white" if colour == COLOURS["kremlin"] else "black")


def _matrix(axis, columns: int, labels: list[str]) -> None:
    """The frame of a grid: rows named at the left, columns at the top."""
    axis.set_yticks(range(len(labels)), labels)
    axis.set_xlim(-0.6, columns - 0.4)
    axis.set_ylim(len(labels) - 0.4, -0.6)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    for y in range(1, len(labels)):
        axis.axhline(y - 0.5, color="#e2e2e2", linewidth=0.6, zorder=0)


@figure
def naming_series(report: Report) -> dict:
    """Chinese names of the war in twenty broadcast texts, 2022 to 2026."""
    names = {"特别军事行动": "special military operation", "乌克兰问题": "Ukraine issue", "乌克兰局势": "Ukraine situation", "乌克兰危机": "Ukraine crisis",
             "冲突": "conflict", "战争": "war, any"}
    series = report.table("beijing_series")
    data = series[series["term"].isin(names)].assign(english=lambda table: table["term"].map(names))
    texts = series.drop_duplicates(["event_date", "contact"])[["event_date", "contact"]].reset_index(drop=True)
    place = {tuple(text): number for number, text in enumerate(texts.itertuples(index=False, name=None))}
    picture, axis = _canvas(WIDE, 3.3)
    for row in data.itertuples():
        _cell(axis, place[row.event_date, row.contact], list(names).index(row.term), row.frequency, COLOURS["beijing"], MARKERS["beijing"])
    axis.set_xticks(range(len(texts)), [str(date) for date in texts["event_date"]], rotation=60, ha="left", fontsize=7.5)
    _matrix(axis, len(texts), list(names.values()))
    said = "; ".join(f"{english}: " + ", ".join(f"{row.event_date} {row.frequency}" for row in data[(data["english"] == english) & (data["frequency"] > 0)].itertuples()) for english in names.values())
    return {
        "title": "Names in the Chinese texts, 2022 to 2026",
        "caption": "Occurrences of six strings in {finding}`chinese-texts` Chinese broadcast texts on contacts of Putin and Xi; a small dot: absent from the text. Bare "
                   "“conflict” and “war” are counted wherever they stand (the text of 24 February 2025 has “war” in the names of anniversaries of the Second World War), so these two "
                   "rows need not name this war.",
        "alt": f"A grid of six terms by twenty dates. Occurrences: {said}. Elsewhere the terms are absent.",
        "data": data[["event_date", "contact", "term", "english", "frequency", "n_hanzi"]], "picture": picture,
    }


@figure
def voices(report: Report) -> dict:
    """In whose mouth each side's full readout of 15 June 2022 puts the topics that it states."""
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator", "nobody": "nobody (no agent)"}
    rows = [(voice, label, side, report.findings[slug("topics", str(JUNE), side, "voice", voice)].value, report.findings[slug("topics", str(JUNE), side, "stated")].value)
            for voice, label in names.items() for side in COLOURS]
    data = pd.DataFrame(rows, columns=["voice", "label", "side", "frequency", "n_topics"])
    picture, axis = _canvas(WIDE, 2.9)
    _paired_bars(axis, data, list(names.values()))
    axis.set_xlabel("topics of the call of 15 June 2022")
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "title": "In whose mouth",
        "caption": "Topics by the voice that each full readout of 15 June 2022 gives them: {finding}`topics-2022-06-15-kremlin-stated` topics that the Kremlin’s states, "
                   "{finding}`topics-2022-06-15-beijing-stated` that Beijing’s states, wholly or in part. A topic given to two voices in turn is counted under each.",
        "alt": "Paired bars, the Kremlin and Beijing, a voice: " + "; ".join(f"{label} {counts.loc[label, 'kremlin']} and {counts.loc[label, 'beijing']}" for label in names.values()) + ".",
        "data": data, "picture": picture,
    }


@figure
def coverage_by_call(report: Report) -> dict:
    """Every topic, both calls, both sides: stated, in part, or absent."""
    labels = _latin(report.table("topics").set_index("topic")["label"])
    data = report.table("coverage").assign(label=lambda table: table["topic"].map(labels))
    columns = [(date, side) for date in CALLS for side in COLOURS]
    picture, axis = _canvas(WIDE, 9.4)
    marks = {"stated": {"fillstyle": "full"}, "partial": {"fillstyle": "left", "markerfacecoloralt": "white"}}
    for row in data.itertuples():
        x, y = columns.index((row.event_date, row.side)), list(labels.index).index(row.topic)
        if row.status == "absent":
            axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        else:
            axis.plot(x, y, MARKERS[row.side], color=COLOURS[row.side], markersize=9, markeredgecolor="black", markeredgewidth=0.6, **marks[row.status])
    axis.set_xticks(range(4), [f"{results.side_name(side)}\n{results.day(date)}" for date, side in columns])
    _matrix(axis, 4, [textwrap.shorten(label, 62, placeholder=" …") for label in labels])
    tally = data.groupby(["event_date", "side"])["status"].value_counts().unstack(fill_value=0)
    said = "; ".join(f"{results.side_name(side)}, {results.day(date)}: {row.get('stated', 0)} stated, {row.get('partial', 0)} in part, {row.get('absent', 0)} absent" for (date, side), row in tally.iterrows())
    return {
        "title": "What each readout states, and leaves out",
        "caption": "The {finding}`topics` topics coded in the full readouts of both calls: a full mark, stated; a half mark, in part; a dot, absent. Coded by close reading; the table "
                   "behind the figure names the voice of each.",
        "alt": f"A grid of topics by call and side. {said}.",
        "data": data[["topic", "label", "event_date", "side", "status", "voice", "voice_basis", "note"]], "picture": picture,
    }


@figure
def february_june(report: Report) -> dict:
    """Frames in the Kremlin's two full readouts."""
    frames = report.codebook.frames
    rows = [(row.frame, row.label, str(date), report.findings[slug("frame", readout, row.frame)].value, report.findings[f"words-{readout}"].value)
            for row in frames.itertuples() for date, readout in zip(CALLS, FULL_TEXTS)]
    data = pd.DataFrame(rows, columns=["frame", "label", "event_date", "frequency", "n_target"])
    wide = data.pivot(index="label", columns="event_date", values="frequency").reindex(frames["label"])
    picture, axis = _canvas(WIDE, 3.2)
    for date, marker, fill in ((str(FEBRUARY), "D", "white"), (str(JUNE), "o", COLOURS["kremlin"])):
        axis.plot(wide[date], range(len(wide)), marker, color=COLOURS["kremlin"], markerfacecolor=fill, markersize=8 if marker == "o" else 6.5, label=results.day(pd.Timestamp(date)),
                  zorder=3 if marker == "o" else 4)
    axis.hlines(range(len(wide)), wide.min(axis=1), wide.max(axis=1), color=NEUTRAL, zorder=2)
    axis.set_yticks(range(len(wide)), wide.index)
    axis.invert_yaxis()
    axis.grid(axis="x")
    axis.set_xlabel("coded stretches in the full English text")
    axis.legend(loc="upper right")
    said = "; ".join(f"{label} {row[str(FEBRUARY)]} and {row[str(JUNE)]}" for label, row in wide.iterrows())
    return {
        "title": "The Kremlin’s two readouts",
        "caption": "Distinct coded stretches a frame in the Kremlin’s full English readouts of 25 February 2022 ({finding}`words-kremlin-2022-02-25-full` words) and 15 June 2022 "
                   "({finding}`words-kremlin-2022-06-15-full` words). Two texts on two occasions: a difference between them is no trend.",
        "alt": f"Two dots a frame, February and June 2022: {said}.",
        "data": data, "picture": picture,
    }


@figure
def zero_bound(report: Report) -> dict:
    """With what rate the absence of a word from a text of so many words is still compatible."""
    from math import log

    texts = {"kremlin-2022-06-15-quoted": "Kremlin, passages", "beijing-2022-06-15-quoted": "Beijing, passages",
             "kremlin-2022-02-25-full": "Kremlin, full, February", "kremlin-2022-06-15-full": "Kremlin, full, June"}
    data = pd.DataFrame([(name, label, report.findings[f"words-{name}"].value, report.findings[f"zero-bound-{name}"].value) for name, label in texts.items()],
                        columns=["readout_id", "label", "n_target", "upper_bound"])
    words = pd.Series(range(60, 401))
    picture, axis = _canvas(WIDE, 3.1)
    axis.plot(words, -log(0.025) * frequency.PER / words, color=NEUTRAL)
    axis.plot(data["n_target"], data["upper_bound"], "o", color=COLOURS["kremlin"], markeredgecolor="black", markeredgewidth=0.5)
    for row in data.itertuples():
        axis.annotate(f"{row.label}: {row.upper_bound:.1f}", (row.n_target, row.upper_bound), xytext=(6, 5), textcoords="offset points")
    axis.set(xlabel="words in the text", ylabel="rate per 1,000 words", ylim=(0, None))
    axis.grid(axis="y")
    said = "; ".join(f"{row.label}, {row.n_target} words, {row.upper_bound:.1f}" for row in data.itertuples())
    return {
        "title": "What a zero can hide",
        "caption": "The highest rate per {plain}`1,000` words with which no occurrence is still compatible, by the length of the text: the upper end of the exact Poisson "
                   "{plain}`95 %` interval of a zero count, if words were independent. Marked: the texts of this report.",
        "alt": f"A falling curve. {said}.",
        "data": data, "picture": picture,
    }


FIGURES = (two_accounts, coded_frames, term_frequency, naming_names, naming_series, voices, coverage_by_call, february_june, zero_bound)
