"""The figures of reports under one name: what chapters of books import."""

import pytest
from readouts.report import figures
from readouts.report.chapters import CHAPTERS, exhibits
from this_report import made


def test_each_figure_is_there_under_its_name_and_nothing_else():
    wanted = [name for chapter in CHAPTERS for name in chapter.figures]
    assert figures.__all__ == ["FIGURES", *wanted] and len(wanted) > 15
    assert [getattr(figures, name) for name in wanted] == list(exhibits("figures"))


def test_a_table_is_no_figure():
    with pytest.raises(AttributeError):
        figures.keyness  # noqa: B018


@pytest.mark.parametrize("function", figures.FIGURES, ids=lambda function: function.__name__)
def test_the_id_of_a_figure_is_its_name(function):
    figure = made(function)
    if hasattr(figure, "id"):
        assert figure.id == function.__name__.replace("_", "-")
        assert "def draw_" in figure.code
    else:
        assert figure.reason.endswith(".")
