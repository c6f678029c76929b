"""The parts of words: which there are, where each stands in the word as it is written, and what the chapter says of them."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.parts import MOST_JOINTS, clitics, has_joint, parts, place
from readouts.text.tokens import normalize, tokenize

CHAPTER = Path(__file__).resolve().parents[1] / "chapters" / "languages.md"
pieces = st.sampled_from(["a", "War", "é", "non", "co", "s", "un", "l", "dell", "in", "nın", "ß"])
joints = st.sampled_from(["-", "‐", "'", "’", "\u00ad-", "’\u200b"])
words = st.builds(
    lambda first, rest: first + "".join(joint + piece for joint, piece in rest),
    pieces,
    st.lists(st.tuples(joints, pieces), max_size=MOST_JOINTS + 1),
)


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("ukraine", []),
        ("ukraine's", ["ukraine"]),
        ("un's", ["un"]),
        ("l'un", ["un"]),
        ("qu'un", ["un"]),
        ("putin'in", ["putin"]),
        ("putin'nin", ["putin"]),
        ("ankara'nın", ["ankara"]),
        ("sana'a", []),
        ("hawai'i", []),
        ("kennedy'ego", ["kennedy"]),
        ("rock'n'roll", []),
        ("o'brien's", ["o'brien"]),
        ("a-b-c", ["a-b", "a", "b-c", "b", "c"]),
        ("non-a", []),
        ("a-non-b", ["a", "non-b"]),
        ("non-a-b", ["non-a", "b"]),
        ("l'us-led", ["l'us", "us-led", "us", "led"]),
        ("-".join("a" * (MOST_JOINTS + 1)), 5 * 6 // 2 - 1),
        ("-".join("a" * (MOST_JOINTS + 2)), 0),
    ],
)
def test_parts_of_a_form(form, found):
    given_parts = [part.form for part in parts(form)]
    assert (len(given_parts) if isinstance(found, int) else given_parts) == found


@given(words)
def test_a_part_stands_where_it_is_written(word):
    (token,) = tokenize(word)
    form = token.form
    found = parts(form)
    assert not found or has_joint(form)
    for part in found:
        start, end = place(word, part)
        assert normalize(word[start:end], fold_spelling=False) == part.form
        assert (start == 0) == (part.first == 0) and (end == len(word)) == (part.last == 0)
    # From left to right, the longer first; none twice.
    order = [(part.first, part.last) for part in found]
    assert order == sorted(set(order))


@given(st.lists(st.sampled_from(["a", "bb", "war"]), min_size=1, max_size=MOST_JOINTS + 1))
def test_of_plain_pieces_every_run_is_a_part(written):
    runs = combinations(range(len(written) + 1), 2)
    expected = sorted(
        "-".join(written[begin:end]) for begin, end in runs if end - begin < len(written)
    )
    assert sorted(part.form for part in parts("-".join(written))) == expected


def test_a_letter_that_is_folded_into_two_does_no_harm():
    (token,) = tokenize("ŉ-a")
    for part in parts(token.form):
        start, end = place("ŉ-a", part)
        assert 0 <= start < end <= 3


def test_the_chapter_names_what_is_bound():
    text = CHAPTER.read_text("utf-8")
    told = text[text.index("Some pieces turn") : text.index("as in «северо-запад»")]
    named = set(re.findall(r"([^\W\d_]+)-", told))
    assert named <= clitics()["bound"] and {"non", "anti", "co", "не"} <= named


def test_no_part_is_empty_between_two_joints():
    assert [part.form for part in parts("nato--ukraine")] == [
        "nato-",
        "nato",
        "-ukraine",
        "ukraine",
    ]
