"""Figures of one's own tables."""

import pandas as pd
import pytest
import readouts


@pytest.fixture
def table():
    return readouts.rates(readouts.EXAMPLE, ["river", "talks", "sanctions"])


def test_a_figure_has_the_width_and_the_colours_asked_for(table):
    for width, inches in (("one column", 84 / 25.4), ("two columns", 174 / 25.4), (5, 5)):
        picture = readouts.figure(table, width=width, colours={"Marovia": "black"}, title="A title")
        assert picture.figure.get_figwidth() == pytest.approx(inches)
        assert (0, 0, 0, 1) in {bar.get_facecolor() for bar in picture.axes.patches}
        assert picture.axes.get_title(loc="left") == "A title"
    with pytest.raises(ValueError, match="'one column', 'two columns'"):
        readouts.figure(table, width="three columns")
    styled = readouts.figure(table, style={"axes.facecolor": "red"})
    assert styled.axes.get_facecolor() == (1, 0, 0, 1)


def test_a_figure_draws_counts_a_cross_table_and_the_largest_alone(table):
    assert readouts.figure(table, "frequency").axes.get_xlabel() == "occurrences"
    crossed = table.pivot(index="name", columns="side", values="frequency")
    assert len(readouts.figure(crossed).data) == 6
    top = readouts.figure(readouts.count(readouts.EXAMPLE), top=4)
    assert top.data["label"].nunique() == 4
    with pytest.raises(ValueError, match="nothing to draw"):
        readouts.figure(table[:0])
    with pytest.raises(ValueError, match="no column 'side'"):
        readouts.figure(pd.DataFrame({"word": ["a"], "frequency": [1]}))


def test_a_figure_is_saved_with_its_text_as_text(table, tmp_path):
    picture = readouts.figure(table, title="Rivers and talks")
    pdf = picture.save(tmp_path / "x.pdf").read_bytes()
    assert pdf.startswith(b"%PDF") and b"SourceSans3" in pdf and b"/Type3" not in pdf
    assert ">Rivers and talks<" in picture.save(str(tmp_path / "x.svg")).read_text("utf-8")
    assert picture.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    again = picture.save(tmp_path / "y.pdf")
    assert again.read_bytes() == pdf
    with pytest.raises(ValueError, match=r"\.pdf, \.svg or \.png"):
        picture.save("x.docx")
    shown = picture._repr_mimebundle_()
    assert 'alt="Rivers and talks. river: ' in shown["text/html"]


def test_a_figure_of_the_book_is_had_by_its_name_with_its_data_and_its_citation(tmp_path):
    shown = readouts.figure("voices")
    assert (shown.id, shown.picture.get_figwidth()) == ("voices", pytest.approx(174 / 25.4))
    assert {"voice", "side", "frequency"} <= set(shown.data) and "figure voices" in shown.citation
    assert shown.save(tmp_path / "v.svg", columns=2).read_text("utf-8").count("<desc>") == 1
    with pytest.raises(ValueError, match="no figure 'voice'; there is .*voices"):
        readouts.figure("voice")
