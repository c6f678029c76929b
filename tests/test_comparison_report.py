"""Names of the report that books of the first version import."""


def test_a_book_that_the_first_version_made_finds_its_report():
    """Its settings name ``readouts.comparison.report:load``, its cells import from ``readouts.comparison``."""
    from readouts import report
    from readouts.comparison import figures, tables
    from readouts.comparison.report import load as loader

    assert loader is report.load
    assert {"coded_frames", "content_words", "codes_by_side", "frames_by_event"} <= {*vars(figures)}
    assert {"sides", "readouts", "events", "words", "keyness", "alone"} <= {*vars(tables)}
