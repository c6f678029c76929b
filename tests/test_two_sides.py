"""A target and its reference: several sides together, and every other side."""

import pytest
from readouts.corpus.document import Document
from readouts.engine.engine import opened
from readouts.engine.selection import Selection
from readouts.engine.two_sides import asked_sides, counted

TEXTS = {
    "north": ["peace now", "peace talks"],
    "south": ["war"],
    "east": ["war and war"],
    "west": ["trade"],
}


def texts(engine="plain"):
    return opened(
        [
            Document(f"{side}{number}", text, side, language="en")
            for side, own in TEXTS.items()
            for number, text in enumerate(own)
        ],
        engine,
    )


def frequencies(found):
    return {
        form: (int(one), int(other), int(in_one), int(in_other))
        for form, one, other, in_one, in_other in zip(
            found.forms,
            found.target.frequency,
            found.reference.frequency,
            found.target.document_frequency,
            found.reference.document_frequency,
        )
        if one or other
    }


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_several_references_are_one(engine):
    told = []
    found = counted(texts(engine), "north", ["south", "east"], tell=told.append)
    assert frequencies(found) == {
        "peace": (2, 0, 2, 0),
        "now": (1, 0, 1, 0),
        "talks": (1, 0, 1, 0),
        "war": (0, 3, 0, 2),
        "and": (0, 1, 0, 1),
    }
    assert (found.reference.n_tokens, found.reference.n_documents) == (4, 2)
    assert (found.level.n_target, found.level.n_reference) == (2, 2)
    assert "south and east: 2 documents, 4 words" in told
    assert "not compared: the documents of 'west' (1)" in told
    told.clear()
    counted(texts(engine), "north", "rest", tell=told.append)
    assert not any("not compared" in line for line in told)


def test_the_rest_is_every_other_side():
    found = counted(texts(), "north", "rest")
    assert found.reference.n_documents == 3 and frequencies(found)["trade"] == (0, 1, 0, 1)
    # A side of that name is meant, where there is one.
    named = opened(
        [
            Document(name, text, name, language="en")
            for name, text in (("a", "x y"), ("rest", "y"), ("b", "z"))
        ],
        "plain",
    )
    assert counted(named, "a", "rest").reference.n_tokens == 1


def test_what_there_is_not_is_refused():
    with pytest.raises(ValueError, match="no document is of side 'up'; there is 'north' .2."):
        counted(texts(), "north", ["south", "up"])
    one = [Document("a", "x", "a", language="en")]
    with pytest.raises(ValueError, match="no document is of another side than 'a'"):
        counted(opened(one, "plain"), "a", "rest")
    with pytest.raises(ValueError, match="no document has event 'visit'"):
        counted(texts(), "north", "south", selection=Selection([("event", "visit")]))


def test_which_sides_are_looked_at():
    assert asked_sides("a", ["b"]) == ("a", "b") and asked_sides("a", ["b", "rest"]) is None
