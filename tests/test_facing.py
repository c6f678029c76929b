"""Two accounts facing each other: what is quoted is in the passage, and a gap is one in the data."""

import pytest
from docutils import nodes
from readouts.book.facing import _addresses, pair
from readouts.book.nodes import element

NOTED = "noted the legitimacy of Russia’s actions"


def cells(*given, **quotes) -> list:
    """The heading of a topic, and the cells of both sides."""
    head, sides = pair(*given, **quotes).children
    return [*head.children, *sides.children]


def words(node) -> str:
    return " ".join(" ".join(text.astext() for text in node.findall(nodes.Text)).split())


def test_a_side_that_states_a_topic_has_its_words_and_their_speaker_and_the_other_a_gap(report):
    name, stated, gap = cells(report, "legitimacy", kremlin=["kremlin-2022-06-15-3", NOTED])
    assert words(name).startswith("Legitimacy of Russia’s actions In 1 of the two accounts")
    assert NOTED in words(stated) and words(stated).endswith("Speaker in the text: Xi")
    assert gap["classes"] == ["gap"] and "No sentence states this." in words(gap)


def test_a_gap_names_the_linked_topic_that_the_account_states(report):
    quoted = "continue supporting each other on their respective core interests"
    _, gap, _ = cells(report, "core-interests", beijing=["beijing-2022-06-15-3", quoted])
    assert "in its own way: Russia’s fundamental national interests" in words(gap)


def test_below_the_words_stand_the_originals_of_their_terms_in_the_language_of_the_account(report):
    terms = ["legitimacy", "actions"]
    _, stated, _ = cells(report, "legitimacy", terms, kremlin=["kremlin-2022-06-15-3", NOTED])
    (line,) = [one for one in stated if "original" in one["classes"]]
    assert words(line) == (
        "In Russian: правомерность , “legitimacy” ; предпринимаемых Россией действий , “Russia’s actions”"
    )
    assert [one["attributes"].get("lang") for one in line.findall(element)] == [None, "ru", "ru"]
    for terms, fault in (
        (["crisis"], "no side’s words have 'Ukraine crisis'"),
        (["lost"], "found the term 'lost', expected one of key_terms.csv"),
    ):
        with pytest.raises(ValueError, match=fault):
            pair(report, "legitimacy", terms, kremlin=["kremlin-2022-06-15-3", NOTED])


def test_the_full_texts_are_a_click_away(report):
    line = _addresses(report)
    assert [link["refuri"] for link in line.findall(nodes.reference)] == [
        "http://en.kremlin.ru/events/president/news/68658",
        "https://tv.cctv.com/2022/06/15/VIDEjsqjpxNrzf6PjxCYniYp220615.shtml",
    ]
    assert "official translation in English" in words(line)


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
        pair(report, topic, **quotes)


def test_the_front_page_opens_with_the_pair(trees):
    table = trees["chapters/index.html"].select_one("table.facing")
    topics = table.select("tbody")
    assert len(topics) >= 3
    for one in topics:
        assert one.select_one("th[scope=rowgroup] a.finding")
        assert len(one.select("td.gap")) == 1 and len(one.select("td q")) == 1
