"""Random splits: by words chance makes keywords, by text it makes none, and clusters stay together."""

import random

import numpy as np
import pytest
from readouts import readers
from readouts.corpus.document import Document
from readouts.engine import null
from readouts.engine.engine import opened
from shared import SHARED, needs_shared


def made(number=60, clusters=False):
    """Texts, each with words of its own that come often in it; or each cluster with such words."""
    drawing = np.random.default_rng(3)
    found = []
    for place in range(number):
        own = place // 6 if clusters else place
        text = [f"topic{own % 15}"] * 12 + [*drawing.choice(["the", "of", "and", "talks"], 60)]
        found.append(
            Document(
                f"t{place}",
                " ".join(text),
                "ab"[place % 2],
                language="en",
                more=(("partner", f"p{own}"),),
            )
        )
    return found


def numbers(rows):
    return {row[0]: dict(zip(null.COLUMNS, row)) for row in rows}


@pytest.mark.parametrize("sides", [(None, ()), ("a", ("b",)), ("a", ("rest",))])
def test_words_as_units_find_keywords_where_there_are_none_and_texts_do_not(sides):
    told = []
    found = numbers(
        null.null(opened(made(), "plain"), *sides, splits=10, relabellings=199, tell=told.append)
    )
    assert "10 random splits of 30 and 30 texts, 19 words, seed 0" in told[-1]
    assert found["Fisher, Holm, p < 0.05"]["keywords_mean"] > 3
    assert found["LRC with Bonferroni other than 0"]["splits_with_any"] == 10
    for name in ("max_t_p < 0.05", "document_frequency_holm < 0.05"):
        assert found[name]["keywords_mean"] <= 0.2 and found[name]["splits"] == 10
    assert all(
        row["keywords_least"] <= row["keywords_mean"] <= row["keywords_most"] <= row["words"] == 19
        for row in found.values()
    )


@needs_shared
def test_real_texts_of_one_issuer_give_keywords_by_word_and_none_by_text():
    read = readers.read(SHARED / "corpora" / "whitehouse_readouts.jsonl.gz", side_is="all")
    documents = random.Random(1).sample(list(read), 400)
    found = numbers(null.null(opened(documents), splits=6, relabellings=499))
    assert found["LRC other than 0"]["keywords_least"] > 50
    assert found["Fisher, Holm, p < 0.05"]["splits_with_any"] == 6
    assert found["max_t_p < 0.05"]["keywords_mean"] <= 0.5
    assert found["document_frequency_holm < 0.05"]["keywords_mean"] <= 0.5


def test_clusters_are_divided_as_wholes():
    """Whole clusters on either side differ by words more than texts do, and are tested as wholes."""
    documents = made(clusters=True)
    by_text, by_cluster = (
        numbers(
            null.null(opened(documents, "plain"), splits=10, relabellings=199, clusters=clusters)
        )
        for clusters in (None, "partner")
    )
    words = "log-likelihood, p < 0.05"
    assert by_cluster[words]["keywords_mean"] > by_text[words]["keywords_mean"] > 3
    assert by_text["permutation_p < 0.05"]["keywords_mean"] <= 3
    assert by_cluster["permutation_p < 0.05"]["keywords_mean"] <= 3
    assert by_cluster["max_t_p < 0.05"]["splits_with_any"] <= 2


def test_the_same_seed_gives_the_same_splits():
    one, again, other = (
        null.null(opened(made(), "plain"), splits=3, relabellings=99, seed=seed)
        for seed in (1, 1, 2)
    )
    assert one == again != other


def test_few_texts_are_refused():
    with pytest.raises(ValueError, match="--null: found 3 and 3 texts that can be kept apart"):
        null.null(opened(made(6), "plain"))
