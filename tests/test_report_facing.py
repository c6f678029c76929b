"""What faces each other is in the data, and the picture of it has every word."""

from dataclasses import replace

import pytest
from readouts.report import facing, figures
from readouts.report.chapters import exhibits
from readouts.report.settings import Quoted

NOTED = "noted the legitimacy of Russia’s actions"


def paired(report, topic, terms=(), **words):
    return facing.pair(report, Quoted(topic, words, tuple(terms)))


@pytest.mark.parametrize(
    ("topic", "quotes", "fault"),
    [
        ("legitimacy", {}, "kremlin: found no words, and coverage.csv has it stated"),
        (
            "legitimacy",
            {"kremlin": ["kremlin-2022-06-15-3", NOTED], "beijing": ["beijing-2022-06-15-1", "Xi"]},
            "beijing: found words, and coverage.csv has it absent",
        ),
        (
            "legitimacy",
            {"kremlin": ["kremlin-2022-06-15-3", "noted the illegality of Russia’s actions"]},
            "is no part of a passage of kremlin",
        ),
        ("legitimacy", {"kremlin": ["beijing-2022-06-15-1", "Xi"]}, "no part of a passage"),
        ("legitimacy", {"kremlin": ["nowhere-1", NOTED]}, "expected one of segments.csv"),
        ("weather", {}, "found the topic 'weather', expected one of topics.csv"),
        ("legitimacy", {"paris": ["x", "y"]}, "found paris, expected sides of the report"),
    ],
)
def test_what_the_data_do_not_bear_is_an_error(report, topic, quotes, fault):
    with pytest.raises(ValueError, match=fault):
        paired(report, topic, **quotes)


def test_a_picture_has_every_word_that_its_font_can_draw_in_both_widths(report):
    made = figures.facing_quotations(report)
    for picture in (made.picture, made.narrow):
        said = " ".join(" ".join(text.get_text() for text in picture.texts).split())
        for row in made.data.to_dict("records"):
            assert (f"“{row['quotation']}”" if row["quotation"] else facing.GAP) in said
        assert said.count("Speaker in the text: Xi") == 3 and said.count("account") >= 2
        picture.draw_without_rendering()
        wide = picture.bbox.width
        assert all(text.get_window_extent().x1 < wide for text in picture.texts)


def test_a_report_without_the_settings_has_no_such_figure(report):
    bare = replace(report, settings=replace(report.settings, facing=None))
    assert facing.pairs(bare) == []
    assert "facing_quotations" not in {function.__name__ for function in exhibits("figures", bare)}
