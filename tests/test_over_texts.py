"""Words of a report with the text as the unit: the command's columns, and copies of a text."""

import shutil

import numpy as np
import pandas as pd
from any_report import load, many, said
from readouts.engine.comparing import compare
from readouts.engine.engine import opened
from readouts.report import loading, over_texts


def test_the_columns_are_those_of_the_command(tmp_path):
    # So many that relabellings are drawn, which hang on the order of the texts: that of the corpus, e2 before e10.
    documents = [
        one._replace(text=one.text + " grain" * (n % 4) + " canal" * (n % 5 == 0))
        for n, one in enumerate(many("North", "peace", 11) + many("South", "war", 11))
    ]
    ((_, pair),) = load(tmp_path, documents).analysis.pairs
    found = compare(opened(documents, "plain"), "North", "South").columns
    theirs = pd.DataFrame(found).set_index("word")
    ours = pair.words.set_index("word").loc[theirs.index]
    for name in over_texts.COLUMNS:
        np.testing.assert_allclose(
            ours[name].astype(float), theirs[name].astype(float), err_msg=name
        )


def test_readouts_that_are_copies_of_one_text_are_one(tmp_path):
    documents = [
        said(side, f"{word} " * 300 + "the", f"e{n}")
        for side, word in (("North", "peace"), ("South", "war"))
        for n in range(6)
    ]
    ((_, pair),) = load(tmp_path, documents).analysis.pairs
    assert (pair.level.n_target, pair.level.n_reference) == (1, 1)
    assert pair.words[["fisher_p", "max_t_p", "shrunk_log_ratio"]].isna().all(axis=None)
    assert pair.words["withheld_because"].str.contains("needs 4 texts a side, has 1").all()


def test_each_side_is_guarded_by_its_own_number_of_texts(tmp_path):
    documents = many("North", "peace") + many("South", "war", 3)
    load(tmp_path / "one", documents)
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other" / "report.yml").write_text("unmatched: true\n", encoding="utf-8")
    ((_, pair),) = loading.load(tmp_path / "other").analysis.pairs
    assert (pair.level.n_target, pair.level.n_reference) == (6, 3)
    assert pair.words["fisher_p"].isna().all()
    assert pair.words["withheld_because"].str.contains("needs 4 texts a side, has 3").all()


def test_the_bound_is_the_end_that_is_nearer_to_none():
    low, high = [1.0, -3, -1, np.nan], [3.0, -2, 1, np.nan]
    ends = {"shrunk_log_ratio": 0.0, "shrunk_log_ratio_low": low, "shrunk_log_ratio_high": high}
    assert over_texts.bound(pd.DataFrame(ends)).tolist() == [1, 2, 0, 0]
