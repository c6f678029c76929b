"""What stands near a word in a report: which word is looked at, the numbers of the command, and the places behind each."""

import pandas as pd
from any_report import load, said
from readouts.engine.collocates import Collocates
from readouts.report import collocates, loading
from readouts.report.exhibits.collocates import collocates as table
from readouts.report.publish import Refusal
from readouts.text.patterns import Pattern, parse


def documents(number=4):
    """Texts of two sides that all have “border”, the north's beside “open”, the south's beside “closed”."""
    return [
        said(side, f"Call {n}. The {own} border, this border was named.\nIt was {own}.", f"e{n}")
        for side, own in (("North", "open"), ("South", "closed"))
        for n in range(number)
    ]


def named(folder):
    """The report of these texts, with a word of which its settings say that it is looked at."""
    load(folder, documents())
    (folder / "report.yml").write_text("collocates: ['border*']\n")
    return loading.load(folder)


def test_the_word_is_one_of_content_that_two_sides_have_in_four_texts_each(tmp_path):
    (vocabulary,) = load(tmp_path, documents()).analysis.vocabularies
    assert collocates.default(vocabulary) == "border"
    (few,) = load(tmp_path / "few", documents(3)).analysis.vocabularies
    assert collocates.default(few) == ""


def test_with_too_few_texts_it_is_said_and_nothing_is_counted(tmp_path):
    report = load(tmp_path, documents(3))
    assert report.analysis.around == []
    refused = table(report)
    assert isinstance(refused, Refusal) and "4 texts of two sides" in refused.reason


def test_the_numbers_are_those_of_the_command_and_each_shows_its_places(tmp_path):
    report = named(tmp_path)
    (one,) = report.analysis.around
    counted = Collocates(Pattern("", "", "border*", parse("border*")))
    for document in documents():
        counted.add(document)
    theirs = counted.table().set_index(["collocate", "side"])
    ours = one.table.set_index(["collocate", "side"]).rename(index=str.title, level="side")
    columns = [name for name in theirs if name != "sides_near"]
    pd.testing.assert_frame_equal(ours.loc[theirs.index, columns], theirs[columns])
    text_of = report.corpus.segments.set_index("segment_id")["text"]
    shown = one.table[one.table["shown"]]
    assert {"open", "closed", "named"} <= {*shown["collocate"]}
    for row in shown.itertuples():
        key = f"near-{row.side}-{one.node_id}-{row.id}"
        finding = report.findings[key]
        assert finding.value == row.frequency == len(finding.spans)
        assert report.findings[f"{key}-texts"].value == row.document_frequency
        for segment, start, end in finding.spans:
            assert text_of[segment][start:end].lower() == row.collocate
    # “It was open.” is another paragraph, and not near.
    open_ = shown.set_index(["collocate", "side"]).loc[("open", "north")]
    assert (open_["frequency"], open_["document_frequency"], open_["frequency_collocate"]) == (
        4,
        4,
        8,
    )


def test_the_table_has_a_row_for_the_side_that_has_it_not(tmp_path):
    shown = table(named(tmp_path))
    cells = [[cell["text"] for cell in row] for row in shown.cells()]
    assert ["open", "North", "South", "0", "0", "0", ""] in cells
    assert ["open", "North", "North", "4", "4", "8"] in [row[:6] for row in cells]
