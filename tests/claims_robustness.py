"""What the front page says of how sure its findings are, and the chapter on choices of the same, for ``test_claims.py``."""

import datetime

from readouts.report import coverage, headlines, robustness
from this_report import JUNE, Report, value

SPLIT = datetime.date(2022, 4, 1)


def _every_way(report: Report, name: str, ways: str = "ways") -> bool:
    """A statement holds under all the ways in which it was tried, and there are several."""
    held, every = (report.findings[one] for one in (name, ways))
    return held.value == every.value > 1


def _legitimacy_in_both_readings(report: Report) -> bool:
    """Both readings find legitimacy in the Kremlin's text of June and not in Beijing's, and no choice turns the code over."""
    table = coverage.agreement_of_readings(
        report.table("coverage"), report.table("coverage_second")
    ).query("topic == 'legitimacy' and event_date == @JUNE")
    states = table.set_index("side")[["status", "status_second"]]
    run = headlines.results(report.context).query("headline == 'code-legitimacy-of-actions'")
    return (
        set(states.loc["kremlin"]) == {"stated"}
        and set(states.loc["beijing"]) == {"absent"}
        and not (run["outcome"] == robustness.TURNS).any()
        and (run["choice"] == "“legality” for “legitimacy”").any()
    )


def _whole(report: Report) -> bool:
    """Accounts seen in full: China's of both calls, and a statement of Uzbekistan's press secretary of the day after."""
    table = report.table("partner_accounts").set_index("id")
    whole = table[table["form"] == "whole"]
    belarus = table.loc["2022-03-04-belarus"]
    return (
        set(whole.index) == {"2022-02-25-china", "2022-06-15-china", "2022-02-25-uzbekistan"}
        and whole.at["2022-02-25-uzbekistan", "account"].startswith("Press secretary")
        and belarus["account"] == "President of Belarus, at a ceremony of that day"
        and belarus["form"] == "quoted"
    )


def _passages_alone(report: Report) -> bool:
    """More than half of the headlines are counts in the quoted passages."""
    table = robustness.summary(headlines.results(report.context))
    pair = set(report.settings.pair)
    return 2 * sum(key.readout in pair for key in table["target"]) > len(table)


def _frame_is_wide(report: Report) -> bool:
    codes = report.codebook.codes
    own = set(codes[codes["frame"] == "legitimacy"]["code"])
    return own > {"legitimacy-of-actions", "merits", "stated-aims", "international-law"}


def _approval_by_period(report: Report) -> bool:
    """No call between has approval in the first coding, the call of June has; the ways are tested by the finding."""
    calls = report.table("approval")
    found = calls[calls["approval"] != "none"]
    days = found["date"]
    return not days[(days > SPLIT) & (days < JUNE)].any() and (days == JUNE).sum() == 1


CLAIMS = [
    (
        "index.md",
        "it holds in two separate readings of both full texts, and whether the Russian word is translated as “legitimacy” or as “legality”",
        _legitimacy_in_both_readings,
    ),
    (
        "index.md",
        "the periods differ so under each of the {finding}`approval-ways` ways of counting approval",
        lambda r: _every_way(r, "approval-ways-holding", "approval-ways"),
    ),
    (
        "index.md",
        "*How sure:* less. Of the {finding}`partner-accounts-seen` accounts",
        lambda r: 2 * value(r, "partner-accounts-whole") < value(r, "partner-accounts-seen"),
    ),
    (
        "index.md",
        "it holds under each of the {finding}`ways` ways of reading and counting topics",
        lambda r: _every_way(r, "ways-apart"),
    ),
    (
        "index.md",
        "Both readings had the same list of topics, and the numbers depend on how finely it divides them",
        lambda r: all(
            value(r, f"topics-2022-06-15-{kind}") != value(r, f"topics-2022-06-15-linked-{kind}")
            for kind in ("both", "kremlin", "beijing")
        ),
    ),
    (
        "index.md",
        "it holds in both readings of the texts",
        lambda r: _every_way(r, "readings-unnamed", "readings"),
    ),
    (
        "index.md",
        "Beijing’s text dropped the larger share of its topics under each of the",
        lambda r: (
            _every_way(r, "ways-dropped")
            and "dropped by Beijing" in r.findings["ways-dropped"].label
        ),
    ),
    (
        "index.md",
        "They are less firm",
        lambda r: value(r, "headlines-turning") > 0,
    ),
    ("index.md", "many of them in the short passages that the press quotes", _passages_alone),
    (
        "robustness.md",
        "many of them are counts in the short {term}`passages <quoted passage>`",
        _passages_alone,
    ),
    ("robustness.md", "Legitimacy appears in one account only", _legitimacy_in_both_readings),
    (
        "robustness.md",
        "so another translation of the Russian word changes nothing",
        _legitimacy_in_both_readings,
    ),
    ("robustness.md", "so it measures more than the one statement", _frame_is_wide),
    (
        "robustness.md",
        "those from 2 April to 14 June have none",
        lambda r: (
            _approval_by_period(r) and _every_way(r, "approval-ways-holding", "approval-ways")
        ),
    ),
    (
        "robustness.md",
        "of the others a report quotes a part, and the rest may say more",
        _whole,
    ),
    (
        "robustness.md",
        "Most topics are in one text and not in the other",
        lambda r: _every_way(r, "ways-apart"),
    ),
    (
        "robustness.md",
        "more topics are stated by one text and not by the other than are stated by both",
        lambda r: _every_way(r, "ways-apart"),
    ),
    (
        "robustness.md",
        "that each side by itself has more topics of its own than the two share",
        lambda r: (
            len(
                {
                    value(r, f"topics-2022-06-15-linked-{kind}")
                    for kind in ("both", "kremlin", "beijing")
                }
            )
            == 1
        ),
    ),
    (
        "robustness.md",
        "by implication, where the first finds nobody",
        lambda r: value(r, "topics-second-voices-implied") > 0,
    ),
    (
        "robustness.md",
        "Beijing’s text changed more than the Kremlin’s",
        lambda r: _every_way(r, "ways-dropped"),
    ),
]

# What was tried, what a finding means, and what others wrote.
RULES = [
    ("robustness.md", "and with approval of actions or of the operation alone"),
    ("silences.md", "became more careful in what they say of their partnership"),
]
