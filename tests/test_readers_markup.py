"""Markup in texts is taken out, and nothing that a person wrote; hostile markup takes no longer than its length."""

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from readouts import readers
from readouts.readers import markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        (
            "<div><h2>Title</h2>\n<p>A <em>word</em>\nand another.</p></div>",
            "Title\n\nA word and another.",
        ),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>", "One\n\nTwo"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ('<a href="http://x.example/?a=1&b=2" title="a > b">A link</a>', "A link"),
        (
            "<p>Said:<script>var a = '<p>no</p>';</script> yes.</p><style>p { color: red }</style>",
            "Said: yes.",
        ),
        ("Before <!-- <p>hidden</p> --> after", "Before after"),
        (
            "R&amp;D, AT&amp;T &#8212; &quot;so&quot;, caf&eacute; &#x4e2d;",
            'R&D, AT&T — "so", café 中',
        ),
        ("<p>&lt;b&gt; is a tag</p>", "<b> is a tag"),
        ("<B>Loud</B> <SPAN STYLE='x'>and</SPAN> clear", "Loud and clear"),
        ("<td nowrap>cell", "cell"),
        ("<p>One\nline.\n\nAnother.\n \nThird.</p>", "One line.\n\nAnother.\n\nThird."),
        ("half&shy;word", "half\u00adword"),
    ],
)
def test_html_becomes_prose(text, plain):
    assert markup.without_html(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "<applause>",
        "<Applause class='x'> <b",
        "He said <...> and left.",
        "R&D; Q&A;",
        "profit&notes",
        "<https://example.org>",
        "I <3 you",
        "<time for a change>",
        "x<y>z",
        "A & B",
        "&;",
        "<",
        "1 <2> 3",
        "Two lines\nwith  spaces\n\n\n\nand more",
        "an unclosed <a href='",
        "&unknown; &#99999999;",
    ],
)
def test_what_is_no_markup_stays_to_the_letter(text):
    assert markup.without_html(text) == text


def test_lines_stay_where_tags_make_no_paragraphs():
    assert markup.without_html("- one <u>item</u>\n- two") == "- one item\n- two"


words = st.text("abc дж中", min_size=1, max_size=8).filter(str.strip)
tags = st.sampled_from(["b", "em", "strong", "i", "span", "u", "a"])


@st.composite
def pages(draw):
    """A page of paragraphs whose words may be in tags, with scripts and comments between them."""
    paragraphs = draw(
        st.lists(
            st.lists(st.tuples(words, st.none() | tags), min_size=1, max_size=4),
            min_size=1,
            max_size=4,
        )
    )
    between = draw(
        st.sampled_from(["", "\n", "<script>x < y</script>", "<!-- no -->", "<style>p{}</style>"])
    )
    return between.join(
        "<p>"
        + " ".join(
            word if tag is None else f"<{tag} class='x'>{word}</{tag}>" for word, tag in paragraph
        )
        + "</p>"
        for paragraph in paragraphs
    )


@given(pages())
def test_the_words_are_those_of_a_parser_of_html(page):
    soup = BeautifulSoup(page, "html.parser")
    for unread in soup(["script", "style"]):
        unread.decompose()
    assert [paragraph.split() for paragraph in markup.without_html(page).split("\n\n")] == [
        paragraph.get_text().split() for paragraph in soup("p")
    ]


@given(st.text(st.sampled_from("<>/p scriptbr&;#!-\"'= \nax1"), max_size=200))
def test_anything_is_read(text):
    assert isinstance(markup.without_html(text), str)


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<p",
        "<p ",
        "<!--",
        "<script>",
        '<a x="',
        "<a x='y\" ",
        "&",
        "&#",
        "&amp",
        "</",
        "<p a=b ",
        "<b>",
        "\n",
        " \n",
        "<p>\n \n",
        "<a b='c'd",
        "<style",
        "<?xml ",
        "<!doctype ",
        "\t",
        "  ",
    ],
)
def test_hostile_markup_takes_time_in_proportion(piece):
    def taken(times):
        start = time.perf_counter()
        markup.without_html("<b>x</b>" + piece * times)
        return time.perf_counter() - start

    n = 600_000 // len(piece)
    assert taken(n) < 5, "some 600,000 characters; what grows as the square would take minutes"


def test_markdown_becomes_prose():
    text = (
        "---\n\n# The *call*\n\nThey **spoke** of [trade](https://example.org/a_(b)) and `gas`\nagain.\n\n> Quoted\n\n1. one\n2. two\n\n![picture](x.png)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n    code\n\nend <b>bold</b> &amp; <https://example.org>"
    )
    assert (
        markup.without_markdown(text)
        == "The call\n\nThey spoke of trade and gas again.\n\nQuoted\n\none\n\ntwo\n\na\n\nb\n\n1\n\n2\n\ncode\n\nend bold & https://example.org"
    )


@pytest.mark.parametrize(
    "piece",
    ["[", "*", "_", "`", "> ", "- ", "<", "![", "[](", "**a ", "\n", "|", "&", "# ", "[a]: "],
)
def test_hostile_markdown_takes_bounded_time(piece):
    start = time.perf_counter()
    markup.without_markdown(piece * 20_000)
    assert time.perf_counter() - start < 10


def test_markup_of_a_corpus(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text\n<p>One &amp; two.</p>\nThree *four*.\nFive < six.\n", encoding="utf-8")

    def texts(**mapping):
        return [document.text for document in readers.read(path, **mapping)]

    assert texts() == ["One & two.", "Three *four*.", "Five < six."]
    assert texts(markup="none") == ["<p>One &amp; two.</p>", "Three *four*.", "Five < six."]
    assert texts(markup="markdown")[1] == "Three four."
    reading = readers.read(path)
    list(reading)
    assert reading.notices == [
        "1 row with tags or entities of HTML, taken out (--markup none leaves them): 2"
    ]
    path.write_text("text\nSee [this](https://example.org).\n", encoding="utf-8")
    assert any("--markup markdown" in line for line in readers.read(path).guess)
