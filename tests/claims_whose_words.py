"""What the chapter on approval in partners' mouths claims in words, for ``test_claims.py``."""

import datetime

from readouts.report import approval
from this_report import Report

APRIL, JUNE = datetime.date(2022, 4, 1), datetime.date(2022, 6, 15)
WAR = datetime.date(2022, 2, 24)


def _calls(report: Report):
    table = report.table("approval")
    return table.assign(approves=approval.attributed(table))


def _approving(report: Report):
    return approval.approving(report.context)


def _between(report: Report):
    calls = _calls(report)
    return calls[(calls["date"] > APRIL) & (calls["date"] < JUNE)]


def _said(report: Report, name: str) -> list[str]:
    return [row.key for row in report.findings[name].rows]


def _own(report: Report, call: str) -> str:
    return report.table("partner_accounts").set_index("id").at[call, "own"]


def _quoted(report: Report) -> bool:
    forms = report.table("partner_accounts")["form"]
    return (forms == "quoted").sum() > (forms == "whole").sum()


CLAIMS = [
    (
        "whose-words.md",
        "He is not the first partner whom the Kremlin reports as approving of Russia",
        lambda r: (_approving(r)["date"] < JUNE).any(),
    ),
    (
        "whose-words.md",
        "in the first nine days, to 4 March",
        lambda r: (
            max(_said(r, "approval-early")) < "2022-03-05" < min(_said(r, "approval-late"))
            and max(_said(r, "approval-late")) < "2022-04-02"
        ),
    ),
    (
        "whose-words.md",
        "calls from 2 April to 14 June they report no approval",
        lambda r: (
            not _between(r)["approves"].any()
            and len(_between(r)) == r.findings["approval-lapse"].value
        ),
    ),
    (
        "whose-words.md",
        "The sentence of 15 June is the first in more than ten weeks",
        lambda r: (JUNE - _approving(r)["date"][_approving(r)["date"] < JUNE].max()).days > 70,
    ),
    (
        "whose-words.md",
        "and has no call after 15 June",
        lambda r: _calls(r)["date"].max() == JUNE,
    ),
    (
        "whose-words.md",
        "In one of these calls, with Kyrgyzstan, Putin also thanks the partner for his solidarity",
        lambda r: (
            _approving(r)[_approving(r)["note"].fillna("").str.contains("Solidarity")][
                "partner"
            ].to_list()
            == ["Kyrgyzstan"]
        ),
    ),
    (
        "whose-words.md",
        "**On the scale used here, Xi’s approval is one step higher in June.**",
        lambda r: (
            [
                approval.SCALE.index(value)
                for value in _approving(r)[_approving(r)["partner"] == "China"]["approval"]
            ]
            == [2, 3]
        ),
    ),
    (
        "whose-words.md",
        "(Belarus, the United Arab Emirates, Uzbekistan, Iran)",
        lambda r: (
            [key[11:] for key in _said(r, "approval-again")]
            == ["belarus", "united-arab-emirates", "uzbekistan", "iran"]
            and r.findings["approval-again-named"].value == 1
        ),
    ),
    (
        "whose-words.md",
        "each of them in a call with approval",
        lambda r: (
            set(r.table("actions").query("of == 'russia' and word.str.startswith('action')")["id"])
            <= set(_approving(r)["id"])
        ),
    ),
    (
        "whose-words.md",
        "In {finding}`approval-of-operation`, Syria’s, he approves of the operation by that name",
        lambda r: _said(r, "approval-of-operation") == ["2022-02-25-syria"],
    ),
    (
        "whose-words.md",
        "Both codings find approval in the same calls",
        lambda r: (
            r.findings["approval-same-attributed"].value == r.findings["approval-calls"].value
        ),
    ),
    (
        "whose-words.md",
        "They disagree most about who speaks",
        lambda r: (
            min(
                r.findings[name].value
                for name in (
                    "approval-kappa-approval",
                    "approval-kappa-object",
                    "approval-kappa-war-named",
                    "approval-kappa-of",
                    "approval-kappa-voice",
                    "approval-kappa-thanks",
                )
            )
            == r.findings["approval-kappa-voice"].value
        ),
    ),
    (
        "whose-words.md",
        "is marked as doubtful: that of 1 March, about a right. Two doubtful calls were left out",
        lambda r: _said(r, "approval-doubtful") == ["2022-03-01-united-arab-emirates"],
    ),
    (
        "whose-words.md",
        "approvals in the calls from 5 March to 1 April and none in the",
        lambda r: (
            (lambda own: (int(own["approves"].sum()), len(own)))(
                _calls(r)[
                    (_calls(r)["date"] > datetime.date(2022, 3, 4)) & (_calls(r)["date"] <= APRIL)
                ]
            )
            == (2, 35)
        ),
    ),
    (
        "whose-words.md",
        "For {finding}`partner-accounts-approving` they do: Syria’s account says that Syria stands with Russia, and calls what is happening a correction of history",
        lambda r: (
            [key[11:] for key in _said(r, "partner-accounts-approving")] == ["syria"]
            and "correction of history" in _own(r, "2022-02-25-syria")
        ),
    ),
    (
        "whose-words.md",
        "it is doubtful. Iran’s president blames NATO",
        lambda r: (
            [key[11:] for key in _said(r, "partner-accounts-doubtful")] == ["iran", "venezuela"]
        ),
    ),
    (
        "whose-words.md",
        "more calls, chosen because the partners’ accounts were at hand, the Kremlin’s account contains no approval, while the partner’s (India’s, Germany’s or Turkey’s) contains an appeal to end the fighting that the Kremlin’s lacks",
        lambda r: (
            [key[11:] for key in _said(r, "partner-accounts-others")]
            == ["india", "germany", "turkey"]
            and not _calls(r)
            .set_index("id")
            .loc[_said(r, "partner-accounts-others"), "approves"]
            .any()
        ),
    ),
    (
        "whose-words.md",
        "and most were seen as quoted in press reports",
        _quoted,
    ),
    (
        "index.md",
        "The partners’ own accounts seldom contain the approval, as far as they were seen",
        lambda r: (
            r.findings["partner-accounts-approving"].value
            + r.findings["partner-accounts-doubtful"].value
            < r.findings["partner-accounts-without"].value
        ),
    ),
    (
        "index.md",
        "For {finding}`partner-accounts-without` of the calls these words contain no approval; for {finding}`partner-accounts-approving`, Syria’s, they do",
        lambda r: [k[11:] for k in _said(r, "partner-accounts-approving")] == ["syria"],
    ),
    (
        "index.md",
        "most of its calls are with other leaders",
        lambda r: 2 * r.findings["approval-again"].value < r.findings["approval-lapse"].value,
    ),
    (
        "index.md",
        "One is with Xi, on 25 February: he is said to respect Russia’s actions",
        lambda r: (
            _approving(r).set_index("id").loc["2022-02-25-china", ["approval", "object"]].to_list()
            == ["respect", "actions"]
        ),
    ),
    (
        "index.md",
        "the partner’s own words, as far as they were seen, contain none",
        lambda r: (
            r.findings["partner-accounts-seen"].value == r.findings["approval-approving"].value
        ),
    ),
    (
        "captions",
        "filled: approval in the partner’s mouth",
        lambda r: (
            _approving(r)[_approving(r)["date"] > APRIL]["id"].to_list() == ["2022-06-15-china"]
        ),
    ),
    (
        "index.md",
        "For ten weeks the Kremlin’s accounts of telephone calls reported no approval by the leader on the other end. Then they reported Xi’s",
        lambda r: 10 * 7 < (JUNE - _approving(r).query("date < @JUNE")["date"].max()).days < 11 * 7,
    ),
    (
        "index.md",
        "No person has coded them",
        lambda r: r.findings["second-codings"].value == 0,
    ),
    *(
        (
            chapter,
            f"or each of the {{finding}}`{seen}` calls with approval",
            lambda r: (
                r.findings["partner-accounts-seen"].value == r.findings["approval-approving"].value
            ),
        )
        for chapter, seen in (
            ("index.md", "approval-approving"),
            ("whose-words.md", "partner-accounts-seen"),
        )
    ),
    (
        "whose-words.md",
        "In each of the {finding}`approval-led` calls with approval the partner is the subject",
        lambda r: r.findings["approval-led"].value == r.findings["approval-approving"].value,
    ),
    (
        "robustness.md",
        "it begins on the day after an approval and ends on the day before the next",
        lambda r: {"2022-04-01", "2022-06-15"} <= set(_approving(r)["date"].astype(str)),
    ),
    (
        "robustness.md",
        "One of the approvals, by the United Arab Emirates, may be coded otherwise",
        lambda r: (
            [row.key for row in r.findings["approval-doubtful"].rows]
            == ["2022-03-01-united-arab-emirates"]
        ),
    ),
    (
        "index.md",
        "2 April to 14 June: in none of {finding}`approval-lapse` calls",
        lambda r: not _between(r)["approves"].any() and set(_approving(r)["date"]) & {JUNE},
    ),
    (
        "index.md",
        "and in none of the {finding}`approval-lapse` calls from 2 April to 14 June",
        lambda r: not _between(r)["approves"].any(),
    ),
    (
        "whose-words.md",
        "Both codings find approval in the same calls",
        lambda r: (
            r.findings["approval-same-attributed"].value == r.findings["approval-calls"].value
        ),
    ),
]
RULES = [
    ("whose-words.md", "each value but {plain}`none` is approval"),
    ("whose-words.md", "The verb itself is less emphatic in June"),
    ("whose-words.md", "Beijing’s texts contain neither sentence"),
    ("whose-words.md", "from the rules and the texts alone"),
    ("captions", "the second time from the rules and the texts alone"),
]
