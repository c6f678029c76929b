"""Figures and tables of other readouts."""

import numpy as np
import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture

from ...reporting.drawing import NEUTRAL, WIDE, figure, table
from ...reporting.findings import slug
from ...text import frequency
from .. import strata
from ..reference_findings import word_id
from ..report import FEBRUARY, FULL_TEXTS, Report
from ..strata import NODES
from .labels import english

# Strata of the reference lists: the Kremlin's in its colour, what is not a side of the call in others.
STRATA = {"kremlin-after": ("#0072B2", "-", "the Kremlin’s calls from 24 February 2022"), "kremlin-before": ("#56B4E9", "--", "before that day"), "white-house": ("#009E73", ":", "the White House’s calls")}
CALL_MARKS = {"kremlin-2022-02-25-full": ("D", "white", "25 February 2022"), "kremlin-2022-06-15-full": ("o", "black", "15 June 2022")}
AFTER = strata.KREMLIN_AFTER
CALL_COLUMNS = dict(zip(("february", "june"), FULL_TEXTS))
OF_CALLS = f"Kremlin’s calls, of {{finding}}`reference-texts-{AFTER}`"


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


@table
def reference_strata(report: Report) -> dict:
    """The strata of the reference lists: what each takes, how much, and from where."""
    data = report.table("reference_strata").copy()
    return {
        "title": "Strata of the reference lists", "data": data,
        "caption": "What each stratum takes from its source, and by which rule. The texts are not given; their counts, with addresses, are in {plain}`data/reference/`. The White House’s calls are the practice of one "
                   "party’s adversary, and no norm.",
        "columns": {"label": "Stratum", "rule": "Rule", "n_texts_in_source": "Texts in the source", "n_documents": "Texts taken", "n_tokens": "Words", "n_types": "Different words", "licence": "Licence"},
        "links": {"n_texts_in_source": "reference-source-{stratum}", "n_documents": "reference-texts-{stratum}", "n_tokens": "reference-tokens-{stratum}", "n_types": "reference-types-{stratum}"},
        "sources": ("label", "rule", "licence"),
    }


@table
def reference_rates(report: Report) -> dict:
    """Each frame's rate in each stratum, and whether the Kremlin's calls changed on 24 February 2022."""
    rates = strata.document_rates(report.corpus.tables)
    wide = strata.frame_rates(report.corpus.tables, rates).pivot(index="frame", columns="stratum", values="rate")
    data = report.codebook.frames[["frame", "label"]].join(wide, on="frame").merge(strata.shifts(report.corpus.tables, rates), on="frame")
    return {
        "title": "Frames in real readouts", "data": data,
        "caption": "Coded stretches per {plain}`1,000` words of all texts of a stratum, with the {plain}`95 %` interval from drawing whole texts anew; the Kremlin’s calls from 24 February 2022 less those before, "
                   "with the p of a permutation of whole texts, and the same corrected by Holm over the frames. The test takes the calls as exchangeable; several are with one and the same partner, which "
                   "makes its p too small by an unknown amount.",
        "columns": {"label": "Frame", "kremlin-before": "Kremlin, before", "kremlin-after": "Kremlin, from that day", "white-house": "White House", "difference": "Difference", "p": "p", "holm": "p, Holm"},
        "links": {**{name: f"reference-rate-{name}-{{frame}}" for name in ("kremlin-before", "kremlin-after", "white-house")}, "difference": "reference-shift-{frame}", "p": "reference-shift-p-{frame}",
                  "holm": "reference-shift-holm-{frame}"},
    }


@table
def reference_places(report: Report) -> dict:
    """Where each frame of the Kremlin's two readouts lies among its own calls."""
    data = report.codebook.frames[["frame", "label"]].copy()
    places = strata.places(report.corpus.tables, strata.document_rates(report.corpus.tables)).set_index(["readout_id", "frame"])
    data["texts"] = [report.findings[f"reference-has-{AFTER}-{frame}"].value for frame in data["frame"]]
    for month, readout in CALL_COLUMNS.items():
        for column in ("frequency", "rate", "above", "percentile", "low", "high"):
            data[f"{month}_{column}"] = [places.at[(readout, frame), column] for frame in data["frame"]]
    links = {"texts": f"reference-has-{AFTER}-{{frame}}"}
    for month, readout in CALL_COLUMNS.items():
        links |= {f"{month}_rate": f"reference-rate-call-{readout}-{{frame}}", f"{month}_percentile": f"reference-percentile-{readout}-{{frame}}", f"{month}_above": f"reference-above-{readout}-{{frame}}"}
    return {
        "title": "The two calls among the Kremlin’s calls", "data": data,
        "caption": "How many of the Kremlin’s calls from 24 February 2022 have a frame; then, for each of its two readouts on calls with Xi, the rate per {plain}`1,000` words, how many of those calls have a higher rate, "
                   "and the percentile, with its {plain}`95 %` interval. Calls with the same rate, above all zero, count half and widen the interval.",
        "columns": {"label": "Frame", "texts": OF_CALLS, "february_rate": "February, rate", "february_above": "Calls with a higher rate", "february_percentile": "Percentile",
                    "june_rate": "June, rate", "june_above": "Calls with a higher rate", "june_percentile": "Percentile"},
        "links": links,
    }


@table
def reference_words(report: Report) -> dict:
    """Words of the Kremlin's two readouts that none of its other calls has."""
    tables = report.corpus.tables
    words, white = strata.call_words(tables), strata.call_words(tables, strata.WHITE_HOUSE)
    rare = words[words["frequency_reference"] == 0]
    data = rare.pivot(index="word", columns="readout_id", values="frequency").rename(columns={readout: month for month, readout in CALL_COLUMNS.items()}).reset_index()
    data = data.merge(white[["word", "document_frequency"]].drop_duplicates("word").rename(columns={"document_frequency": "white_house"}), on="word")
    # A number of a date is a word of the text and says nothing about it.
    data = data[~data["word"].str.isdigit()].sort_values("word", ignore_index=True)
    links = {"white_house": "reference-with-white-house-{word_id}"}
    data["word_id"] = data["word"].map(word_id)
    for month, readout in CALL_COLUMNS.items():
        data[f"{month}_id"] = [f"reference-call-{readout}-{word}" if count == count else "" for word, count in zip(data["word_id"], data[month])]
        links[month] = f"{{{month}_id}}"
        data[month] = data[month].astype("Int64").astype(object).where(data[month].notna(), "")
    return {
        "title": "Words that no other call of the Kremlin has", "data": data,
        "caption": "Words of the Kremlin’s two readouts that none of its other {finding}`reference-texts-kremlin-after` calls from 24 February 2022 has, and how many of the White House’s "
                   "{finding}`reference-texts-white-house` calls have them. An empty cell: the readout has not the word. Numbers of dates are left out. “Deailed” stands so on the page.",
        "columns": {"word": "Word", "february": "February", "june": "June", "white_house": "White House’s calls that have it"}, "links": links,
    }


@table
def reference_keyness(report: Report) -> dict:
    """Words of content that one of the two readouts has at least twice, against the Kremlin's calls, with the measures that one text can bear."""
    data = _against_stratum(report, AFTER)
    return {
        "title": "Two readouts against the Kremlin’s calls", "data": data,
        "caption": "Words of content that one of the readouts has at least {plain}`2` times, in the order of how many of the Kremlin’s calls have the word as often per word. %DIFF is undefined where the "
                   "calls have none. Suppressed are LRC, which needs {plain}`1,000` words a side, and every p with its corrections by Holm and by Benjamini and Hochberg, since one text permits no test. "
                   "The CSV has each reason, and the other measures.",
        "columns": {"word": "Word", "call": "Call", "frequency": "Occurrences", "frequency_reference": "In the calls", "document_frequency": OF_CALLS, "documents_as_high": "Calls with it as often per word",
                    "log_likelihood": "G2, two terms", "log_ratio": "Log Ratio", "percent_difference": "%DIFF", "withheld": "LRC, p"},
        "links": _stratum_links(AFTER) | {"documents_as_high": "reference-high-{readout_id}-{word_id}"},
    }


@table
def reference_keyness_white_house(report: Report) -> dict:
    """The same words against the White House's calls."""
    return {
        "title": "Two readouts against the White House’s calls", "data": _against_stratum(report, strata.WHITE_HOUSE),
        "caption": "The same words against {finding}`reference-texts-white-house` calls of the president of the United States as the White House reports them: what is usual there is the practice of one "
                   "party’s adversary, and no norm. Suppressed as in {numref}`tab-reference-keyness`.",
        "columns": {"word": "Word", "call": "Call", "frequency": "Occurrences", "frequency_reference": "In the White House’s calls", "document_frequency": "Calls that have it",
                    "log_likelihood": "G2, two terms", "log_ratio": "Log Ratio", "percent_difference": "%DIFF", "withheld": "LRC, p"},
        "links": _stratum_links(strata.WHITE_HOUSE),
    }


def _against_stratum(report: Report, stratum: str) -> pd.DataFrame:
    """Words of content of the two readouts with their keyness against a stratum, undefined and withheld cells said as such."""
    table = strata.call_keyness(strata.call_words(report.corpus.tables, stratum), least=2)
    table = table[~table["word"].isin(frequency.FUNCTION_WORDS) & ~table["word"].str.isdigit()]
    table = table.sort_values(["readout_id", "documents_as_high", "frequency", "word"], ascending=[True, True, False, True], ignore_index=True)
    data = table.assign(word_id=table["word"].map(word_id), call=table["readout_id"].map({readout: month.title() for month, readout in CALL_COLUMNS.items()}))
    undefined = data["percent_difference"].isna()
    data["percent_id"] = [f"reference-{stratum}-percent-difference-{row.readout_id}-{row.word_id}" if not gone else "" for row, gone in zip(data.itertuples(), undefined)]
    data["percent_difference"] = data["percent_difference"].astype(object).where(~undefined, "undefined")
    data["withheld"] = ["suppressed" if lrc and p else "" for lrc, p in zip(data["lrc_withheld"], data["poisson_p_withheld"])]
    return data


def _stratum_links(stratum: str) -> dict[str, str]:
    return {"frequency": "reference-call-{readout_id}-{word_id}", "frequency_reference": f"reference-word-{stratum}-{{word_id}}", "document_frequency": f"reference-with-{stratum}-{{word_id}}",
            "log_likelihood": f"reference-{stratum}-log-likelihood-{{readout_id}}-{{word_id}}", "log_ratio": f"reference-{stratum}-log-ratio-{{readout_id}}-{{word_id}}",
            "percent_difference": "{percent_id}"}


@table
def reference_collocates(report: Report) -> dict:
    """What stands near the names of the war and the words of its frames in the Kremlin's calls."""
    table = strata.collocates(report.corpus.tables)
    table = table[~table["collocate"].isin(frequency.FUNCTION_WORDS) & (table["frequency"] >= 4)]
    data = table.sort_values(["node", "log_dice"], ascending=[True, False], ignore_index=True)
    data["key"] = [f"reference-near-{slug(row.node)}-{word_id(row.collocate)}" for row in data.itertuples()]
    ends = {"frequency": "", "frequency_left": "-left", "frequency_right": "-right", "document_frequency": "-texts", "mi": "-mi", "t": "-t", "log_likelihood": "-log-likelihood", "log_dice": "-log-dice"}
    return {
        "title": "What stands near, in the Kremlin’s calls", "data": data,
        "caption": "Words of content that stand at least {plain}`4` times within {plain}`5` words to the left or right of a node, never from a page’s summary into its body, in the {finding}`reference-texts-kremlin-after` calls from 24 February 2022; in the order "
                   "of logDice. MI compares occurrences with those expected, t and G2 (four terms) also weigh how many there are. “Crisis”, which the calls have {finding}`reference-node-kremlin-after-crisis` times, and “issue” have no such word.",
        "columns": {"node": "Node", "collocate": "Near it", "frequency": "Together", "frequency_left": "Left", "frequency_right": "Right", "document_frequency": "Calls", "mi": "MI", "t": "t",
                    "log_likelihood": "G2", "log_dice": "logDice"},
        "links": {column: f"{{key}}{end}" for column, end in ends.items()},
    }


@table
def reference_dispersion(report: Report) -> dict:
    """How evenly some words are spread over the Kremlin's and the White House's calls."""
    words = report.table("reference_words")
    wide = words[words["word"].isin(NODES) & (words["stratum"] != strata.KREMLIN_BEFORE)].pivot(index="word", columns="stratum", values=["frequency", "document_frequency", "dp", "dp_corrected"])
    data = wide.set_axis([f"{measure}_{stratum}".replace("-", "_") for measure, stratum in wide.columns], axis=1).reindex(NODES).rename_axis("word").reset_index()
    links = {}
    for stratum in (AFTER, strata.WHITE_HOUSE):
        for measure, kind in (("frequency", "node"), ("document_frequency", "node-texts"), ("dp_corrected", "dp")):
            links[f"{measure}_{stratum}".replace("-", "_")] = f"reference-{kind}-{stratum}-{{word}}"
    return {
        "title": "How evenly words are spread", "data": data,
        "caption": "Occurrences, texts that have the word, and the deviation of proportions, divided by its largest possible value: {plain}`0` where every text has its share of the word, {plain}`1` where the smallest text has "
                   "all. The Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022 and the White House’s {finding}`reference-texts-white-house`. Every word that occurs twice is listed so in {plain}`data/reference/words.csv`.",
        "columns": {"word": "Word", "frequency_kremlin_after": "Kremlin", "document_frequency_kremlin_after": "Its calls", "dp_corrected_kremlin_after": "DP, corrected",
                    "frequency_white_house": "White House", "document_frequency_white_house": "Its calls", "dp_corrected_white_house": "DP, corrected"},
        "links": links,
    }


@table
def reference_phrases(report: Report) -> dict:
    """Recurring phrases of the Kremlin's calls that the two readouts share."""
    table = report.table("reference_phrases")
    shared = table[(table["n_words"] >= 3) & (table[["february", "june"]].sum(axis=1) > 0)]
    # A phrase inside a longer one with the same counts says nothing more.
    inside = [any(f" {row.phrase} " in f" {other.phrase} " and row.frequency == other.frequency and other.n_words > row.n_words for other in shared.itertuples()) for row in shared.itertuples()]
    data = shared[[not one for one in inside]].sort_values(["n_words", "frequency", "phrase"], ascending=[False, False, True], ignore_index=True)
    data["key"] = [f"reference-phrase-{word_id(phrase)}" for phrase in data["phrase"]]
    return {
        "title": "Formulas of the Kremlin’s calls in the two readouts", "data": data,
        "caption": "Runs of {plain}`3` to {plain}`5` words that stand at least {plain}`5` times, in at least {plain}`3` of the Kremlin’s {finding}`reference-texts-kremlin-after` calls from 24 February 2022, and also in one of its two readouts. A run inside "
                   "a longer one as frequent is left out.",
        "columns": {"phrase": "Phrase", "frequency": "In the calls", "document_frequency": "Calls that have it", "february": "February", "june": "June"},
        "links": {"frequency": "{key}", "document_frequency": "{key}-texts", "february": "{key}-february", "june": "{key}-june"},
    }


@table
def chinese_course(report: Report) -> dict:
    """What stays, comes and goes in Beijing's series of contacts."""
    data = strata.course(report.table("beijing_series"))
    order = ["stays", "comes", "goes", "passes", strata.DEPENDS, "once", "never"]
    data = data.sort_values(["course", "first"], key=lambda column: column.map(order.index) if column.name == "course" else column.astype(str), kind="stable", ignore_index=True)
    data.insert(1, "english", english(report, data["term"]))
    data = data.assign(slug=data["term"].map(slug), first=data["first"].fillna(""), last=data["last"].fillna(""))
    n_contacts = report.findings["chinese-contacts"].value
    ends = strata.ends(n_contacts)
    return {
        "title": "What stays, comes and goes in Beijing’s texts", "data": data,
        "caption": f"Each string in the items on {{finding}}`chinese-contacts` contacts. It stays if one of the first n contacts and one of the last n have it, for every n from {{plain}}`{ends[0]}` to {{plain}}`{ends[-1]}`; it goes "
                   "if for every such n one of the first has it and none of the last, comes if one of the last has it and none of the first, and passes if it stands between alone. Where the answer changes with n, "
                   "the course depends on n ({numref}`tab-chinese-course-ends`). A string of a single contact is there once. The p says in which share of all orders of the contacts the two ends differ as much; it is "
                   "exact, and corrected by Holm over the strings.",
        "columns": {"term": "Term", "english": "In English", "course": "Course", "first": "First contact", "last": "Last contact", "contacts": "Contacts that have it", "p": "p", "holm": "p, Holm"},
        "links": {"contacts": "contacts-with-{slug}", "p": "reference-course-p-{slug}", "holm": "reference-course-holm-{slug}"}
    }


@table
def chinese_course_ends(report: Report) -> dict:
    """Whether the course of a string hangs on how many contacts are called an end of the series."""
    long = strata.course_by_ends(report.table("beijing_series"))
    ends = sorted(long["n"].unique())
    wide = long.pivot(index="term", columns="n", values=["first", "last", "course"]).loc[long["term"].unique()]
    data = wide.set_axis([f"{name}_{n}" for name, n in wide.columns], axis=1).rename_axis("term").reset_index()
    data.insert(1, "english", english(report, data["term"]))
    data["slug"] = data["term"].map(slug)
    pairs = [(end, n) for n in ends for end in ("first", "last")]
    return {
        "title": "Does the course hang on the ends?", "data": data,
        "caption": "How many of the first n and of the last n contacts have each string, and what its course would be for that n.",
        "columns": {"term": "Term", "english": "In English"} | {name: heading for n in ends for name, heading in ((f"first_{n}", f"First {{plain}}`{n}`"), (f"last_{n}", f"Last {{plain}}`{n}`"), (f"course_{n}", "Course"))},
        "links": {f"{end}_{n}": f"reference-{end}-{n}-{{slug}}" for end, n in pairs},
    }
