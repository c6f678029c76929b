"""Columns by text: copies, one text that is nearly all, clusters, what is tested, and why a value is missing."""

import numpy as np
import pytest
from readouts.corpus.document import Document
from readouts.engine import text_level
from readouts.engine.comparing import chosen_columns, compare
from readouts.engine.engine import opened
from readouts.engine.text_level import least_texts
from readouts.measures.by_text import by_text, shrunk_log_ratio
from readouts.measures.max_t import max_t
from scipy import stats


def made(number=8, seed=0, sides="ab"):
    """Texts of two sides in one vocabulary; one side has "peace" in most texts, one text of the other "wheat" forty times."""
    random = np.random.default_rng(seed)
    words = np.array(["the", "of", "talks", "border", "trade", "visit"])
    found = []
    for side in sides:
        for place in range(number):
            text = [*random.choice(words, 60)]
            text += ["peace"] * (side == "a" and place > 0) + ["wheat"] * (
                40 * (side == "b" and not place)
            )
            found.append(
                Document(
                    f"{side}{place}",
                    " ".join(text),
                    side,
                    language="en",
                    more=(("partner", f"p{place // 2}"),),
                )
            )
    return found


def row(found, word):
    place = found.columns["word"].index(word)
    return {name: values[place] for name, values in found.columns.items()} | {
        "reasons": {name: reasons[place] for name, reasons in found.reasons.items()}
    }


def dense(documents, words):
    frequency = np.array([[text.text.split().count(word) for word in words] for text in documents])
    size = np.array([len(text.text.split()) for text in documents])
    return by_text(frequency, size, [text.side == "a" for text in documents])


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_the_columns_are_those_of_the_measures(engine):
    documents, told = made(), []
    found = compare(opened(documents, engine), "a", "b", tell=told.append)
    words = found.columns["word"]
    effect = shrunk_log_ratio(dense(documents, words))
    for name, values in zip(text_level.EFFECT, effect):
        np.testing.assert_allclose(found.columns[name], values)
    tested = [place for place, word in enumerate(words) if word != "wheat"]
    expected = max_t(dense(documents, [words[place] for place in tested]))
    np.testing.assert_allclose(found.columns["permutation_p"][tested], expected.p)
    np.testing.assert_allclose(found.columns["max_t_p"][tested], expected.adjusted)
    assert "tested by text: 7 rows that stand in 5 texts or more" in told[-1]


def test_one_text_with_a_word_forty_times_is_no_keyword():
    """By words it is the clearest of all; by text nothing can be said of it."""
    found = compare(
        opened(made(30), "plain"), "a", "b", columns=chosen_columns(measures=["lrc", "fisher_p"])
    )
    assert found.columns["word"][0] == "peace" and row(found, "peace")["max_t_p"] < 0.001
    wheat = row(found, "wheat")
    assert wheat["lrc"] < -2 and wheat["fisher_p"] < 1e-9
    assert wheat["document_frequency_reference"] == 1 and wheat["document_frequency"] == 0
    assert wheat["shrunk_log_ratio_low"] < 0 < wheat["shrunk_log_ratio_high"]
    assert np.isnan(wheat["max_t_p"])
    assert wheat["reasons"]["max_t_p"].startswith("in fewer than 6 texts: no difference between 30")
    assert wheat["dp_norm_reference"] == pytest.approx(1, abs=0.05)
    assert np.isnan(wheat["dp_norm"])
    assert wheat["reasons"]["dp_norm"] == "the side does not have it"


def test_a_text_copied_ten_times_is_one():
    documents = made(3)
    copies = [documents[0]._replace(document_id=f"copy{number}") for number in range(10)]
    told = []
    found = compare(opened([*documents, *copies], "plain"), "a", "b", tell=told.append)
    assert any(
        line.startswith("a: 10 of 13 documents repeat the words of an earlier one") for line in told
    )
    reason = found.reasons["max_t_p"][0]
    assert reason.startswith("needs 4 texts a side, has 3: ")
    assert row(found, "the")["n_documents"] == 13  # what was counted stays what it was


def test_copies_change_nothing_by_text():
    documents = made()
    copies = [text._replace(document_id=f"again {text.document_id}") for text in documents[:5]]
    one, other = (
        compare(opened(some, "plain"), "a", "b", sort="frequency_reference")
        for some in (documents, [*documents, *copies])
    )
    assert sorted(one.columns["word"]) == sorted(other.columns["word"])
    for word in one.columns["word"]:
        for name in (*text_level.EFFECT, "permutation_p", "dp_norm", "text_dispersion_keyness"):
            assert row(one, word)[name] == pytest.approx(row(other, word)[name], nan_ok=True), name


def test_a_text_that_is_nearly_all_of_its_side_is_told_and_not_tested():
    documents, told = made(), []
    documents[0] = documents[0]._replace(text=" ".join(["the talks"] * 10_000))
    found = compare(opened(documents, "plain"), "a", "b", tell=told.append)
    assert any(
        line == "a: one text, a0, has 98% of the words; in rates its 8 texts weigh as 1.0"
        for line in told
    )
    assert all(
        "needs 2 effective texts a side, has 1.0" in text for text in found.reasons["max_t_p"]
    )
    assert np.isnan(found.columns["shrunk_log_ratio"]).all()


def test_clusters_are_the_unit():
    documents, told = made(), []
    found = compare(opened(documents, "plain"), "a", "b", clusters="partner", tell=told.append)
    assert "clusters by partner: 4" in told
    assert any("7 rows that stand in 4 clusters or more; 16 relabellings" in line for line in told)
    assert row(found, "the")["reasons"]["dp_norm"].startswith("needs 5 clusters on the side, has 4")
    words = [word for word in found.columns["word"] if word != "wheat"]
    clusters = [dict(text.more)["partner"] for text in documents]
    expected = max_t(dense(documents, words), clusters)
    assert expected.relabellings == 16
    found_p = [row(found, word)["permutation_p"] for word in words]
    np.testing.assert_allclose(found_p, expected.p)
    # Two clusters a side are too few, whatever the number of texts in them.
    few = [
        text._replace(more=(("partner", f"{text.side}{place % 2}"),))
        for place, text in enumerate(documents)
    ]
    found = compare(opened(few, "plain"), "a", "b", clusters="partner")
    reason = found.reasons["max_t_p"][0]
    assert reason.startswith("needs 4 clusters by partner a side, has 2: ")
    told.clear()
    alone = [text._replace(more=(("partner", ""),)) for text in documents]
    compare(opened(alone, "plain"), "a", "b", clusters="partner", tell=told.append)
    assert "clusters by partner: 0, and 16 texts without one, each by itself" in told


def test_presence_is_tested_exactly_where_it_is_asked_for():
    documents = made()
    found = compare(
        opened(documents, "plain"),
        "a",
        "b",
        columns=chosen_columns(measures=["document_frequency_p", "document_frequency_holm"]),
    )
    exact = stats.fisher_exact([[7, 0], [1, 8]]).pvalue
    peace = row(found, "peace")
    assert peace["document_frequency_p"] == pytest.approx(exact)
    assert peace["document_frequency_holm"] == pytest.approx(8 * exact)


def test_relabellings_are_as_many_as_are_asked_for_or_as_are_soon_done(monkeypatch):
    told = []
    compare(opened(made(12), "plain"), "a", "b", relabellings=99, seed=5, tell=told.append)
    assert "100 relabellings of 24, seed 5" in told[-1]
    found = compare(opened(made(), "plain"), "a", "b", relabellings=0)
    assert {*found.reasons["max_t_p"]} == {"no relabellings were asked for"}
    monkeypatch.setattr(text_level, "WORK", 1000)
    found = compare(opened(made(), "plain"), "a", "b")
    assert (
        "7 words in 16 texts take long to test: --relabellings 999 does" in found.reasons["max_t_p"]
    )
    assert np.isfinite(found.columns["shrunk_log_ratio"]).all()


@pytest.mark.parametrize(("n", "m"), [(4, 4), (5, 40), (500, 500), (10, 1000)])
def test_the_least_number_of_texts_by_scipy(n, m):
    least = least_texts(n, m)

    def smallest(k):
        tables = ([[k, n - k], [0, m]], [[0, n], [k, m - k]])
        return min(stats.fisher_exact(table).pvalue for table in tables)

    assert smallest(least) <= 0.05 and (least == 1 or smallest(least - 1) > 0.05)
