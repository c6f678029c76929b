"""What the chapter on formulas claims in words, for ``test_claims.py``."""

from this_report import FULL_TEXTS, Report

JUNE = FULL_TEXTS[-1]


def _traced(report: Report, name: str) -> dict:
    return report.table("antecedents").set_index("id").loc[name].to_dict()


def _share(report: Report, sentence: int | str) -> float:
    finding = report.findings[f"formulas-{JUNE}-{sentence}"]
    return finding.value / finding.denominator[0]


CLAIMS = [
    (
        "formulas.md",
        "nearly the same words are about Russia",
        lambda r: (
            (lambda row: (row["speaker"], row["change"], str(row["date"]), row["relation"]))(
                _traced(r, "protect-interests")
            )
            == ("xi", "turned round", "2021-12-15", "earlier")
        ),
    ),
    (
        "formulas.md",
        "contains “actions to protect … national interests”: the page with that transcript",
        lambda r: (
            (lambda rows: (len(rows), rows["document_frequency"].item(), rows["first"].item()))(
                r.table("formulas").query("start == 1808 and end == 1857")
            )
            == (1, 1, _traced(r, "protect-interests")["address"])
        ),
    ),
    (
        "formulas.md",
        "## Earlier pages have more of Putin’s sentence than of Xi’s",
        lambda r: _share(r, 10) > 0.8 and _share(r, 11) < 0.3,
    ),
    (
        "formulas.md",
        "With runs of three, five or six words too, earlier pages have more of Putin’s sentence",
        lambda r: all(
            _share(r, "10-runs-" + length) > _share(r, "11-runs-" + length) for length in "356"
        ),
    ),
    (
        "formulas.md",
        "again the one with that transcript",
        lambda r: (
            r.table("formula_places").query("search == 'actions-interests'")["address"].tolist()
            == [_traced(r, "protect-interests")["address"]]
        ),
    ),
    (
        "formulas.md",
        "and it is another: on 10 January 2022",
        lambda r: (
            r.table("formula_places")
            .query("search == 'legitimate-actions'")["date"]
            .map(str)
            .tolist()
            == ["2022-01-10"]
        ),
    ),
    (
        "formulas.md",
        "Nor is Xi’s the sentence with the smallest share",
        lambda r: _share(r, 5) < _share(r, 11) and _share(r, 13) < _share(r, 11),
    ),
    (
        "formulas.md",
        "“The legitimacy of Russia’s actions” is in none of these runs",
        lambda r: (lambda found: not ((found["start"] < 1814) & (found["end"] > 1780)).any())(
            r.table("formulas").query("kind == 'run'")
        ),
    ),
    (
        "formulas.md",
        "In the Kremlin’s text of June the interests are Russia’s",
        lambda r: (
            _traced(r, "each-others-interests")["change"] == "made one-sided"
            and _traced(r, "core-interests")["change"] == "kept"
        ),
    ),
    (
        "formulas.md",
        "in June the words are attributed to Xi",
        lambda r: (
            [
                (_traced(r, name)["speaker"], _traced(r, name)["change"])
                for name in ("external-forces", "history-of-the-issue")
            ]
            == [("issuer", "moved to another mouth"), ("putin", "moved to another mouth")]
        ),
    ),
    (
        "formulas.md",
        "of which one alone is earlier",
        lambda r: (
            (r.table("beijing_items")["broadcast_date"].astype(str) < "2022-06-15").sum() == 1
        ),
    ),
]
RULES = [
    ("formulas.md", "is attributed to another speaker, says more"),
    ("formulas.md", "Neither June text contains the words"),
]
