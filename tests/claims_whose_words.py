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


CLAIMS = [
    (
        "whose-words.md",
        "calls from 2 April to 14 June they do so in none",
        lambda r: (
            not _between(r)["approves"].any()
            and len(_between(r)) == r.findings["approval-lapse"].value
        ),
    ),
    (
        "whose-words.md",
        "He is not the first partner who is made to approve of what Russia does",
        lambda r: (_approving(r)["date"] < JUNE).any(),
    ),
    (
        "whose-words.md",
        "takes up a form that had lapsed for ten weeks",
        lambda r: (
            70 <= (JUNE - _approving(r)["date"][_approving(r)["date"] < JUNE].max()).days <= 76
        ),
    ),
    (
        "whose-words.md",
        "the last call before the corpus ends on 24 June",
        lambda r: _calls(r)["date"].max() == JUNE,
    ),
    (
        "whose-words.md",
        "In no call is Putin made to report the approval",
        lambda r: set(_approving(r)["leads"]) == {"partner"},
    ),
    (
        "whose-words.md",
        "without it the second period has one approving call less",
        lambda r: (
            _approving(r)[_approving(r)["note"].fillna("").str.startswith("Doubtful: a")][
                "id"
            ].to_list()
            == ["2022-03-01-united-arab-emirates"]
        ),
    ),
    (
        "whose-words.md",
        "**Xi is made to say more in June than in February.**",
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
        "Belarus, the United Arab Emirates, Uzbekistan and Iran",
        lambda r: (
            [row.key.partition("-")[2][6:] for row in r.findings["approval-again"].rows]
            == ["belarus", "united-arab-emirates", "uzbekistan", "iran"]
        ),
    ),
    (
        "whose-words.md",
        "“Operation” is mostly Putin’s",
        lambda r: (
            r.findings["approval-mouth-operation-putin"].value
            > r.findings["approval-mouth-operation"].value / 2
        ),
    ),
    (
        "whose-words.md",
        "each of them stands in a sentence of approval",
        lambda r: (
            set(r.table("actions").query("of == 'russia' and word.str.startswith('action')")["id"])
            <= set(_approving(r)["id"])
        ),
    ),
    (
        "whose-words.md",
        "The one partner who is made to approve of the operation by this name is the president of Syria",
        lambda r: _approving(r).query("object == 'operation'")["partner"].to_list() == ["Syria"],
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
        "**Objections are rarer than approval.**",
        lambda r: r.findings["approval-objections"].value < r.findings["approval-approving"].value,
    ),
    (
        "index.md",
        "calls from then until 15 June in none",
        lambda r: not _between(r)["approves"].any(),
    ),
    (
        "index.md",
        "Xi’s among them",
        lambda r: "2022-02-25-china" in set(_approving(r)["id"]),
    ),
    (
        "index.md",
        "two codings by this project find approval in the same calls",
        lambda r: (
            r.findings["approval-same-attributed"].value == r.findings["approval-calls"].value
        ),
    ),
]
RULES = [
    ("whose-words.md", "Beijing’s texts have neither sentence"),
    ("whose-words.md", "Both are this project’s"),
    ("whose-words.md", "from the rules and the texts alone"),
    ("captions", "the second time from the rules and the texts alone"),
]
