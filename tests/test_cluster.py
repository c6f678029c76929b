"""A store on a cluster: the same numbers as on one machine, and nothing lost with a worker that is killed in mid-run."""

import json
import os
import random
import signal
import threading
import time
from collections import Counter

import pytest
from readouts.__main__ import main
from readouts.corpus.document import Document
from readouts.engine import cluster, engine, store
from readouts.engine.apart import Apart
from readouts.engine.plain import rows
from readouts.text.patterns import Pattern, words_of

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
WORDS = [
    "the",
    "leaders",
    "spoke",
    "of",
    "sanctions",
    "peace",
    "security",
    "sovereignty",
    "sovereign",
    "talks",
    "crisis",
    "and",
    "the",
    "border",
    "of",
    "a",
    "state",
]
PATTERNS = [
    Pattern(code, language, text, words_of(text))
    for code, language, text in (
        ("order", "en", "sovereign*"),
        ("order", "en", "the border"),
        ("order", "", "!sovereign border"),
        ("war", "", "crisis and"),
        ("law", "ru", "санкци*"),
    )
]
FRAME_OF = {"order": "order", "war": "naming", "law": "order"}


def documents(number: int):
    chance = random.Random(7)
    for place in range(number):
        text = "\n".join(" ".join(chance.choices(WORDS, k=40)) for _ in range(5)) + (
            f" one{place}" if place % 3 else " санкции"
        )
        yield Document(
            f"d{place}",
            text,
            side=("north", "south", "west")[place % 3],
            language="ru" if place % 3 == 0 else "en",
        )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store of many small blocks, and the corpus that it is of."""
    folder = tmp_path_factory.mktemp("cluster")
    corpus, path = folder / "corpus.jsonl", folder / "corpus.store"
    corpus.write_text(
        "".join(json.dumps({"text": document.text}) + "\n" for document in documents(10)),
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store, "Stream", lambda given, compiled: engine_stream(given, compiled))
        store.write(path, documents(3000), corpus, {})
    assert store.Store(path).n_blocks > 4 * cluster.BLOCKS
    return path


def engine_stream(given, compiled):
    from readouts.engine.numbering import Stream

    return Stream(given, compiled, size=20_000)


@pytest.fixture(scope="module")
def client():
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as local,
        distributed.Client(local) as connected,
    ):
        yield connected


def same_counts(one, two):
    assert list(one.forms) == list(two.forms) and list(one.sides) == list(two.sides)
    for side in one.sides:
        assert [list(map(int, column)) for column in one.sides[side][:2]] == [
            list(map(int, column)) for column in two.sides[side][:2]
        ]
        assert one.sides[side][2:] == two.sides[side][2:]


@pytest.mark.parametrize("way", [(), ("characters", "stem")])
def test_words(kept, client, way):
    same_counts(
        cluster.Distributed(kept, client).word_counts(None, *way),
        engine.of_store(kept, "numpy").word_counts(None, *way),
    )


@pytest.mark.parametrize("way", [(), ("characters", "stem")])
def test_documents_are_kept_apart_as_on_one_machine(kept, client, way):
    spread, whole = Apart(), Apart()
    words = cluster.Distributed(kept, client).word_counts(None, *way, apart=spread)
    assert list(words.forms) == list(
        engine.of_store(kept, "numpy").word_counts(None, *way, apart=whole).forms
    )
    assert spread.described == whole.described and len(whole.described) > 10
    assert spread.n_tokens == whole.n_tokens
    # Which of them are the same, however that is told.
    assert [spread.digests.index(one) for one in spread.digests] == [
        whole.digests.index(one) for one in whole.digests
    ]
    entries = [
        sorted(zip(*(column.tolist() for column in apart.columns()))) for apart in (spread, whole)
    ]
    assert entries[0] == entries[1] and len(entries[0]) > 100


def test_matches_and_codes(kept, client):
    spread, whole = cluster.Distributed(kept, client), engine.of_store(kept, "numpy")
    seen, seen_there = Counter(), Counter()
    assert list(rows(spread.spans(PATTERNS, FRAME_OF, seen))) == list(
        rows(whole.spans(PATTERNS, FRAME_OF, seen_there))
    )
    assert seen == seen_there and seen.total() > 1000
    assert list(spread.matches(PATTERNS)) == list(whole.matches(PATTERNS))
    assert list(spread.counted(PATTERNS, FRAME_OF)) == list(whole.counted(PATTERNS, FRAME_OF))
    seen, seen_there = set(), set()
    assert list(rows(spread.codes(PATTERNS, FRAME_OF, seen))) == list(
        rows(whole.codes(PATTERNS, FRAME_OF, seen_there))
    )
    assert seen == seen_there and seen


def test_what_was_chosen_is_known_as_on_one_machine(kept, client):
    from readouts.engine.selection import Selection

    notes = [Selection([("side", "north")]), Selection([("side", "north")])]
    same_counts(
        cluster.Distributed(kept, client).word_counts(notes[0]),
        engine.of_store(kept, "numpy").word_counts(notes[1]),
    )
    assert (
        notes[0].sides == notes[1].sides
        and notes[0].met == notes[1].met
        and notes[0].sides.total() == 1000
    )


def test_a_worker_that_is_killed_in_mid_run_loses_nothing(kept, client):
    workers = client.run(os.getpid)
    killed = []

    def kill():
        time.sleep(0.3)
        os.kill(victim := next(iter(workers.values())), signal.SIGKILL)
        killed.append(victim)

    whole = list(rows(engine.of_store(kept, "numpy").spans(PATTERNS, FRAME_OF, Counter())))
    spread, found, murderer = cluster.Distributed(kept, client), [], threading.Thread(target=kill)
    for number, row in enumerate(rows(spread.spans(PATTERNS, FRAME_OF, Counter()))):
        if number == 0:
            murderer.start()
        if number % 2000 == 0:
            time.sleep(0.1)  # the run is still going on when the worker dies
        found.append(row)
    murderer.join()
    assert killed and found == whole
    client.wait_for_workers(2, timeout=30)
    assert set(client.run(os.getpid).values()) != set(workers.values())


@pytest.mark.parametrize(
    ("command", "engine_alone"),
    [("compare", "auto"), ("code", "plain"), ("code", "numba"), ("count", "plain")],
)
def test_the_commands_give_the_same_file_on_a_cluster_as_without(
    client, tmp_path, command, engine_alone
):
    corpus, codebook = tmp_path / "corpus.jsonl", tmp_path / "codebook.csv"
    corpus.write_text(
        "".join(
            json.dumps({"text": one.text, "side": one.side, "language": one.language}) + "\n"
            for one in documents(400)
        ),
        encoding="utf-8",
    )
    codebook.write_text(
        "code,frame,language,pattern\n"
        + "".join(
            f"{one.code},{FRAME_OF[one.code]},{one.language},{one.pattern}\n" for one in PATTERNS
        ),
        encoding="utf-8",
    )
    asked = {
        "compare": ["--target", "west", "--reference", "south"],
        "code": ["--codebook", str(codebook)],
        "count": ["--what", "codes", "--codebook", str(codebook)],
    }[command]
    files = []
    for options in (
        ["--engine", engine_alone],
        [
            "--store",
            str(tmp_path / "store"),
            "--engine",
            "dask",
            "--scheduler",
            client.scheduler.address,
        ],
    ):
        files.append(tmp_path / f"{len(files)}.csv")
        assert main([command, str(corpus), *asked, "--out", str(files[-1]), *options]) == 0
    assert files[0].read_bytes() == files[1].read_bytes() and files[0].stat().st_size > 1000


def test_a_cluster_needs_a_store(tmp_path, capsys):
    (tmp_path / "corpus.csv").write_text("side,text\na,one\nb,two\n", encoding="utf-8")
    assert main(["count", str(tmp_path / "corpus.csv"), "--engine", "dask"]) == 1
    assert "needs --store" in capsys.readouterr().err
