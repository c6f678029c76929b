"""Documents as numbers: the words are those of the tokeniser, by either encoder, whatever the characters are."""

import random

import numpy as np
import pytest
from encoded import ENCODERS, any_text, as_words, cut, documents, quick
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.segments import LINE_BREAKS
from readouts.engine import numbering
from readouts.engine.numbering import CompiledEncoder, Stream, Vocabulary
from readouts.text import tokens

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.mark.parametrize("encoder", ENCODERS)
@given(texts=st.lists(any_text, min_size=1, max_size=4))
@quick
def test_the_words_are_those_of_the_tokeniser(encoder, texts):
    vocabulary = Vocabulary()
    block = encoder(vocabulary).encode(documents(*texts))
    assert as_words(block, vocabulary) == [cut(text) for text in texts]


@given(st.lists(any_text, min_size=1, max_size=6), st.integers(1, 60))
@quick
def test_both_encoders_give_the_same_numbers_however_the_blocks_are_cut(texts, size):
    streams = [Stream(documents(*texts), compiled, size) for compiled in (False, True)]
    for ours, theirs in zip(*(stream.blocks() for stream in streams), strict=True):
        for name in ("ids", "starts", "bounds"):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))
        assert (ours.documents, ours.n_types) == (theirs.documents, theirs.n_types)
    ours, theirs = (stream.vocabulary for stream in streams)
    assert (ours.types, ours.forms, ours.form_of.tolist(), ours.lengths.tolist()) == (
        theirs.types,
        theirs.forms,
        theirs.form_of.tolist(),
        theirs.lengths.tolist(),
    )


def test_every_character_is_of_the_kind_that_the_tokeniser_takes_it_for():
    """Probes tell the kinds apart, each for all characters at once: every plane that has any, and some of the others."""
    codes = np.array(
        [
            *range(0x20000),
            *range(0x20000, 0x110000, 97),
            *range(0xE0000, 0xE0200),
            0x2FFFF,
            0x3FFFF,
            0x40000,
        ]
    )
    every = list(map(chr, codes))

    def words(probe):
        pieces = [probe.format(character) + " . " for character in every]
        starts = np.fromiter(
            (word.start() for word in tokens.word_expression().finditer("".join(pieces))), np.int64
        )
        return np.bincount(
            np.searchsorted(np.cumsum([len(piece) for piece in pieces]), starts, side="right"),
            minlength=len(every),
        )

    alone, doubled, joined, after_han = (
        words(probe) for probe in ("{0}", "{0}{0}", "a{0}b", "危{0}b")
    )
    twice, after_hyphen = (words(probe) for probe in ("a{0}{0}b", "a-{0}b"))
    expected = np.select(
        [doubled == 2, alone == 1, joined == 2, twice == 2, after_hyphen == 1],
        [numbering.HAN, numbering.LETTER, numbering.OTHER, numbering.JOINT, numbering.IGNORABLE],
        numbering.MARK,
    )
    expected[np.isin(codes, list(map(ord, LINE_BREAKS)))] = numbering.BREAK
    assert (after_han[expected == numbering.MARK] == 2).all() and (
        after_han[expected == numbering.LETTER] == 2
    ).all()
    wrong = np.flatnonzero(numbering.kinds()[codes] != expected)
    assert not wrong.size, [
        (hex(codes[place]), int(numbering.kinds()[codes[place]]), int(expected[place]))
        for place in wrong[:20]
    ]
    assert len(set(expected.tolist())) == 7


@pytest.mark.parametrize("encoder", ENCODERS)
def test_many_types_and_long_words_find_room(encoder):
    words = [f"w{number}" for number in range(70_000)] + [
        "x" * 2_000_000,
        "y" * 7,
        "y" * 8,
        "y" * 9,
        "y" * 16,
        "y" * 17,
        "危",
        "y" * 8 + "z",
        "y" * 7,
    ]
    random.Random(5).shuffle(words)
    vocabulary = Vocabulary()
    coder = encoder(vocabulary)
    for _ in range(2):  # the second time nothing is new
        (block,) = map(
            coder.encode, [documents(" ".join(words[:50_000]), "", " ".join(words[50_000:]))]
        )
        assert vocabulary.types[1:] == list(dict.fromkeys(words))
        assert [vocabulary.types[number] for number in block.ids if number] == words
    assert block.n_types == len(vocabulary.types) - 1


def test_a_table_of_types_survives_words_that_meet_in_it(monkeypatch):
    monkeypatch.setattr(numbering.secrets, "randbits", lambda bits: 0)
    words = [
        f"{first}{second}{third}"
        for first in "abcdefgh"
        for second in "ijklmnop" * 20
        for third in range(60)
    ]
    vocabulary = Vocabulary()
    block = CompiledEncoder(vocabulary).encode(documents(" ".join(words)))
    assert [vocabulary.types[number] for number in block.ids if number] == words


def test_no_document_and_no_word():
    for fast in (False, True):
        assert list(Stream([], fast).blocks()) == []
        (block,) = Stream(documents("", "...", "\n\n"), fast).blocks()
        assert len(block.ids) == 0 and block.bounds.tolist() == [0, 0, 0, 0]


def test_what_a_block_costs_does_not_grow_with_the_words_before_it():
    """No list of all forms is made anew for the few that a block brings."""
    vocabulary = Vocabulary()
    vocabulary.add(["Defense", "ties"])
    forms = vocabulary.forms
    vocabulary.add(["defence", "peace", "Ties", "calm"])
    assert vocabulary.forms is forms
    assert forms == ["", "defence", "ties", "peace", "calm"]
    assert vocabulary.form_of.tolist() == [0, 1, 2, 1, 3, 2, 4]
