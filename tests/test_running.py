"""Some work over a corpus: read, or from a store that is made where it is not there, changed, or damaged."""

import gc

import pytest
from readouts.engine import running
from readouts.engine.engine import Encoded, Plain

CALLS = "side,event,language,text\nnorth,call,en,War and peace.\nsouth,call,en,Peace.\n"


@pytest.fixture
def calls(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, encoding="utf-8")
    return path


def words(texts, selection):
    """The words of each side, as work has them."""
    counts = texts.word_counts(selection)
    return {
        name: {form: int(n) for form, n in zip(counts.forms, side.frequency) if n}
        for name, side in counts.sides.items()
    }


EXPECTED = {"north": {"war": 1, "and": 1, "peace": 1}, "south": {"peace": 1}}


def test_work_has_the_documents_and_the_selection(calls):
    assert running.run(words, calls) == EXPECTED
    assert running.run(words, str(calls), where=[("side", "south")]) == {"south": {"peace": 1}}
    assert running.run(words, calls, sides=("north",)) == {"north": EXPECTED["north"]}


@pytest.mark.parametrize(("engine", "kind"), [("plain", Plain), ("numpy", Encoded)])
def test_the_engine_is_the_one_that_is_asked_for(calls, engine, kind):
    assert running.run(lambda texts, selection: type(texts), calls, engine=engine) is kind


def test_the_options_of_the_reader_are_taken(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("who;body\nnorth;War.\n", encoding="utf-8")
    found = running.run(words, path, {"side": "who", "separator": ";"})
    assert found == {"north": {"war": 1}}


def test_documents_may_come_from_elsewhere(calls):
    from readouts import readers

    read = []

    def documents():
        read.append(1)
        return readers.read(calls)

    assert running.run(words, calls, documents=documents) == EXPECTED and read == [1]


def stored(calls, told, **options):
    return running.run(
        words, calls, engine="numpy", store=calls.parent / "kept", tell=told.append, **options
    )


def test_a_store_is_made_once_and_taken_from_then_on(calls):
    told = []
    assert stored(calls, told) == EXPECTED and told == []
    assert stored(calls, told) == EXPECTED
    assert told == [f"{calls}: taken from {calls.parent / 'kept'}"]


def test_a_store_is_made_anew_when_the_corpus_or_its_reading_changes(calls):
    told = []
    stored(calls, told)
    calls.write_text(CALLS.replace("War", "Trade"), encoding="utf-8")
    assert stored(calls, told)["north"] == {"trade": 1, "and": 1, "peace": 1}
    assert "the corpus has changed since" in told[-1]
    assert running.run(
        words, calls, {"side": ""}, engine="numpy", store=calls.parent / "kept", tell=told.append
    ).keys() == {""}
    assert "is read in another way" in told[-1]


def test_a_store_that_is_damaged_is_made_anew_before_the_work(calls):
    told = []
    stored(calls, told)
    store = calls.parent / "kept"
    store.write_bytes(store.read_bytes()[:50])
    assert stored(calls, told) == EXPECTED and told[-1].endswith("the store is made anew")


def test_damage_that_is_met_during_the_work_has_it_done_again(calls):
    from readouts.engine.store import NotUsable

    told, done = [], []
    stored(calls, told)

    def work(texts, selection):
        done.append(texts)
        if len(done) == 1:
            raise NotUsable("kept: a part is damaged")
        return words(texts, selection)

    found = running.run(work, calls, engine="numpy", store=calls.parent / "kept", tell=told.append)
    assert found == EXPECTED and len(done) == 2
    assert told[-1] == "kept: a part is damaged; the store is made anew"


def test_a_cluster_needs_a_store(calls):
    with pytest.raises(ValueError, match="--engine dask: needs --store FILE"):
        running.run(words, calls, engine="dask")


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_of_cycles_is_as_it_was_after_work_that_fails_too(calls, enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        seen = running.run(lambda texts, selection: gc.isenabled(), calls)
        with pytest.raises(ZeroDivisionError):
            running.run(lambda texts, selection: 1 / 0, calls)
        assert seen is False and gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
