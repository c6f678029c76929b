"""What the chapter on validity claims in words, for ``test_claims.py``."""

from readouts.measures import agreement
from this_report import Report, value


def _pairs(report: Report):
    return agreement.pair(report.table("reference_coding"), report.coded)


def _by_code(report: Report):
    table = agreement.by_code(
        report.table("reference_coding"),
        report.coded,
        report.corpus.segments,
        report.codebook.codes["code"],
    )
    return table[(table["reference"] > 0) | (table["coded"] > 0)]


def _frames_that_differ(report: Report) -> set[str]:
    own = [finding for finding in report.findings if finding.id.startswith("reading-frame-")]
    return {
        finding.id
        for finding in own
        if finding.value != value(report, finding.id.removeprefix("reading-"))
    }


def _counts_that_differ(report: Report) -> set[str]:
    table = _by_code(report)
    return set(
        table.index[
            (table["reference_stretches"] != table["coded_stretches"])
            | (table["reference"] != table["coded"])
        ]
    )


CLAIMS = [
    (
        "validity.md",
        "with one exception",
        lambda r: value(r, "validity-pairs-machine") - value(r, "validity-pairs-both") == 1,
    ),
    (
        "validity.md",
        "and the machine finds all of them",
        lambda r: value(r, "validity-pairs-reading") == value(r, "validity-pairs-both"),
    ),
    (
        "validity.md",
        "it also marks a word for cooperation in Beijing’s text",
        lambda r: (
            [
                (row.code, row.segment_id)
                for row in _pairs(r).itertuples()
                if row.kind == "coded alone"
            ]
            == [("cooperation", "beijing-2022-06-15-5")]
        ),
    ),
    (
        "validity.md",
        "The two differ more often in where a mark begins and ends",
        lambda r: (
            (_pairs(r)["kind"] == "bounds").sum()
            > (_pairs(r)["kind"] == "coded alone").sum()
            + (_pairs(r)["kind"] == "reference alone").sum()
        ),
    ),
    (
        "validity.md",
        "most codes stand in one or two passages",
        lambda r: (_by_code(r)["reference"] <= 2).mean() > 0.5,
    ),
    (
        "validity.md",
        "may still miss it most of the time elsewhere",
        lambda r: agreement.proportion_interval(1, 1)[0][0] < 0.5,
    ),
    (
        "validity.md",
        "The bounds change no count of this report. The word for cooperation does",
        lambda r: _counts_that_differ(r) == {"cooperation"},
    ),
    (
        "validity.md",
        "No other count of a frame differs between the two",
        lambda r: _frames_that_differ(r) == {"reading-frame-beijing-2022-06-15-quoted-partnership"},
    ),
    (
        "validity.md",
        "come from patterns that end before the noun",
        lambda r: all(
            row.kind == "bounds"
            and row.coded_start == row.reference_start
            and row.coded_end < row.reference_end
            for row in r.table("disagreements").itertuples()
            if row.cause == "pattern"
        ),
    ),
    # Once a second coding stands in data/, this sentence has to go.
    (
        "validity.md",
        "of the codes is not measured: there are {finding}`second-codings` codings",
        lambda r: (
            value(r, "second-codings") == 0
            and not [name for name in r.corpus.tables if name.startswith("second_coding")]
        ),
    ),
    (
        "validity.md",
        "of the codes occur in no passage, neither by the reading nor by the machine",
        lambda r: value(r, "validity-codes-unused") == len(r.codebook.codes) - len(_by_code(r)) > 0,
    ),
    (
        "captions",
        "The {finding}`validity-codes-unused` codes that neither gives are left out",
        lambda r: _by_code(r)[["reference", "coded"]].max(axis=1).min() > 0,
    ),
    (
        "captions",
        "marked by the machine alone, {finding}`validity-disagreements-reference-alone` by the reading alone",
        lambda r: (
            [value(r, f"validity-disagreements-{kind}-alone") for kind in ("coded", "reference")]
            == [(_pairs(r)["kind"] == f"{kind} alone").sum() for kind in ("coded", "reference")]
        ),
    ),
]

RULES = [
    ("validity.md", "Nothing is coded from knowledge of the full text"),
    ("validity.md", "since principle is none of the grounds that the rule names"),
    ("validity.md", "should find what its definition describes, and nothing else"),
    ("validity.md", "so it reflects only the disagreements that happen to be in these passages"),
    ("validity.md", "mends a fault that shows with three coders or more"),
    ("validity.md", "so the test says nothing of how well they are found"),
    ("captions", "One word more or less at the edge of a short stretch costs much"),
    ("captions", "without any disagreement there is nothing to draw"),
    ("captions", "each paired with one at most"),
    ("captions", "Nothing was changed in the patterns or in the reading because of them"),
]
