"""One side against another over any engine: what is counted, in which order, what is withheld, and what is refused."""

import numpy as np
import pytest
from readouts.corpus.document import Document
from readouts.engine.comparing import (
    ALWAYS,
    WORDS_AS_UNITS,
    chosen_columns,
    compare,
    known_columns,
)
from readouts.engine.engine import opened
from readouts.engine.selection import Selection
from readouts.measures import keyness
from readouts.readers.codebook_file import CodebookFile
from readouts.text.languages import IncomparableLanguages
from readouts.text.patterns import Pattern, words_of

NORTH = ["Peace and trade. Peace!", "Trade, trade and war."]
SOUTH = ["War and war; peace."]


def documents(language=("en", "en")):
    return [
        *(
            Document(f"n{number}", text, "north", language=language[0])
            for number, text in enumerate(NORTH)
        ),
        *(
            Document(f"s{number}", text, "south", language=language[1])
            for number, text in enumerate(SOUTH)
        ),
    ]


@pytest.fixture(params=["plain", "numpy"])
def texts(request):
    """Opens the documents anew: they are gone through once."""
    return lambda: opened(documents(), request.param)


def pattern(text, code, language="en"):
    return Pattern(code, language, text, words_of(text))


BOOK = CodebookFile(
    {"war": "naming", "peace": "hope"}, [pattern("war", "war"), pattern("peace", "peace")]
)


def test_every_word_of_both_sides_has_its_counts(texts):
    told = []
    found = compare(texts(), "north", "south", sort="frequency", tell=told.append)
    columns = found.columns
    counts = dict(zip(columns["word"], zip(columns["frequency"], columns["frequency_reference"])))
    assert counts == {"peace": (2, 1), "trade": (3, 0), "and": (2, 1), "war": (1, 2)}
    assert set(columns["n_target"]) == {8} and set(columns["n_reference"]) == {4}
    inside = dict(zip(columns["word"], columns["document_frequency"]))
    assert inside == {"peace": 1, "trade": 2, "and": 2, "war": 1}
    there = dict(zip(columns["word"], columns["document_frequency_reference"]))
    assert there == {"peace": 1, "trade": 0, "and": 1, "war": 1}
    assert set(columns["n_documents"]) == {2} and set(columns["n_documents_reference"]) == {1}
    assert told[:2] == ["north: 2 documents, 8 words", "south: 1 document, 4 words"]


def test_measures_are_those_of_the_counts(texts):
    found = compare(texts(), "north", "south", sort="frequency", columns=WORDS_AS_UNITS).columns
    measured = keyness.keyness(
        found["frequency"], found["n_target"], found["frequency_reference"], found["n_reference"]
    )
    for name in ("log_ratio", "rate_ratio", "log_likelihood", "normalized_frequency"):
        np.testing.assert_allclose(found[name].astype(float), measured[name])
    assert list(found["direction"]) == list(measured["direction"])


def test_rows_are_ordered_by_the_column_then_by_both_frequencies_then_by_the_alphabet(texts):
    # Trade 3; and, peace 2 (with 1 of the south); war 1 (with 2).
    found = compare(texts(), "north", "south", sort="frequency")
    assert found.columns["word"] == ["trade", "and", "peace", "war"]
    assert compare(texts(), "north", "south", sort="frequency", top=2).columns["word"] == [
        "trade",
        "and",
    ]


def test_words_below_the_least_are_left_out_and_the_sizes_stay(texts):
    found = compare(texts(), "north", "south", min_frequency=4)
    assert not len(found.columns["word"])
    found = compare(texts(), "north", "south", min_frequency=3, sort="frequency")
    assert found.columns["word"] == ["trade", "and", "peace", "war"]
    assert set(found.columns["n_target"]) == {8}


def test_what_so_short_texts_cannot_bear_is_withheld_with_its_reason(texts):
    found = compare(texts(), "north", "south", columns=chosen_columns(measures=["lrc", "fisher_p"]))
    assert np.isnan(found.columns["lrc"].astype(float)).all()
    assert np.isnan(found.columns["max_t_p"]).all()
    assert all("needs 4 texts a side, has 1" in reason for reason in found.reasons["lrc"])
    assert all("lrc" in reason and "fisher_p" in reason for reason in found.withheld_because)


def test_codes_and_frames_are_compared_too(texts):
    found = compare(texts(), "north", "south", codebook=BOOK, sort="frequency")
    counts = dict(
        zip(
            found.columns["code"],
            zip(found.columns["frequency"], found.columns["frequency_reference"]),
        )
    )
    assert counts == {
        "code peace": (2, 1),
        "frame hope": (2, 1),
        "code war": (1, 2),
        "frame naming": (1, 2),
    }


def test_codes_of_sides_in_two_languages_are_counted_among_coded_stretches():
    made = documents(("en", "ru"))
    made[-1] = made[-1]._replace(text="Война и война; мир.")
    book = CodebookFile(
        BOOK.codes,
        [*BOOK.patterns, pattern("войн*", "war", "ru"), pattern("мир", "peace", "ru")],
    )
    told = []
    found = compare(opened(made, "plain"), "north", "south", codebook=book, tell=told.append)
    assert set(found.columns["n_target"]) == {3} and set(found.columns["n_reference"]) == {3}
    assert "south: 1 document, 3 coded stretches" in told
    with pytest.raises(IncomparableLanguages):
        compare(opened(made, "plain"), "north", "south")


def test_a_code_without_patterns_in_a_language_is_left_out_and_told():
    made = documents(("en", "ru"))
    made[-1] = made[-1]._replace(text="Война.")
    book = CodebookFile(BOOK.codes, [*BOOK.patterns, pattern("войн*", "war", "ru")])
    told = []
    found = compare(opened(made, "plain"), "north", "south", codebook=book, tell=told.append)
    assert sorted(found.columns["code"]) == ["code war", "frame naming"]
    assert "no patterns in Russian, so left out: peace" in told
    with pytest.raises(ValueError, match="the codebook has no patterns for English and Russian"):
        compare(
            opened(made, "plain"),
            "north",
            "south",
            codebook=CodebookFile({"peace": ""}, [pattern("peace", "peace")]),
        )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"target": "west"}, "no document is of side 'west'; there is 'north' .2., 'south' .1."),
        ({"sort": "nonsense"}, "--sort nonsense: no such column; there are frequency"),
        (
            {"selection": Selection([("event", "visit")], ("north", "south"))},
            "no document has event 'visit'",
        ),
    ],
)
def test_what_there_is_not_is_refused_by_name(texts, options, said):
    with pytest.raises(ValueError, match=said):
        compare(texts(), **{"target": "north", "reference": "south"} | options)


def test_a_side_without_a_word_is_refused():
    made = [*documents(), Document("w", "...", "west", language="en")]
    with pytest.raises(ValueError, match="the documents of side 'west' have no words"):
        compare(opened(made, "plain"), "north", "west")


def test_columns_are_a_base_and_what_is_asked_for_and_none_twice():
    assert chosen_columns() == list(ALWAYS)
    assert chosen_columns(measures=["lrc", "bic"], sort="bic") == [*ALWAYS, "bic", "lrc"]
    assert set(chosen_columns(measures=["all"])) == {*known_columns()} | {*ALWAYS}
    with pytest.raises(ValueError, match="--measure a, b: no such column; there are all, freq"):
        chosen_columns(measures=["a", "lrc", "b"])
