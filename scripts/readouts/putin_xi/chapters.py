"""What has not yet moved into `readouts.report`, as `report.chapters.Chapter` takes it."""

from types import SimpleNamespace

CHAPTERS = (
    (
        "terms",
        SimpleNamespace(NEEDS=("beijing_terms", "beijing_strings"), findings=lambda _: iter(())),
        "..putin_xi.exhibits.terms",
        (),
        ("chinese_terms",),
    ),
)
