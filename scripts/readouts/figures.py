"""The figures of this report: each a function of the report that gives a `publish.Figure`. Its name is its id."""

import inspect
import textwrap
from functools import wraps

import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from . import coverage, frequency, headlines, paths, results, robustness, strata
from .findings import slug
from .headlines import CHINESE_NAMES
from .intervals import detectable_frequency
from .publish import Figure
from .report import BEIJING, CALLS, FEBRUARY, FULL_TEXTS, JUNE, KREMLIN, PAIR, Report
from .tokens import HAN
from .voices import placed

WIDE, NARROW = 7.2, 3.5  # inches: two journal columns, and one
# Blue and orange of Okabe and Ito (2008): apart for colour-blind readers, and one darker than the other in grey.
COLOURS = {"kremlin": "#0072B2", "beijing": "#E69F00"}
MARKERS = {"kremlin": "o", "beijing": "s"}
NEUTRAL = "#6b6b6b"


def figure(function):
    """Draw in the book's style, and name the figure after the function."""
    @wraps(function)
    def styled(report: Report) -> Figure:
        with matplotlib.style.context(paths.FIGURE_STYLE):
            made = function(report)
        return Figure(function.__name__.replace("_", "-"), findings=report.findings, code=inspect.getsource(function), **made)
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


@figure
def claims_by_voice(report: Report) -> dict:
    """Which topics each full readout of 15 June 2022 puts into whose mouth."""
    labels = _latin(report.table("topics").set_index("topic")["label"])
    order = {told_by: place for place, told_by in enumerate(("kremlin", "both", "beijing"))}
    data = placed(report.table("coverage"), JUNE).assign(label=lambda table: table["topic"].map(labels))
    data = data.sort_values("told_by", key=lambda told: told.map(order), kind="stable", ignore_index=True)
    data["mouth"] = data["voice"].where(data["basis"] != "implied", "implied")
    columns = {"putin": "Putin", "xi": "Xi", "both": "both,\nnamed", "implied": "both,\nimplied", "nobody": "nobody", "issuer": "the\nnarrator"}
    headings = {"kremlin": "In the Kremlin’s text alone", "both": "In both texts", "beijing": "In Beijing’s text alone"}
    lines = [line for told_by, heading in headings.items() for line in (heading, *data[data["told_by"] == told_by]["topic"].unique())]
    picture, axis = _canvas(WIDE, 9.2)
    for row in data.itertuples():
        shift = -0.13 if row.side == "kremlin" else 0.13
        fill = {"fillstyle": "full"} if row.status == "stated" else {"fillstyle": "left", "markerfacecoloralt": "white"}
        axis.plot(list(columns).index(row.mouth) + shift, lines.index(row.topic), MARKERS[row.side], color=COLOURS[row.side], markersize=8, markeredgecolor="black",
                  markeredgewidth=0.6, label=f"{results.side_name(row.side)}’s text", **fill)
    axis.set_xticks(range(len(columns)), list(columns.values()))
    _matrix(axis, len(columns), [textwrap.shorten(labels.get(line, line), 56, placeholder=" …") for line in lines])
    for heading in headings.values():
        axis.axhline(lines.index(heading) - 0.5, color="black", linewidth=1.2)
        axis.get_yticklabels()[lines.index(heading)].set_fontweight("bold")
    for place in range(1, len(columns)):
        axis.axvline(place - 0.5, color="#e2e2e2", linewidth=0.6, zorder=0)
    handles, names = axis.get_legend_handles_labels()
    unique = dict(zip(names, handles))
    axis.legend(unique.values(), unique, loc="upper center", bbox_to_anchor=(0.35, -0.005), ncols=2, frameon=False)
    mouths = {"putin": "Putin", "xi": "Xi", "both": "both leaders, named", "implied": "both leaders, implied", "nobody": "nobody", "issuer": "the narrator"}
    said = ". ".join(f"{results.side_name(side)}, {mouths[mouth]}: {'; '.join(table['label'])}" for (side, mouth), table in data.groupby(["side", "mouth"], sort=False))
    return {
        "title": "Who is made to say what",
        "caption": "Every topic that a full readout of 15 June 2022 states, in the mouth in which it puts it: {finding}`topics-2022-06-15-kremlin` topics of the Kremlin’s text alone, "
                   "{finding}`topics-2022-06-15-both` of both, {finding}`topics-2022-06-15-beijing` of Beijing’s alone. A half mark: stated in part. A topic may stand in two mouths in one text.",
        "alt": f"A grid of topics by voice, with a round mark for the Kremlin's text and a square one for Beijing's. {said}.",
        "data": data[["topic", "label", "told_by", "side", "status", "voice", "basis", "ladder"]], "picture": picture,
    }


@figure
def detectable_difference(report: Report) -> dict:
    """Every word by its frequency on both sides, and the frequencies from which the interval of the ratio of rates excludes 1."""
    table = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data = table.groupby(["frequency", "frequency_reference"])["ngram"].agg(words="size", which="; ".join).reset_index()
    sizes = [report.findings[f"words-{readout}"].value for readout in PAIR]
    data["detectable_frequency"] = detectable_frequency(sizes[0], data["frequency_reference"], sizes[1])
    data["detectable_frequency_reference"] = detectable_frequency(sizes[1], data["frequency"], sizes[0])
    picture, axis = _canvas(WIDE, 4.3)
    right, top = data["frequency"].max() + 3, data["frequency_reference"].max() + 8
    edges = np.arange(-0.5, max(right, top) + 1)
    limits = [detectable_frequency(own, np.arange(len(edges)), other) - 0.5 for own, other in (sizes, sizes[::-1])]
    axis.fill_between(edges, limits[1], 2 * top, step="post", color=COLOURS["beijing"], alpha=0.25, linewidth=0)
    axis.fill_betweenx(edges, limits[0], 2 * right, step="post", color=COLOURS["kremlin"], alpha=0.18, linewidth=0)
    axis.scatter(data["frequency"], data["frequency_reference"], s=120 + 8 * data["words"].clip(upper=20), color="white", edgecolor="black", linewidth=0.7, zorder=3)
    taken = set(zip(data["frequency"], data["frequency_reference"]))
    for row in data.itertuples():
        axis.text(row.frequency, row.frequency_reference, str(row.words), ha="center", va="center_baseline", fontsize=8, zorder=4)
        if max(row.frequency, row.frequency_reference) > 2:
            shift = (-8, 11) if (row.frequency + 1, row.frequency_reference) in taken else (11, -3)
            axis.annotate(row.which.replace("; ", ", "), (row.frequency, row.frequency_reference), xytext=shift, textcoords="offset points", fontsize=8)
    axis.text(-0.3, top - 2.2, "Beijing’s rate is higher:\nthe interval lies below 1", fontsize=8.5)
    axis.text(right - 0.2, 0.1, "The Kremlin’s rate is higher:\nthe interval lies above 1", fontsize=8.5, ha="right")
    axis.set(xlim=(-0.7, right), ylim=(-0.9, top), xlabel="frequency in the Kremlin’s passages", ylabel="frequency in Beijing’s passages")
    for one in (axis.xaxis, axis.yaxis):
        one.set_major_locator(MaxNLocator(integer=True))
    said = "; ".join(f"{row.frequency} and {row.frequency_reference}, {row.words} words" for row in data.itertuples())
    return {
        "title": "What the passages could show",
        "caption": "All words of the quoted passages of 15 June 2022 by their frequency on both sides; the number in a mark is how many words stand there. Shaded: where the exact {plain}`95 %` interval of the "
                   "ratio of rates excludes {plain}`1`, if words were independent. Against none on the other side that takes a frequency of {finding}`detectable-kremlin-2022-06-15-quoted` in the "
                   "Kremlin’s {finding}`words-kremlin-2022-06-15-quoted` words, of {finding}`detectable-beijing-2022-06-15-quoted` in Beijing’s {finding}`words-beijing-2022-06-15-quoted`. No word stands there.",
        "alt": f"Words placed by their frequency on the Kremlin's and on Beijing's side. Two shaded regions, one for either side, begin far from the words; no word lies in them. Frequencies: {said}.",
        "data": data, "picture": picture,
    }


@figure
def headline_ranges(report: Report) -> dict:
    """Each headline finding, both its counts, and their range over the choices of the count."""
    table = headlines.results(report.corpus, report.codebook, report.coded, PAIR, FULL_TEXTS)
    data = robustness.summary(table)
    under = table[table["outcome"] == robustness.TURNS].groupby("headline")["choice_group"].agg(lambda groups: ", ".join(dict.fromkeys(groups)))
    data["turned_over_by"] = data["headline"].map(under).fillna("")
    data["said"] = [headlines.said(report.codebook, row) for row in data.itertuples()]
    places, ticks = _grouped(data["headline_group"])
    picture, axis = _canvas(WIDE, 0.6 + 0.27 * len(ticks))
    for row, place in zip(data.itertuples(), places):
        for shift, key, value, low, high in ((-0.17, row.target, row.frequency, row.low, row.high), (0.17, row.reference, row.frequency_reference, row.reference_low, row.reference_high)):
            side = _side_of(key)
            colour, hollow = COLOURS.get(side, NEUTRAL), shift > 0 and side in (_side_of(row.target), None)
            axis.plot([low, high], [place + shift] * 2, color=colour, linewidth=2.2, solid_capstyle="butt", zorder=2)
            axis.plot(value, place + shift, MARKERS.get(side, "D"), color=colour, markerfacecolor="white" if hollow else colour, markeredgecolor=colour if hollow else "black",
                      markeredgewidth=1.2 if hollow else 0.5, markersize=5.5, zorder=3)
        if row.turned_over_by:
            axis.text(1.01, place, f"✕ {row.turned_over_by}", transform=axis.get_yaxis_transform(), va="center", fontsize=8)
    axis.set_yticks(range(len(ticks)), [label or row for label, row in zip(ticks, _labels(data, places, ticks))])
    for label, heading in zip(axis.get_yticklabels(), ticks):
        label.set_fontweight("bold" if heading else "normal")
    axis.set_ylim(len(ticks) - 0.4, -0.6)
    axis.set_xlim(-0.4, None)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x")
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.set_xlabel("count, and its range over the choices")
    _side_legend(axis)
    said = "; ".join(f"{row.label} ({row.said}), {row.frequency} against {row.frequency_reference}, range {row.low} to {row.high} against {row.reference_low} to {row.reference_high}"
                     + (f", turned over by {row.turned_over_by}" if row.turned_over_by else "") for row in data.itertuples())
    return {
        "title": "Headline findings under other choices",
        "caption": "The {finding}`headlines` headline findings: the count of the side that has more, above, and what it is compared with, below, each with its range over the choices, made one at a time "
                   "({finding}`choices-patterns` patterns dropped, {finding}`choices-translations` other translations, two tokenisers, two rules of coverage). Where both counts are of one side, the "
                   "lower is hollow: its next frame, its other call, the topics of both. A cross marks a finding that turns over, and names the choice. The full texts have no place in the "
                   "range, being longer; where one turns a finding over, it is named.",
        "alt": f"Two dots with ranges for each finding. {said}.",
        "data": data.drop(columns=["target", "reference"]), "picture": picture,
    }


def _grouped(groups: pd.Series) -> tuple[list[int], list[str]]:
    """The line of each row when every group has a line for its heading; and the headings by line, empty for rows."""
    places, ticks = [], []
    for number, group in enumerate(groups):
        if number == 0 or group != groups.iloc[number - 1]:
            ticks.append(group)
        places.append(len(ticks))
        ticks.append("")
    return places, ticks


def _labels(data: pd.DataFrame, places: list[int], ticks: list[str]) -> list[str]:
    labels = [""] * len(ticks)
    for row, place in zip(data.itertuples(), places):
        labels[place] = f"{row.label}, {results.side_name(_side_of(row.target))}" if row.claim == robustness.LARGEST else row.label
    return labels


def _side_of(key: robustness.Key) -> str | None:
    """The side that a key's count is of; None where it is of both."""
    return next((side for side in COLOURS if (key.name if key.level == "topics" else key.readout).startswith(side)), None)


def _side_legend(axis) -> None:
    handles = [axis.plot([], [], MARKERS[side], color=COLOURS[side], markeredgecolor="black", markeredgewidth=0.5, linestyle="-", label=results.side_name(side))[0] for side in COLOURS]
    axis.legend(handles=handles, loc="lower right")


# Strata of the reference lists: the Kremlin's in its colour, what is not a side of the call in others.
STRATA = {"kremlin-after": ("#0072B2", "-", "the Kremlin’s calls from 24 February 2022"), "kremlin-before": ("#56B4E9", "--", "before that day"), "white-house": ("#009E73", ":", "the White House’s calls")}
CALL_MARKS = {"kremlin-2022-02-25-full": ("D", "white", "25 February 2022"), "kremlin-2022-06-15-full": ("o", "black", "15 June 2022")}


def _small_multiples(report: Report, height: float):
    """A panel a frame, four by two, under one axis each way."""
    labels = report.codebook.frames.set_index("frame")["label"]
    picture = Picture(figsize=(WIDE, height), layout="constrained")
    panels = picture.subplots(4, 2, sharex=True, sharey=True)
    for axis, (frame, label) in zip(panels.flat, labels.items()):
        axis.set_title(label, fontsize=9.5, loc="left")
        yield picture, axis, frame


@figure
def reference_frames(report: Report) -> dict:
    """The rate of each frame over real readouts, by stratum, with the Kremlin's two calls marked."""
    rates = strata.document_rates(report.corpus.tables)
    places = strata.places(report.corpus.tables, rates).assign(stratum="kremlin-after", date="").rename(columns={"readout_id": "document", "n_target": "n_tokens", "rate": "normalized_frequency"})
    for picture, axis, frame in _small_multiples(report, 7.6):
        for stratum, (colour, line, label) in STRATA.items():
            values = np.sort(rates.loc[(rates["stratum"] == stratum) & (rates["frame"] == frame), "normalized_frequency"])
            axis.step(np.append(values, 60), np.append(np.arange(1, len(values) + 1), len(values)) * 100 / len(values), where="post", color=colour, linestyle=line, linewidth=1.6, label=label)
        for row in places[places["frame"] == frame].itertuples():
            marker, fill, label = CALL_MARKS[row.document]
            axis.plot(row.normalized_frequency, 100 * (row.below + row.equal) / (row.below + row.equal + row.above), marker, color="black", markerfacecolor=fill, markersize=6, label=label, zorder=4, clip_on=False)
        axis.set(xlim=(0, 40), ylim=(0, 103))
        axis.grid(axis="both")
    for axis in picture.axes[-2:]:
        axis.set_xlabel("coded stretches per 1,000 words of a text")
    picture.supylabel("per cent of the texts with at most that rate", fontsize=9)
    picture.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    said = "; ".join(f"{row.frame}: call of {CALL_MARKS[row.document][2]}, {row.normalized_frequency:.1f}, above {row.below} and below {row.above} calls" for row in places.itertuples())
    columns = ["document", "stratum", "date", "frame", "frequency", "n_tokens", "normalized_frequency"]
    return {
        "title": "Frames over real readouts",
        "caption": "How a frame’s rate is distributed over the texts of each stratum: {finding}`reference-texts-kremlin-after` of the Kremlin’s calls from 24 February 2022, {finding}`reference-texts-kremlin-before` "
                   "before, {finding}`reference-texts-white-house` of the White House’s. A curve that begins high belongs to a frame that many texts lack. The marks are the Kremlin’s two readouts, set on the curve of "
                   "their own stratum, in which they are not counted. Rates of texts of some hundred words jump: one stretch in {plain}`100` words is a rate of {plain}`10`.",
        "alt": f"Eight panels, one a frame, each with three rising step curves and two marks. {said}.",
        "data": pd.concat([rates[columns], places[columns]], ignore_index=True), "picture": picture,
    }


@figure
def reference_time(report: Report) -> dict:
    """Each frame in the Kremlin's calls by date, with the rate before and after 24 February 2022 and its interval."""
    rates = strata.document_rates(report.corpus.tables).query("stratum != 'white-house'")
    pooled = strata.frame_rates(report.corpus.tables, strata.document_rates(report.corpus.tables)).set_index(["stratum", "frame"])
    places = strata.places(report.corpus.tables, strata.document_rates(report.corpus.tables))
    ends = rates.groupby("stratum")["date"].agg(["min", "max"])
    for picture, axis, frame in _small_multiples(report, 7.6):
        own = rates[rates["frame"] == frame]
        axis.plot(own["date"], own["normalized_frequency"].clip(upper=40), ".", color=NEUTRAL, markersize=4, alpha=0.55, label="a call of the Kremlin")
        for stratum in ("kremlin-before", "kremlin-after"):
            row, (first, last) = pooled.loc[(stratum, frame)], ends.loc[stratum]
            if row["low"] == row["low"]:
                axis.fill_between([first, last], row["low"], row["high"], color=STRATA[stratum][0], alpha=0.35, linewidth=0)
            axis.plot([first, last], [row["rate"]] * 2, color=STRATA[stratum][0], linewidth=1.8, label="rate of all calls, with its interval" if stratum == "kremlin-after" else None)
        axis.axvline(FEBRUARY - pd.Timedelta(days=1), color="black", linewidth=0.7)
        for row in places[places["frame"] == frame].itertuples():
            marker, fill, label = CALL_MARKS[row.readout_id]
            axis.plot(report.table("readouts").set_index("readout_id").at[row.readout_id, "event_date"], row.rate, marker, color="black", markerfacecolor=fill, markersize=6, label=label, zorder=4, clip_on=False)
        axis.set_ylim(-1, 41)
        axis.xaxis.set_major_locator(MonthLocator(interval=2))
        axis.xaxis.set_major_formatter(DateFormatter("%b %Y"))
        axis.grid(axis="y")
    picture.supylabel("coded stretches per 1,000 words", fontsize=9)
    picture.legend(*axis.get_legend_handles_labels(), loc="outside lower center", ncols=4)
    said = "; ".join(f"{frame}, {stratum.removeprefix('kremlin-')}: {row.rate:.1f}" for (stratum, frame), row in pooled.iterrows() if stratum != "white-house")
    return {
        "title": "Frames in the Kremlin’s calls, October 2021 to June 2022",
        "caption": "Each dot is one of the Kremlin’s calls: {finding}`reference-texts-kremlin-before` before 24 February 2022 (the upright line) and {finding}`reference-texts-kremlin-after` from that day on; the two "
                   "calls with Xi are marked and not counted among them. Lines: the rate of all calls of the stratum; bands: its {plain}`95 %` interval from drawing whole calls anew. Rates above {plain}`40` stand at {plain}`40`.",
        "alt": f"Eight panels, one a frame, with a dot for each call from October 2021 to June 2022. Rates per 1,000 words before and after 24 February 2022: {said}.",
        "data": rates[["document", "stratum", "date", "frame", "frequency", "n_tokens", "normalized_frequency"]].reset_index(drop=True), "picture": picture,
    }


FIGURES = (two_accounts, coded_frames, term_frequency, naming_names, naming_series, voices, claims_by_voice, coverage_by_call, february_june, zero_bound,
           detectable_difference, headline_ranges, reference_frames, reference_time)
