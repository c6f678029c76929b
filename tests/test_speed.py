"""The chapter on speed has tables and no finding: what one machine took is no result of the report."""

from types import SimpleNamespace

from made_up import context
from readouts.report import speed
from readouts.report.chapters import present
from readouts.report.exhibits import speed as exhibits

PAIR = SimpleNamespace(files=(), focused=True)


def test_what_was_measured_on_one_machine_is_no_finding(report):
    assert list(speed.findings(report.context)) == []
    assert list(speed.findings(context())) == []
    assert not [finding for finding in report.findings if "benchmark" in finding.id]


def test_the_chapter_is_there_where_measurements_are():
    assert "speed" in [chapter.name for chapter in present(speed.NEEDS, PAIR)]
    assert "speed" not in [chapter.name for chapter in present((), PAIR)]


def test_the_measurements_are_published_as_they_were_made(report):
    table, source = exhibits.benchmark(report), report.table("benchmark")
    whole = source[source["work"] == "whole"]
    assert sorted(table.published["wall_seconds"]) == sorted(whole["wall_seconds"])
    own = table.published[table.published["tool"] == exhibits.OWN].set_index("n_words")
    for row in table.published.itertuples():
        seconds = own.at[row.n_words, "wall_seconds"]
        assert abs(row.times_readouts - row.wall_seconds / seconds) < 1e-9


def test_a_cluster_is_set_against_one_process_at_the_same_work(report):
    table, source = exhibits.benchmark_cluster(report), report.table("benchmark")
    known = source.set_index(["work", "n_words", "tool"])["wall_seconds"]
    for row in table.published.itertuples():
        assert row.alone == known[row.work, row.n_words, exhibits.OWN]
        assert row.cluster == known[row.work, row.n_words, exhibits.CLUSTER]
        assert abs(row.difference - (row.cluster - row.alone)) < 1e-9
