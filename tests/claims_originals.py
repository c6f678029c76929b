"""What the chapters on originals and on dates claim in words, for ``test_claims.py``."""

import datetime

from this_report import JUNE, Report


def _votes(report: Report):
    table = report.table("dates")
    return table[(table["kind"] == "vote") & table["what"].str.startswith("General Assembly")]


def _term(report: Report, name: str) -> dict:
    return report.table("key_terms").set_index("id").loc[name].to_dict()


CLAIMS = [
    (
        "dates.md",
        "the General Assembly had adopted three resolutions on the war: China abstained twice",
        lambda r: (
            (lambda own: (len(own), int(own["what"].str.contains("China abstains").sum())))(
                _votes(r)[_votes(r)["date"] < JUNE]
            )
            == (3, 2)
        ),
    ),
    (
        "dates.md",
        "was not quite eight weeks old",
        lambda r: (
            datetime.timedelta(days=49)
            < (
                JUNE
                - r.table("dates").query("label.str.contains('Security Initiative')")["date"].item()
            )
            < datetime.timedelta(days=56)
        ),
    ),
    (
        "dates.md",
        "China abstained on the draft that Russia vetoed, and voted for Russia’s own draft on 23 March",
        lambda r: (
            (
                lambda own: (
                    own["what"].str.contains("China abstains").tolist(),
                    own["what"].str.contains("Russia and China vote for it").tolist(),
                    str(own["date"].iloc[-1]),
                )
            )(r.table("dates").query("what.str.startswith('Security Council')"))
            == ([True, False], [False, True], "2022-03-23")
        ),
    ),
    (
        "originals.md",
        "The official English uses one pair of words for both",
        lambda r: (
            _term(r, "legitimacy")["russian"][:5] not in _term(r, "illegitimate")["russian"]
            and _term(r, "legitimacy")["english"] == "legitimacy"
            and _term(r, "illegitimate")["english"] == "illegitimate"
        ),
    ),
]
RULES = [
    ("originals.md", "the Russian names nobody"),
    ("dates.md", "Neither text on the call says so"),
]
