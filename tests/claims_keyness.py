"""What the chapters on keyness and on robustness claim in words, for ``test_claims.py``."""

from readouts.measures import guard
from readouts.report import headlines, keywords, robustness
from readouts.report.tables import keyness as keyness_table
from readouts.text import frequency
from this_report import BEIJING, FULL_TEXTS, KREMLIN, PAIR, Report, value


def _run(report: Report):
    return headlines.results(report.context)


def _row(report: Report, headline: str, choice: str):
    """What one choice makes of one headline."""
    table = _run(report)
    return table[(table["headline"] == headline) & (table["choice"] == choice)].iloc[0]


def _turned(report: Report, *groups: str) -> set[str]:
    """The headlines that choices of these groups turn over; of any, without a group."""
    table = _run(report).query("outcome == @robustness.TURNS")
    return set(
        table[table["choice_group"].isin(groups) if groups else table["headline"] != ""]["headline"]
    )


def _compared(report: Report):
    return keywords.compare(*(report.corpus.of(readout) for readout in PAIR))


RESTING = {
    "code-special-military-operation",
    "code-situation",
    "code-crisis",
    "code-issue",
    "code-actions",
    "code-legitimacy-of-actions",
}


def _once(report: Report) -> bool:
    """Four names, the actions and their legitimacy stand once each, are found by one pattern, and no pattern turns them over."""
    summary = robustness.summary(_run(report))
    resting = summary[summary["rests_on_one"]]
    return (
        set(resting["headline"]) == RESTING
        and set(resting["frequency"]) == {1}
        and not RESTING & _turned(report, "patterns")
        and (resting["headline_group"] == "Names").sum() == 4
    )


def _leads(report: Report) -> bool:
    """The frames that lead by one stretch are those named, and each is lost to a tie without a pattern."""
    table = robustness.summary(_run(report)).query("headline_group == 'Frames'")
    by_one = set(table[table["frequency"] - table["frequency_reference"] == 1]["headline"])
    tied = _run(report).query(
        "choice_group == 'patterns' and frequency_then == frequency_reference_then"
    )
    return (
        by_one
        == {
            "frame-naming",
            "frame-sovereignty",
            "frame-legitimacy",
            "frame-partnership",
            f"largest-{BEIJING}",
        }
        == by_one & set(tied["headline"]) & _turned(report, "patterns")
    )


def _lists_once(report: Report) -> bool:
    """With a list counted once the Kremlin's largest frame is tied, Beijing's is another, and legitimacy and law is tied."""
    rows = {
        name: _row(report, name, "a list counted once")
        for name in (f"largest-{KREMLIN}", f"largest-{BEIJING}", "frame-legitimacy")
    }
    ahead = {
        name: row["frequency_then"] - row["frequency_reference_then"] for name, row in rows.items()
    }
    return ahead == {
        f"largest-{KREMLIN}": 0,
        f"largest-{BEIJING}": -1,
        "frame-legitimacy": 0,
    } and set(rows) == _turned(report, "stretches")


def _in_full(report: Report, code: str) -> bool:
    """A code of the Kremlin's passages alone stays the Kremlin's alone in the full texts of both sides."""
    return all(
        _row(report, f"code-{code}", choice)["outcome"] == robustness.HOLDS
        for choice in ("the Kremlin’s full text", "Beijing’s full Chinese text")
    ) and not {f"code-{code}"} & _turned(report)


def _china(report: Report) -> bool:
    words = _compared(report)
    content = words[~words["word"].isin(frequency.FUNCTION_WORDS)]
    return content[["frequency", "frequency_reference"]].max().max() == value(
        report, f"word-{BEIJING}-china"
    )


CLAIMS = [
    (
        "keyness.md",
        "no difference is large enough to rule out that both sides use a word at the same rate",
        lambda r: (
            value(r, "rate-ratios-apart") == 0
            and not (
                (_compared(r)["rate_ratio_low"] > 1) | (_compared(r)["rate_ratio_high"] < 1)
            ).any()
        ),
    ),
    (
        "keyness.md",
        "stand in the Kremlin’s passages alone",
        lambda r: (
            sum(
                value(r, name)
                for name in (
                    f"vocabulary-{KREMLIN}-alone",
                    f"vocabulary-{BEIJING}-alone",
                    "vocabulary-both",
                )
            )
            == len(_compared(r))
        ),
    ),
    (
        "keyness.md",
        "The table has the words of both sides, and ranks none by a test",
        lambda r: (_compared(r)[["frequency", "frequency_reference"]] == 0).any().all(),
    ),
    (
        "keyness.md",
        "With one text a side, every dealing gives as large a difference as the one observed",
        lambda r: guard.attainable_p(1, 1) == 1,
    ),
    (
        "keyness.md",
        "four texts a side are the fewest that can bring p below {plain}`0.05`, and longer texts do not help",
        lambda r: guard.attainable_p(4, 4) < 0.05 <= guard.attainable_p(3, 3),
    ),
    ("keyness.md", "among the most frequent words of content", _china),
    (
        "keyness.md",
        "is undefined where the reference has none, and the CSV says so",
        lambda r: (
            (table := _compared(r))["percent_difference_note"].ne("")
            == (table["frequency_reference"] == 0)
        ).all(),
    ),
    (
        "captions",
        "Words that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times",
        lambda r: (
            (shown := (data := keyness_table(r).data)[data["shown"]])[
                ["frequency", "frequency_reference"]
            ]
            .max(axis=1)
            .min()
            == 2
            and len(shown) < len(data)
        ),
    ),
    (
        "captions",
        "one that the other side does not have would have to occur",
        lambda r: (value(r, f"detectable-{KREMLIN}"), value(r, f"detectable-{BEIJING}")) == (5, 7),
    ),
    (
        "robustness.md",
        "turn over under at least one",
        lambda r: (
            value(r, "headlines-holding")
            + value(r, "headlines-turning")
            + value(r, "headlines-untried")
            == value(r, "headlines")
            and value(r, "headlines-turning") == len(_turned(r))
        ),
    ),
    (
        "robustness.md",
        "Each side has more topics of its own than the two share",
        lambda r: all(
            _row(r, f"topics-{side}", "linked topics counted as one")["outcome"] == robustness.TURNS
            and value(r, f"topics-2022-06-15-{side}") > value(r, "topics-2022-06-15-both")
            and value(r, f"topics-2022-06-15-linked-{side}")
            == value(r, "topics-2022-06-15-linked-both")
            for side in ("kremlin", "beijing")
        ),
    ),
    (
        "robustness.md",
        "no longer holds if a sentence without a speaker is taken to mean both leaders",
        lambda r: (
            _row(
                r, "topics-voice-nobody", "what is told without a speaker counted as told of both"
            )["outcome"]
            == robustness.TURNS
        ),
    ),
    (
        "robustness.md",
        "one {term}`pattern` fewer",
        lambda r: all(
            value(r, f"headlines-turning-{group.replace(' ', '-')}") == len(_turned(r, group))
            for group in (
                "patterns",
                "stretches",
                "translations",
                "full texts",
                "tokeniser",
                "rates",
                "coverage",
            )
        ),
    ),
    (
        "robustness.md",
        "without that pattern there is nothing to compare",
        lambda r: (
            _row(r, "code-special-military-operation", "without “special military operation*”")[
                "outcome"
            ]
            == robustness.REMOVED
        ),
    ),
    (
        "robustness.md",
        "comparisons do: four names of the war, “Russia’s actions”, and the legitimacy of these actions",
        _once,
    ),
    (
        "robustness.md",
        "Sanctions and the economy, and security, appear more often in the Kremlin’s passages than in Beijing’s",
        lambda r: (
            not {"frame-sanctions", "frame-security"} & _turned(r)
            and {
                _row(r, f"frame-{frame}", "the Kremlin’s full text")["target"].readout
                for frame in ("sanctions", "security")
            }
            == {KREMLIN}
        ),
    ),
    (
        "robustness.md",
        "Responsibility and settlement appear in Beijing’s and not in the Kremlin’s",
        lambda r: (
            "frame-settlement" not in _turned(r)
            and value(r, f"frame-{KREMLIN}-settlement")
            == 0
            == value(r, f"frame-{FULL_TEXTS[1]}-settlement")
        ),
    ),
    (
        "robustness.md",
        "and neither in Beijing’s passages nor in its full Chinese text",
        lambda r: _in_full(r, "special-military-operation"),
    ),
    (
        "robustness.md",
        "The same is true of the legitimacy of Russia’s actions",
        lambda r: (
            _in_full(r, "legitimacy-of-actions")
            and value(r, "term-2022-06-15-合法") == 0 == value(r, "term-2022-06-15-正当")
        ),
    ),
    (
        "robustness.md",
        "the stated aims of the operation disappear, and sanctions and the economy and world order increase",
        lambda r: not {"calls-stated-aims", "calls-sanctions", "calls-order"} & _turned(r),
    ),
    ("robustness.md", "One pattern fewer makes each of them a tie", _leads),
    ("robustness.md", "If the items of a list count as one", _lists_once),
    (
        "robustness.md",
        "The statement remains, and the code is still found",
        lambda r: (
            "word-legitimacy" in _turned(r, "translations")
            and "code-legitimacy-of-actions" not in _turned(r, "translations")
        ),
    ),
    (
        "robustness.md",
        "removes the name “issue”, and the Kremlin’s passages then lead in legitimacy and law",
        lambda r: (
            (
                row := _row(
                    r,
                    "frame-legitimacy",
                    "“facts and historical realities” for “historical context and the merits of the issue”",
                )
            )["target"].readout
            == BEIJING
            and row["frequency_then"] < row["frequency_reference_then"]
            and "code-issue" in _turned(r, "translations")
        ),
    ),
    (
        "robustness.md",
        "World order is not in the Kremlin’s passages",
        lambda r: (
            _turned(r, "full texts") == {"frame-order", f"largest-{KREMLIN}"}
            and value(r, f"frame-{KREMLIN}-order") == 0
        ),
    ),
    (
        "robustness.md",
        "Its largest frame is then partnership",
        lambda r: (
            max(
                report_frames := {
                    frame: value(r, f"frame-{FULL_TEXTS[1]}-{frame}")
                    for frame in r.codebook.frames["frame"]
                },
                key=report_frames.get,
            )
            == "partnership"
        ),
    ),
    (
        "robustness.md",
        "the Kremlin’s count of partnership is lower, but no comparison changes",
        lambda r: (
            (row := _row(r, "frame-partnership", "spelling not folded"))["frequency_reference_then"]
            < row["frequency_reference"]
            and not _turned(r, "tokeniser")
        ),
    ),
]

RULES = [
    ("keyness.md", "says how much more frequent a word is in one set of texts than in another"),
    ("keyness.md", "That a side uses it more is a claim about a rate"),
    ("keyness.md", "never without the count beside it"),
    ("keyness.md", "and real texts scatter more"),
    ("captions", "The least that each measure needs on either side"),
    ("captions", "An empty cell asks for nothing beyond a count"),
    ("robustness.md", "one has some and the other none"),
    ("robustness.md", "a voice that is implied counted as nobody’s"),
    ("robustness.md", "two together may turn over what neither does"),
    ("robustness.md", "It says nothing about what was said on the call"),
]
