"""What the chapters on keyness and on robustness claim in words, for ``test_claims.py``."""

from readouts.measures import guard
from readouts.putin_xi import headlines, robustness
from readouts.putin_xi.report import BEIJING, FULL_TEXTS, KREMLIN, PAIR, Report
from readouts.putin_xi.tables import keyness as keyness_table
from readouts.reporting import keywords
from readouts.text import frequency


def _value(report: Report, finding: str) -> float:
    return report.findings[finding].value


def _run(report: Report):
    return headlines.results(report.corpus, report.codebook, report.coded, PAIR, FULL_TEXTS)


def _row(report: Report, headline: str, choice: str):
    """What one choice makes of one headline."""
    table = _run(report)
    return table[(table["headline"] == headline) & (table["choice"] == choice)].iloc[0]


def _turned(report: Report, *groups: str) -> set[str]:
    """The headlines that choices of these groups turn over; of any, without a group."""
    table = _run(report).query("outcome == @robustness.TURNS")
    return set(table[table["choice_group"].isin(groups) if groups else table["headline"] != ""]["headline"])


def _compared(report: Report):
    return keywords.compare(*(report.corpus.of(readout) for readout in PAIR))


def _once(report: Report) -> bool:
    """Every name in the passages, and the legitimacy of actions, is found once, by one pattern, and falls without it."""
    names = {"code-special-military-operation", "code-actions", "code-situation", "code-crisis", "code-issue", "code-legitimacy-of-actions"}
    coded = report.coded[report.coded["segment_id"].str.contains("2022-06-15-") & report.coded["segment_id"].str.startswith(("kremlin", "beijing"))]
    counts = coded[coded["code"].isin(name.removeprefix("code-") for name in names)]["code"].value_counts()
    return len(counts) == len(names) and set(counts) == {1} and names <= _turned(report, "patterns")


def _leads(report: Report) -> bool:
    """The frames that lead by one stretch are those named, and each is lost to a tie without a pattern."""
    table = robustness.summary(_run(report)).query("headline_group == 'Frames'")
    by_one = set(table[table["frequency"] - table["frequency_reference"] == 1]["headline"])
    return by_one == {"frame-naming", "frame-sovereignty", "frame-legitimacy", "frame-partnership", f"largest-{BEIJING}"} and by_one <= _turned(report, "patterns")


def _china(report: Report) -> bool:
    words = _compared(report)
    content = words[~words["word"].isin(frequency.FUNCTION_WORDS)]
    return content[["frequency", "frequency_reference"]].max().max() == _value(report, f"word-{BEIJING}-china")


CLAIMS = [
    ("keyness.md", "No word of the quoted passages is so much more frequent on one side that the exact interval of the ratio of rates excludes", lambda r: _value(r, "rate-ratios-apart") == 0
        and not ((_compared(r)["rate_ratio_low"] > 1) | (_compared(r)["rate_ratio_high"] < 1)).any()),
    ("keyness.md", "stand in the Kremlin’s passages alone", lambda r: sum(_value(r, name) for name in (f"vocabulary-{KREMLIN}-alone", f"vocabulary-{BEIJING}-alone", "vocabulary-both")) == len(_compared(r))),
    ("keyness.md", "a word of one side only is a row like any other", lambda r: (_compared(r)[["frequency", "frequency_reference"]] == 0).any().all()),
    ("keyness.md", "With one text a side every dealing gives as large a difference as the one observed", lambda r: guard.attainable_p(1, 1) == 1),
    ("keyness.md", "Four texts a side are the fewest equal numbers that can go below {plain}`0.05`, and more words in each text do not help", lambda r: guard.attainable_p(4, 4) < 0.05 <= guard.attainable_p(3, 3)),
    ("keyness.md", "among the most frequent words of content", _china),
    ("keyness.md", "is undefined where the reference has none, and the CSV says so", lambda r: (
        (table := _compared(r))["percent_difference_note"].ne("") == (table["frequency_reference"] == 0)).all()),
    ("captions", "Words that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times", lambda r: (
        (shown := (data := keyness_table(r).data)[data["shown"]])[["frequency", "frequency_reference"]].max(axis=1).min() == 2 and len(shown) < len(data))),
    ("captions", "Against none on the other side that takes a frequency of", lambda r: (_value(r, f"detectable-{KREMLIN}"), _value(r, f"detectable-{BEIJING}")) == (5, 7)),
    ("robustness.md", "turn over under at least one", lambda r: _value(r, "headlines-holding") + _value(r, "headlines-turning") == _value(r, "headlines") and _value(r, "headlines-turning") == len(_turned(r))),
    ("robustness.md", "One pattern fewer turns over", lambda r: all(_value(r, f"headlines-turning-{group.replace(' ', '-')}") == len(_turned(r, group)) for group in ("patterns", "translations", "full texts"))),
    ("robustness.md", "A name that occurs once rests on one pattern", _once),
    ("robustness.md", "A lead of one stretch is a tie away", _leads),
    ("robustness.md", "Translation decides over a word more than over a code", lambda r: "word-legitimacy" in _turned(r, "translations") and "code-legitimacy-of-actions" not in _turned(r, "translations")),
    ("robustness.md", "then the name “issue” goes, and in the frame of legitimacy and law the Kremlin’s passages lead", lambda r: (
        (row := _row(r, "frame-legitimacy", "“facts and historical realities” for “historical context and the merits of the issue”"))["target"].readout == BEIJING
        and row["frequency_then"] < row["frequency_reference_then"] and "code-issue" in _turned(r, "translations"))),
    ("robustness.md", "World order is not in the Kremlin’s passages", lambda r: _turned(r, "full texts") == {"frame-order", f"largest-{KREMLIN}"} and _value(r, f"frame-{KREMLIN}-order") == 0),
    ("robustness.md", "in the full text it is partnership", lambda r: max(report_frames := {
        frame: _value(r, f"frame-{FULL_TEXTS[1]}-{frame}") for frame in r.codebook.frames["frame"]}, key=report_frames.get) == "partnership"),
    ("robustness.md", "Sanctions and the economy, and security, stand more often in the Kremlin’s passages whichever pattern is dropped", lambda r: not {"frame-sanctions", "frame-security"} & _turned(r)),
    ("robustness.md", "Responsibility and settlement stand in Beijing’s alone", lambda r: "frame-settlement" not in _turned(r) and _value(r, f"frame-{KREMLIN}-settlement") == 0),
    ("robustness.md", "the stated aims of the operation go and sanctions and world order come, whichever pattern is dropped", lambda r: not {"calls-stated-aims", "calls-sanctions", "calls-order"} & _turned(r)),
    ("robustness.md", "Beijing gives more topics to Xi, the Kremlin more to nobody", lambda r: not {"topics-voice-xi", "topics-voice-nobody"} & _turned(r)),
    ("robustness.md", "Each side states more topics alone than the two share", lambda r: not {"topics-kremlin", "topics-beijing"} & _turned(r) and min(
        _value(r, f"topics-2022-06-15-{side}") for side in ("kremlin", "beijing")) > _value(r, "topics-2022-06-15-both")),
    ("robustness.md", "partnership in the Kremlin’s passages falls to a lower count, which turns nothing over", lambda r: (
        row := _row(r, "frame-partnership", "spelling not folded"))["frequency_reference_then"] < row["frequency_reference"] and not _turned(r, "tokeniser")),
]

RULES = [
    ("keyness.md", "that a side uses it more is a claim about a rate"),
    ("keyness.md", "never without the count beside it"),
    ("keyness.md", "and real texts scatter more"),
    ("captions", "The least that each measure needs on either side"),
    ("captions", "An empty cell asks for nothing beyond a count"),
    ("captions", "the count of the side that has more"),
    ("captions", "its next frame, its other call, the topics of both"),
    ("robustness.md", "A headline is a comparison of two counts"),
    ("robustness.md", "implied voices counted as nobody’s"),
    ("robustness.md", "Only choices that somebody thought of are tried"),
    ("robustness.md", "and nothing of what was said on the call"),
]
