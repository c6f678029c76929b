"""The report of anyone's readouts: its counts by hand, what it may say, and every exhibit for corpora of every shape."""

import re
from importlib import import_module

import pytest
from any_report import BOOK, SHAPES, drawn, of_shape
from readouts.report.chapters import CHAPTERS
from readouts.report.findings import ROLE
from readouts.report.publish import Refusal
from readouts.text.concordance import concordance


@pytest.fixture(scope="module", params=SHAPES)
def shape(request, tmp_path_factory):
    """A report of each shape."""
    return of_shape(tmp_path_factory.mktemp("shape"), request.param)


# What a report of all sides has.
OF_SIDES = {
    kind: [
        getattr(import_module(chapter.exhibits, "readouts.report"), name)
        for chapter in CHAPTERS
        if set(chapter.module.NEEDS) <= {"readouts", "segments", *BOOK}
        for name in getattr(chapter, kind)
        if name not in chapter.of_pair
    ]
    for kind in ("figures", "tables")
}


# --- Every exhibit, of every shape -----------------------------------------------------


@pytest.mark.parametrize("function", OF_SIDES["tables"], ids=lambda function: function.__name__)
def test_every_table_shows_findings_that_are_there_or_says_why_it_is_not(shape, function):
    table = function(shape)
    if isinstance(table, Refusal):
        assert (
            table.reason.endswith(".") and table._repr_mimebundle_()["text/plain"] == table.reason
        )
        return
    for text in (table.caption, *table.columns.values()):
        assert all(name in shape.findings for name in ROLE.findall(text))
    for row in table.cells():
        for cell in row:
            if "finding" in cell:
                assert cell["text"] == shape.findings[cell["finding"]].text
    assert table.cells() and len(table.csv().splitlines()) > 1


@pytest.mark.parametrize("function", OF_SIDES["figures"], ids=lambda function: function.__name__)
def test_every_figure_is_drawn_or_says_why_it_is_not(shape, function):
    figure = function(shape)
    if isinstance(figure, Refusal):
        assert figure.reason
        return
    assert (
        all(name in shape.findings for name in ROLE.findall(figure.caption))
        and len(figure.alt) > 40
    )
    assert drawn(figure) and len(figure.csv().splitlines()) > 1


def test_every_finding_has_a_name_that_is_an_address_and_counts_what_it_shows(shape):
    seen = [finding.id for finding in shape.findings]
    assert len(set(seen)) == len(seen) == len({name.casefold() for name in seen})
    assert all(re.fullmatch(r"[\w-]+", name) for name in seen)
    for finding in shape.findings:
        texts = [
            shape.corpus.segments.at[segment, "text"][start:end]
            for segment, start, end in finding.spans
        ]
        assert all(texts) and len(finding.spans) + len(finding.rows) in (finding.value, 0)


def test_every_code_marks_the_words_of_its_patterns(shape):
    in_case = {pattern.pattern for pattern in shape.codebook.patterns if pattern.case}
    for finding in shape.findings:
        if finding.id.startswith("code-"):
            segments = shape.corpus.segments.loc[list(finding.searched)]
            found, excluded = (
                {
                    (line.docname, len(line.pre), len(line.pre) + len(line.keyword))
                    for pattern in finding.patterns
                    if pattern.startswith("!") is excludes
                    for line in concordance(segments, pattern.removeprefix("!")).itertuples()
                    if pattern not in in_case or line.keyword == pattern
                }
                for excludes in (False, True)
            )
            found -= {
                (name, start, end)
                for name, start, end in found
                for other, first, last in excluded
                if name == other and start < last and first < end
            }
            assert found == set(finding.spans), finding.id


def test_a_table_that_is_not_there_is_an_error_of_its_name(report):
    with pytest.raises(KeyError, match="no such table"):
        report.table("no such table")
    assert report.table("topics") is report.corpus.tables["topics"]
