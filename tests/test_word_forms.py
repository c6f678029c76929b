"""Words that are reduced or cut: over encoded documents the same as word by word, which is the definition."""

import pytest
from encoded import any_text, documents
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.engine import word_forms
from readouts.engine.apart import Apart
from readouts.engine.engine import Encoded, Plain
from readouts.engine.numbering import Stream

pytestmark = pytest.mark.usefixtures("own_cache")
WAYS = [
    ("characters", "stem"),
    ("characters", "lemma"),
    ("segmented", "none"),
    ("segmented", "stem"),
]
# Words that two languages reduce in two ways, runs of characters that go on after what is not seen, and such as do not.
MADE = st.lists(
    st.sampled_from(
        [
            "talks ",
            "talked ",
            "Defense ",
            "важные ",
            "подробности ",
            "乌克兰危机",
            "危机",
            "，",
            "\n",
            "G20",
            "峰\u200b会",
            "危\ufe0f机",
            " ",
            "国 家",
        ]
    ),
    max_size=12,
).map("".join)


def counted(texts, way):
    """Counts, whose forms are in the order in which they first occur, and which documents have the same words."""
    apart = Apart()
    counts = texts.word_counts(None, *way, apart)
    sides = {
        side: (list(map(int, own.frequency)), list(map(int, own.document_frequency)), *own[2:])
        for side, own in counts.sides.items()
    }
    columns = sorted(zip(*(column.tolist() for column in apart.columns()), strict=True))
    same = [apart.digests.index(digest) for digest in apart.digests]
    return list(counts.forms), sides, columns, same, apart.n_tokens


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("way", WAYS)
@given(texts=st.lists(st.one_of(MADE, any_text), min_size=1, max_size=6))
@settings(deadline=None, max_examples=15)
def test_the_words_are_those_of_the_definition(way, compiled, texts):
    given_documents = documents(*texts, *texts[:1], languages=("en", "ru", "zh"))
    # Blocks of a few characters each, so that what is met in one is known in the next.
    stream = Stream(given_documents, compiled, size=20)
    assert counted(Encoded(stream), way) == counted(Plain(given_documents), way)


def test_a_word_is_reduced_once_and_a_run_cut_once(monkeypatch):
    asked = []
    reduce, cut = word_forms.languages.reduce, word_forms.languages.cut
    monkeypatch.setattr(
        word_forms.languages,
        "reduce",
        lambda form, *more: asked.append(form) or reduce(form, *more),
    )
    monkeypatch.setattr(word_forms.languages, "cut", lambda run: asked.append(len(run)) or cut(run))
    texts = documents(*["talks 危机，talks 危机"] * 10)
    Encoded(Stream(texts, size=20)).word_counts(None, "segmented", "stem")
    assert sorted(map(str, asked)) == ["2", "talks", "危机"]


def test_of_a_language_without_a_stemmer_it_is_refused():
    texts = documents("Talks.", languages=("tlh",))
    with pytest.raises(ValueError, match="no stemmer for words of tlh"):
        Encoded(Stream(texts)).word_counts(None, "characters", "stem")
