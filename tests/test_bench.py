"""The benchmark does what it says: the same work by every tool, and no result where they differ."""

import fnmatch
import importlib.util
import json
import re
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT
from readouts.report.exhibits import speed

BENCH = ROOT / "scripts" / "bench"


def loaded(path):
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem.strip('_')}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bench, corpora = loaded(BENCH / "__main__.py"), loaded(BENCH / "corpora.py")


def test_the_corpus_that_is_made_is_always_the_same_and_follows_zipf():
    texts = [list(corpora.made(20)) for _ in range(2)]
    assert texts[0] == texts[1]
    counts = pd.Series(" ".join(texts[0]).lower().replace(".", " ").split()).value_counts()
    assert counts.sum() == 20_000 and 1.5 < counts.iloc[0] / counts.iloc[1] < 2.5


@pytest.mark.parametrize("size", [600, 12_000])
def test_this_package_finds_what_a_plain_search_finds(tmp_path, size):
    corpus, patterns = tmp_path / "corpus.jsonl", tmp_path / "patterns.txt"
    assert corpora.write(corpus, None, size) >= size
    patterns.write_text("\n".join(corpora.patterns(corpus)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, BENCH / "peers" / "with_readouts.py", corpus, patterns, tmp_path],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    hits, words = 0, 0
    tests = [
        [re.compile(fnmatch.translate(word)).fullmatch for word in pattern.split()]
        for pattern in patterns.read_text().split("\n")
    ]
    for text in (
        json.loads(row)["text"] for row in corpus.read_text(encoding="utf-8").splitlines()
    ):
        for line in text.lower().splitlines():
            forms = re.findall(r"[a-z]+", line)
            words += len(forms)
            hits += sum(
                len(test) <= len(forms) - place
                and all(one(form) for one, form in zip(test, forms[place:]))
                for test in tests
                for place in range(len(forms))
            )
    assert json.loads(done.stdout) == {"hits": hits, "words": words, "spans": True} and hits > 0


def test_matches_found_again_in_a_store_are_those_of_the_whole_work(tmp_path):
    corpus, patterns = tmp_path / "corpus.jsonl", tmp_path / "patterns.txt"
    corpora.write(corpus, None, 12_000)
    patterns.write_text("\n".join(corpora.patterns(corpus)), encoding="utf-8")
    (whole,) = bench.rows(
        {"readouts": [bench.run("readouts", corpus, patterns)]}, 1.0, 12_000, "made"
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "readouts",
            "count",
            corpus,
            "--store",
            tmp_path / "store",
            "--out",
            tmp_path / "counts.csv",
        ],
        check=True,
        capture_output=True,
    )
    before = (tmp_path / "store").stat().st_mtime_ns
    (again,) = bench.rows(
        {"readouts": [bench.run("readouts", corpus, patterns, tmp_path / "store")]},
        1.0,
        12_000,
        "made",
        bench.AGAIN,
    )
    assert again["hits"] == whole["hits"] > 0 and (whole["work"], again["work"]) == (
        "whole",
        "matches again",
    )
    assert (tmp_path / "store").stat().st_mtime_ns == before  # it was used, and not made anew
    by_text = bench.run("readouts", corpus, patterns, tmp_path / "store", bench.BY_TEXT)
    (row,) = bench.rows({"readouts": [by_text]}, 1.0, 12_000, "made", bench.BY_TEXT)
    assert row["work"] == "words by text" and row["hits"] == "" and by_text["matches"]


def test_what_tools_read_differently_is_taken_out():
    assert corpora.plain("<p>A\u2010b co\u00adde\u2028next &amp; ｆull</p>").split() == [
        "A-b",
        "code",
        "next",
        "&",
        "full",
    ]


def run(hits: int) -> list[dict]:
    """One round of a tool that found so much."""
    return [
        {
            "wall": 2.0,
            "cpu": 2.0,
            "peak": 100.0,
            "said": json.dumps({"hits": hits, "words": 10, "spans": True}),
        }
    ]


def test_tools_that_find_other_matches_give_no_result():
    with pytest.raises(SystemExit, match="the hits differ"):
        bench.rows({"readouts": run(5), "readouts, Dask": run(6)}, 1.0, 10, "made")


def test_a_cluster_that_writes_other_matches_gives_no_result():
    alone, cluster = ([{**run(5)[0], "matches": digest}] for digest in ("a", "b"))
    with pytest.raises(SystemExit, match="not those of one process"):
        bench.rows({"readouts": alone, "readouts, Dask": cluster}, 1.0, 10, "made")


def test_a_row_has_every_column_and_says_what_was_measured():
    own, cluster = bench.rows({"readouts": run(5), "readouts, Dask": run(5)}, 1.0, 10, "made")
    assert list(own) == bench.COLUMNS and (
        own["words_per_second"],
        own["share_of_limit"],
        own["peak_mebibytes"],
    ) == (5, "0.500000", 100)
    assert cluster["peak_mebibytes"] == "" and cluster["version"] == own["version"]


def test_growth_by_hand():
    table = [
        {"tool": "x", "work": "whole", "n_words": n, "wall_seconds": str(seconds)}
        for n, seconds in ((600, 1), (1_000_000, 2), (100_000_000, 200))
    ]
    assert bench.growth(table, "x") == pytest.approx(1)
    data = pd.DataFrame(table).astype({"wall_seconds": float})
    assert speed._exponents(data) == {"x": pytest.approx(1)}


def test_the_tables_of_the_book_are_those_of_the_file(report):
    data = report.table("benchmark")
    made, cluster = speed.benchmark(report), speed.benchmark_cluster(report)
    whole = data.query("work == 'whole'")
    assert (
        len(made.data) == len(whole)
        and made.data.query("tool == 'readouts'")["times_readouts"].eq(1).all()
    )
    assert data.groupby("n_words")["hits"].nunique().eq(1).all()
    both = cluster.data.set_index(["work", "n_words"])
    for tool, column in (("readouts", "alone"), ("readouts, Dask", "cluster")):
        assert (
            both[column].to_dict()
            == data[data["tool"] == tool].set_index(["work", "n_words"])["wall_seconds"].to_dict()
        )
