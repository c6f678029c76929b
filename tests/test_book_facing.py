"""Two accounts facing each other: what is quoted is in the passage, and a gap is one in the data."""

import pytest
from docutils import nodes
from readouts.book.facing import _addresses, _original, body
from readouts.book.nodes import element
from readouts.report import facing, figures
from readouts.report.settings import Quoted

NOTED = "noted the legitimacy of Russia’s actions"


def paired(report, topic, terms=(), **words):
    return facing.pair(report, Quoted(topic, words, tuple(terms)))


def cells(report, *given, **quotes) -> list:
    """The heading of a topic, and the cells of both sides."""
    head, sides = body(report, paired(report, *given, **quotes)).children
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
        "In Russian, as quoted by Zvezda, a Russian broadcaster: правомерность , “legitimacy” ; предпринимаемых Россией действий , “Russia’s actions”"
    )
    assert [one["attributes"].get("lang") for one in line.findall(element)] == [None, "ru", "ru"]
    for terms, fault in (
        (["crisis"], "no side’s words have 'Ukraine crisis'"),
        (["lost"], "found the term 'lost', expected one of key_terms.csv"),
    ):
        with pytest.raises(ValueError, match=fault):
            paired(report, "legitimacy", terms, kremlin=["kremlin-2022-06-15-3", NOTED])


def test_who_quotes_the_originals_is_said_of_each_and_of_none_that_the_account_has(report):
    def line(*originals) -> str:
        account = facing.Account(report.settings.two[0], originals=originals)
        return "".join(one.astext() for one in _original(account)[0].findall(nodes.Text))

    one, other = facing.Original("ru", "мир", "peace", "A"), facing.Original("ru", "мост", "bridge")
    assert line(other) == "In Russian: мост, “bridge”"
    assert line(one, one, other) == (
        "In Russian, as quoted by A: мир, “peace”; мир, “peace”; in Russian: мост, “bridge”"
    )


def test_the_full_texts_are_a_click_away(report):
    line = _addresses(report)
    assert [link["refuri"] for link in line.findall(nodes.reference)] == [
        "http://en.kremlin.ru/events/president/news/68658",
        "https://tv.cctv.com/2022/06/15/VIDEjsqjpxNrzf6PjxCYniYp220615.shtml",
    ]
    assert "account in English, the official translation" in words(line)


def test_the_front_page_opens_with_the_pair(trees):
    table = trees["chapters/index.html"].select_one("table.facing")
    topics = table.select("tbody")
    assert len(topics) >= 3
    for one in topics:
        assert one.select_one("th[scope=rowgroup] a.finding")
        assert len(one.select("td.gap")) == 1 and len(one.select("td q")) == 1


def test_the_figure_s_data_are_the_words_of_the_page(report, trees):
    data = figures.facing_quotations(report).data
    figure = trees["chapters/index.html"].select_one("figure#fig-facing-quotations")
    assert [one.get_text() for one in figure.select("q")] == [*filter(None, data["quotation"])]
    assert (
        data.groupby("topic")["status"].agg(sorted).map(lambda one: one == ["absent", "stated"])
    ).all()
    assert figure.select_one(".exhibit-foot details.cite-box") and not figure.select("svg")
