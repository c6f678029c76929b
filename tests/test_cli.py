"""The commands that count and search, as a person runs them: what they print, what they refuse, what they import."""

import bz2
import csv
import gc
import importlib
import io
import json
import os
import re
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from readouts import readers
from readouts.__main__ import COMMANDS, main, usage
from readouts.cli import output
from readouts.measures.keyness import keyness
from readouts.text.concordance import concordance as concordance_of
from readouts.text.frequency import compare as compare_of

OURS = ["compare", "concordance", "code", "count"]
CALLS = """\
side,event,language,text
kremlin,2022-02-12,en,"The presidents discussed the Ukraine crisis.
Sanctions were discussed, and security guarantees."
whitehouse,2022-02-12,en,"The President spoke of Ukraine. Sanctions, =1+1, would follow; a Ukraine crisis
on Ukraine."
beijing,2022-06-15,zh,乌克兰危机，危机。
kremlin,2022-06-15,en,The leaders discussed trade.
"""
CODEBOOK = """\
frame,code,language,pattern
naming,crisis,en,Ukrain* crisis
naming,crisis,en,crisis
naming,crisis,zh,危机
measures,sanctions,en,sanction*
measures,embargo,en,embargo*
"""


@pytest.fixture(scope="module")
def loops(tmp_path_factory):
    """Where the compiled loops are kept, so that they are compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path, monkeypatch, loops):
    """A folder with a small corpus and a codebook, to work in."""
    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    (tmp_path / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READOUTS_CACHE", str(loops))
    return tmp_path


def rows(capsys, *command):
    """The rows that a command prints, as dicts of text; and what it tells beside them."""
    assert main(list(command)) == 0
    printed = capsys.readouterr()
    return list(csv.DictReader(io.StringIO(printed.out))), printed.err


def fault(capsys, *command, code=1):
    """What a command says when it refuses; nothing else is printed."""
    try:
        found = main(list(command))
    except SystemExit as stop:
        found = stop.code
    printed = capsys.readouterr()
    assert found == code and printed.out == ""
    return printed.err


def documents():
    return list(readers.read("calls.csv"))


# --- compare ------------------------------------------------------------------------------

SIDES = ["--target", "kremlin", "--reference", "whitehouse"]


def test_compare_is_keyness_of_every_word_of_both_sides(folder, capsys):
    found, told = rows(capsys, "compare", "calls.csv", *SIDES)
    sides = [
        pd.DataFrame(
            [
                (document.document_id, document.text)
                for document in documents()
                if document.side == side
            ],
            columns=["segment_id", "text"],
        )
        for side in ("kremlin", "whitehouse")
    ]
    counts = compare_of(*sides)
    assert {
        row["word"]: (int(row["frequency"]), int(row["frequency_reference"])) for row in found
    } == dict(zip(counts["ngram"], zip(counts["frequency"], counts["frequency_reference"])))
    assert [row["word"] for row in found] == counts[
        "ngram"
    ].to_list()  # too short for LRC: by frequency on both sides, then by the alphabet
    table = keyness(
        counts["frequency"],
        counts["n_target"],
        counts["frequency_reference"],
        counts["n_reference"],
    )
    for name in (
        "log_likelihood",
        "log_ratio",
        "rate_ratio_low",
        "rate_ratio_high",
        "normalized_frequency",
        "normalized_frequency_reference",
        "percent_difference",
    ):
        assert [float(row[name] or "nan") for row in found] == pytest.approx(
            table[name].to_list(), nan_ok=True
        ), name
    inside = Counter(
        word
        for document in documents()
        if document.side == "kremlin"
        for word in set(re.findall("[a-z]+", document.text.lower()))
    )
    assert all(int(row["document_frequency"]) == inside[row["word"]] for row in found)
    assert "kremlin: 2 documents, 16 words" in told and "whitehouse: 1 document, 15 words" in told


def test_what_the_texts_cannot_bear_is_left_empty_with_the_reason(folder, capsys):
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--measure", "fisher_p", "--measure", "simple_maths"
    )
    for row in found:
        assert row["lrc"] == row["fisher_p"] == row["simple_maths"] == ""
        assert (
            "fisher_p: needs 4 texts a side, has 1" in row["withheld_because"]
            and "lrc: needs 1,000 words a side, has 15" in row["withheld_because"]
        )
        assert (
            (row["percent_difference"] == "")
            == (row["frequency_reference"] == "0")
            == bool(row["percent_difference_note"])
        )


def test_long_texts_are_sorted_by_lrc(folder, capsys):
    lines = [
        f'{side},en,"{word * 400} {"and " * 3000}"'
        for side, word in (("one", "war "), ("two", "peace "), ("one", "talks "), ("two", "talks "))
    ]
    (folder / "long.csv").write_text("\n".join(["side,language,text", *lines]))
    found, _ = rows(capsys, "compare", "long.csv", "--target", "one", "--reference", "two")
    assert [(row["word"], row["direction"]) for row in found] == [
        ("peace", "reference"),
        ("war", "target"),
        ("and", "equal"),
        ("talks", "equal"),
    ]
    assert float(found[1]["lrc"]) > 5 > -5 > float(found[0]["lrc"]) and {
        row["withheld_because"] for row in found
    } == {""}


def test_sides_in_different_languages_are_refused_and_their_codes_are_not(folder, capsys):
    message = fault(capsys, "compare", "calls.csv", "--target", "kremlin", "--reference", "beijing")
    assert (
        "words of English and words of Chinese are not the same types" in message
        and "--frames" in message
    )
    found, told = rows(
        capsys,
        "compare",
        "calls.csv",
        "--target",
        "kremlin",
        "--reference",
        "beijing",
        "--frames",
        "--codebook",
        "codebook.csv",
    )
    # A Chinese character and an English word are no common measure of length: the rate is among the stretches that are coded.
    assert {
        row["code"]: (
            row["frequency"],
            row["frequency_reference"],
            row["n_target"],
            row["n_reference"],
        )
        for row in found
    } == {"code crisis": ("2", "2", "2", "2"), "frame naming": ("2", "2", "2", "2")}
    assert "no patterns in Chinese, so left out: sanctions, embargo" in told


def test_codes_of_sides_in_one_language_are_counted_among_their_words(folder, capsys):
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--frames", "--codebook", "codebook.csv"
    )
    assert {
        row["code"]: (
            row["frequency"],
            row["frequency_reference"],
            row["n_target"],
            row["n_reference"],
        )
        for row in found
    } == {
        "code crisis": ("2", "2", "16", "15"),
        "frame naming": ("2", "2", "16", "15"),
        "code sanctions": ("1", "1", "16", "15"),
        "frame measures": ("1", "1", "16", "15"),
        "code embargo": ("0", "0", "16", "15"),
    }


def test_a_side_that_is_not_there_is_named_with_those_that_are(folder, capsys):
    assert (
        "no document is of side 'moscow'; there is 'kremlin' (2), 'whitehouse' (1), 'beijing' (1)"
        in fault(capsys, "compare", "calls.csv", "--target", "moscow", "--reference", "kremlin")
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--frames"], "--frames and --codebook go together"),
        (["--codebook", "codebook.csv"], "--frames and --codebook go together"),
        (["--cut", "letters"], "invalid choice"),
        (["--where", "colour=red"], "FIELD=VALUE with a field of side, event"),
    ],
)
def test_wrong_use_ends_with_2(folder, capsys, options, message):
    assert message in fault(capsys, "compare", "calls.csv", *SIDES, *options, code=2)


def test_the_same_side_twice_is_refused(folder, capsys):
    assert "the same side" in fault(
        capsys, "compare", "calls.csv", "--target", "kremlin", "--reference", "kremlin", code=2
    )


def test_columns_are_chosen_and_sorted_by(folder, capsys):
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "log_likelihood", "--top", "3"
    )
    assert len(found) == 3 and sorted(found, key=lambda row: -float(row["log_likelihood"])) == found
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--measure", "all", "--min-frequency", "3"
    )
    assert {"fisher_p", "holm", "log_odds_z", "bic"} <= set(
        found[0]
    ) and "words with at least 3 occurrences" in found[0]["family"]
    assert all(int(row["frequency"]) + int(row["frequency_reference"]) >= 3 for row in found) and {
        row["n_target"] for row in found
    } == {"16"}
    assert "--sort colour: no such column" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "colour"
    )
    assert "--sort direction: a column of words" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "direction"
    )
    assert "--measure colour: no such column" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--measure", "colour"
    )


def test_words_may_be_reduced(folder, capsys):
    pytest.importorskip("snowballstemmer")
    found, _ = rows(capsys, "compare", "calls.csv", *SIDES, "--reduce", "stem")
    assert {"presid": ("1", "1")}.items() <= {
        row["word"]: (row["frequency"], row["frequency_reference"]) for row in found
    }.items()


def test_a_table_tells_reasons_once_and_has_no_empty_column(folder, capsys):
    assert main(["compare", "calls.csv", *SIDES, "--format", "table"]) == 0
    printed = capsys.readouterr()
    assert printed.err.count("left empty: lrc: needs 1,000 words") == 1
    assert (
        "suppressed" not in printed.out
        and " lrc" not in printed.out
        and "\nsanctions" in printed.out
    )


# --- concordance, code, count ---------------------------------------------------------------


def test_concordance_is_that_of_the_package(folder, capsys):
    found, told = rows(capsys, "concordance", "calls.csv", "Ukrain*", "--context", "0")
    assert [
        (row["docname"], row["from"], row["to"], row["keyword"], row["side"]) for row in found
    ] == [
        ("calls-2", "5", "5", "Ukraine", "kremlin"),
        ("calls-4", "5", "5", "Ukraine", "whitehouse"),
        ("calls-4", "12", "12", "Ukraine", "whitehouse"),
        ("calls-4", "15", "15", "Ukraine", "whitehouse"),
    ] or [row["docname"] for row in found]
    segments = pd.DataFrame(
        [
            (document.document_id, line)
            for document in documents()
            for line in document.text.split("\n")
        ],
        columns=["segment_id", "text"],
    )
    expected = concordance_of(segments, "Ukrain*")
    assert [(row["pre"], row["keyword"], row["post"]) for row in found] == list(
        zip(expected["pre"], expected["keyword"], expected["post"])
    )
    assert "4 lines in 4 documents" in told


def test_context_is_as_long_as_is_asked_for_and_ends_with_the_paragraph(folder, capsys):
    found, _ = rows(capsys, "concordance", "calls.csv", "sanctions", "--context", "8")
    assert [(row["pre"], row["post"]) for row in found] == [
        ("", " were di"),
        ("kraine. ", ", =1+1, "),
    ]
    assert (
        rows(capsys, "concordance", "calls.csv", "sanctions", "--top", "1")[0]
        == rows(capsys, "concordance", "calls.csv", "sanctions")[0][:1]
    )


def test_a_pattern_that_is_none_is_wrong_use(folder, capsys):
    assert "are not understood" in fault(capsys, "concordance", "calls.csv", "(a|b)", code=2)


def test_code_gives_every_match_with_its_place(folder, capsys):
    found, told = rows(capsys, "code", "calls.csv", "--codebook", "codebook.csv")
    texts = {document.document_id: document.text for document in documents()}
    assert [
        (row["side"], row["frame"], row["code"], row["pattern"], row["keyword"]) for row in found
    ] == [
        ("kremlin", "naming", "crisis", "Ukrain* crisis", "Ukraine crisis"),
        ("kremlin", "naming", "crisis", "crisis", "crisis"),
        ("kremlin", "measures", "sanctions", "sanction*", "Sanctions"),
        ("whitehouse", "measures", "sanctions", "sanction*", "Sanctions"),
        ("whitehouse", "naming", "crisis", "Ukrain* crisis", "Ukraine crisis"),
        ("whitehouse", "naming", "crisis", "crisis", "crisis"),
        ("beijing", "naming", "crisis", "危机", "危机"),
        ("beijing", "naming", "crisis", "危机", "危机"),
    ]
    assert all(
        texts[row["document_id"]][int(row["start"]) : int(row["end"])] == row["keyword"]
        for row in found
    )
    assert (
        "8 matches in 4 documents" in told and "1 of 5 patterns match nothing: 'embargo*'" in told
    )


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_a_pattern_with_an_exclamation_mark_excludes(folder, capsys, engine):
    (folder / "codebook.csv").write_text(
        "code,pattern\nnaming,crisis\nnaming,Ukraine\nnaming,!a Ukraine crisis\nnaming,embargo\nother,crisis\n",
        encoding="utf-8",
    )
    options = ("--codebook", "codebook.csv", "--where", "side=whitehouse", "--engine", engine)
    found, told = rows(capsys, "code", "calls.csv", *options)
    assert [(row["code"], row["keyword"]) for row in found] == [
        ("naming", "Ukraine"),
        ("other", "crisis"),
        ("naming", "Ukraine"),
    ]
    assert (
        "3 matches in 1 documents" in told
        and "2 of 4 patterns match nothing: 'crisis', 'embargo'" in told
    )
    counted, _ = rows(capsys, "count", "calls.csv", "--what", "codes", *options)
    assert [(row["name"], row["frequency"]) for row in counted] == [("naming", "2"), ("other", "1")]


def test_an_exclusion_alone_is_looked_for_by_no_concordance(folder, capsys):
    assert "'!' is not understood" in fault(capsys, "concordance", "calls.csv", "!crisis", code=2)


def test_counts_that_may_be_shared(folder, capsys):
    found, _ = rows(capsys, "count", "calls.csv")
    assert [(row["side"], row["n_segments"], row["n_tokens"]) for row in found] == [
        ("kremlin", "2", "12"),
        ("whitehouse", "2", "15"),
        ("beijing", "1", "7"),
        ("kremlin", "1", "4"),
    ] or found
    import hashlib

    assert [row["sha256"] for row in found] == [
        hashlib.sha256(document.text.encode()).hexdigest() for document in documents()
    ]
    words, _ = rows(capsys, "count", "calls.csv", "--what", "words")
    assert {
        (row["side"], row["word"], row["frequency"], row["document_frequency"]) for row in words
    } >= {("kremlin", "discussed", "3", "2"), ("beijing", "危", "2", "1")}
    codes, _ = rows(
        capsys,
        "count",
        "calls.csv",
        "--what",
        "codes",
        "--codebook",
        "codebook.csv",
        "--where",
        "side=kremlin",
    )
    # The crisis in "Ukraine crisis" is another stretch than the phrase; both lie in the same two words.
    assert [
        (row["level"], row["name"], row["frequency"], row["words_covered"]) for row in codes
    ] == [
        ("code", "crisis", "2", "2"),
        ("code", "sanctions", "1", "1"),
        ("frame", "measures", "1", "1"),
        ("frame", "naming", "2", "2"),
    ]
    zeros, _ = rows(
        capsys, "count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv", "--zeros"
    )
    assert len(zeros) == 4 * 5 and {
        row["frequency"] for row in zeros if row["name"] == "embargo"
    } == {"0"}
    assert "--what codes and --codebook go together" in fault(
        capsys, "count", "calls.csv", "--what", "codes", code=2
    )


def test_where_chooses_documents_and_says_what_there_is_instead(folder, capsys):
    found, _ = rows(
        capsys,
        "count",
        "calls.csv",
        "--where",
        "side=kremlin",
        "--where",
        "side=beijing",
        "--where",
        "event=2022-06-15",
    )
    assert [row["side"] for row in found] == ["beijing", "kremlin"]
    assert "no document has event '1999'; there is '2022-02-12' (2), '2022-06-15' (2)" in fault(
        capsys, "count", "calls.csv", "--where", "event=1999"
    )


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "calls.csv", *SIDES, "--measure", "all"],
        ["concordance", "calls.csv", "crisis"],
        ["count", "calls.csv"],
        ["count", "calls.csv", "--what", "words"],
        ["code", "calls.csv", "--codebook", "codebook.csv"],
        ["count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"],
    ],
)
def test_every_engine_and_a_store_print_the_same(folder, capsys, command):
    pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")
    printed = {}
    for name in ("plain", "numpy", "numba"):
        for kept in ([], ["--store", f"{name}.readouts"], ["--store", f"{name}.readouts"]):
            assert main([*command, "--engine", name, *kept]) == 0
            out, told = capsys.readouterr()
            printed.setdefault("first", out)
            assert out == printed["first"], (name, kept)
    assert "calls.csv: taken from numba.readouts" in told


def test_a_store_is_made_anew_when_the_corpus_changes_or_it_is_damaged(folder, capsys):
    command = ["count", "calls.csv", "--store", "kept"]
    first, _ = rows(capsys, *command)
    assert rows(capsys, *command) == (first, "calls.csv: taken from kept\n")
    data = (folder / "kept").read_bytes()
    at = data.index(
        b"The presidents"
    )  # in the text, which is read long after the store has been opened
    (folder / "kept").write_bytes(data[:at] + b"X" + data[at + 1 :])
    found, told = rows(capsys, *command)
    assert found == first and "damaged at byte" in told and "made anew" in told
    (folder / "calls.csv").write_text(CALLS + "kremlin,2022-06-15,en,More.\n", encoding="utf-8")
    found, told = rows(capsys, *command)
    assert len(found) == 5 and "the corpus has changed since" in told
    found, told = rows(capsys, *command, "--side-is", "all")
    assert {row["side"] for row in found} == {"all"} and "read in another way" in told


# --- Forms of output, faults, the end ---------------------------------------------------------


def test_a_file_is_written_in_the_form_of_its_name(folder, capsys):
    for name in ("words.csv", "words.json", "words.jsonl"):
        assert main(["count", "calls.csv", "--what", "words", "--out", name]) == 0
    assert capsys.readouterr().out == ""
    found = list(
        csv.DictReader(io.StringIO((folder / "words.csv").read_text(encoding="utf-8"), newline=""))
    )
    whole = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    assert whole == [
        json.loads(line)
        for line in (folder / "words.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["word"] for row in found] == [row["word"] for row in whole] and len(found) > 20


def test_a_faulty_corpus_leaves_no_output(folder, capsys):
    (folder / "bad.jsonl").write_text('{"text": "a"}\n{"text": \n')
    (folder / "out.csv").write_text("before")
    message = fault(capsys, "count", "bad.jsonl", "--out", "out.csv", "--force")
    assert "bad.jsonl, row 2" in message and (folder / "out.csv").read_text() == "before"
    assert sorted(os.listdir(folder)) == ["bad.jsonl", "calls.csv", "codebook.csv", "out.csv"]
    assert "no-such.csv" in fault(capsys, "count", "no-such.csv")


def test_a_reader_that_has_seen_enough_is_no_fault(folder):
    (folder / "many.csv").write_text(
        "text\n" + "\n".join(f"word{number} peace" for number in range(20_000))
    )
    line = f"{shlex.quote(sys.executable)} -m readouts count many.csv --what words | head -2"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, timeout=60
    )
    assert (
        done.returncode == 0
        and len(done.stdout.splitlines()) == 2
        and "Traceback" not in done.stderr
        and "BrokenPipe" not in done.stderr
    )


def test_control_c_leaves_nothing_half_written(folder):
    code = (
        "import sys, time\nfrom readouts.cli import reading\nfrom readouts.corpus.document import Document\n"
        "def read(arguments):\n    yield Document('a', 'peace ' * 100)\n    print('reading', flush=True)\n    time.sleep(60)\n"
        "reading.read = read\nfrom readouts.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    for options in (["--out", "spans.csv"], ["--store", "kept"]):
        child = subprocess.Popen(
            [sys.executable, "-c", code, "count", "calls.csv", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert child.stdout.readline() == "reading\n"
            time.sleep(0.2)
            child.send_signal(signal.SIGINT)
            _, told = child.communicate(timeout=30)
        finally:
            child.kill()
        assert (
            child.returncode == 130
            and told.endswith("readouts: interrupted; nothing half-written is left\n")
            and "Traceback" not in told
        )
        assert sorted(os.listdir(folder)) == ["calls.csv", "codebook.csv"]


# --- What may be written to -----------------------------------------------------------------------


def states(folder):
    """Every file of a folder, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def other_names(folder, name):
    """Names by which a file of a folder may be called too."""
    (folder / "below").mkdir()
    (folder / "link.csv").symlink_to(name)
    os.link(folder / name, folder / "hard.csv")
    return [name, f"./{name}", f"below/../{name}", str(folder / name), "link.csv", "hard.csv"]


@pytest.mark.parametrize("read", ["calls.csv", "codebook.csv"])
@pytest.mark.parametrize(
    "command",
    [
        ["count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"],
        ["code", "calls.csv", "--codebook", "codebook.csv"],
        ["compare", "calls.csv", *SIDES, "--frames", "--codebook", "codebook.csv"],
        ["check", "calls.csv"],
        ["concordance", "calls.csv", "crisis"],
    ],
    ids=lambda command: command[0],
)
def test_no_file_that_is_read_is_written_to(folder, capsys, command, read):
    if read not in command:
        return
    for out in other_names(folder, read):
        before = states(folder)
        for force in ([], ["--force"]):
            assert f"--out {Path(out)}: this file is read by the command" in fault(
                capsys, *command, "--out", out, *force
            )
        assert states(folder) == before


def test_no_file_of_a_folder_that_is_read_is_written_to(folder, capsys):
    (folder / "texts").mkdir()
    for side in ("north", "south"):
        (folder / "texts" / f"{side}.txt").write_text("War and peace.")
    (folder / "texts" / "manifest.csv").write_text("file,side\nnorth.txt,n\nsouth.txt,s\n")
    (folder / "texts" / "counts.csv").write_text("mine")
    (folder / "book").mkdir()
    (folder / "codebook.csv").rename(folder / "book" / "patterns.csv")
    for out in ("texts/north.txt", "texts/manifest.csv"):
        assert "is read by the command" in fault(capsys, "count", "texts", "--out", out, "--force")
    assert "is read by the command" in fault(
        capsys, "code", "texts", "--codebook", "book", "--out", "book/patterns.csv", "--force"
    )
    assert (
        main(["count", "texts", "--out", "texts/counts.csv", "--force"]) == 0
    )  # which is no text of the corpus
    assert main(["count", "texts", "--store", "kept"]) == 0
    capsys.readouterr()
    assert "is read by the command" in fault(
        capsys, "count", "texts", "--store", "kept", "--out", "kept", "--force"
    )


def test_no_table_of_a_data_folder_that_is_read_is_written_to(folder, capsys):
    assert main(["create", "mine"]) == 0
    capsys.readouterr()
    before = states(folder)
    for out in ("mine/data/readouts.csv", "mine/data/datapackage.json", "mine/data/segments.csv"):
        assert "is read by the command" in fault(
            capsys, "count", "mine/data", "--out", out, "--force"
        )
    assert states(folder) == before


@pytest.mark.parametrize(
    "out", ["words.csv", "words.json", "words.jsonl", "words.txt", "words.parquet"]
)
def test_a_command_may_be_run_again_and_a_file_that_is_no_output_is_left(folder, capsys, out):
    if out.endswith("parquet"):
        pytest.importorskip("pyarrow")
    command = ["compare", "calls.csv", *SIDES, "--out", out]
    assert main(command) == 0
    first = (folder / out).read_bytes()
    assert (
        main(command) == main([*command, "--top", "2"]) == 0
        and (folder / out).read_bytes() != first
    )
    capsys.readouterr()
    for content in (b"word,frequency\nmine,1\n", b"mine", b"[]", b"{}\n", b"\xff\xfe", first[:20]):
        (folder / out).write_bytes(content)
        assert f"--out {out}: a file is there that is no earlier output" in fault(capsys, *command)
        assert (folder / out).read_bytes() == content
    assert main([*command, "--force"]) == 0 and (folder / out).read_bytes() == first
    (folder / out).write_bytes(b"")
    assert main(command) == 0 and (folder / out).read_bytes() == first


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "table"])
def test_an_output_without_rows_is_known_again(folder, capsys, format):
    command = ["concordance", "calls.csv", "zzz", "--format", format, "--out", "lines"]
    assert main(command) == main(command) == 0
    assert (
        main(["concordance", "calls.csv", "crisis", "--format", format, "--out", "lines"])
        == main(command)
        == 0
    )


def test_a_write_protected_file_and_a_folder_are_left(folder, capsys):
    (folder / "kept.csv").write_text("mine")
    (folder / "kept.csv").chmod(0o444)
    (folder / "below").mkdir()
    assert "kept.csv: the file is write-protected" in fault(
        capsys, "count", "calls.csv", "--out", "kept.csv", "--force"
    )
    assert "below: found a folder" in fault(
        capsys, "count", "calls.csv", "--out", "below", "--force"
    )
    assert (folder / "kept.csv").read_text() == "mine"


def device(folder, name, minor):
    """A device that a test may write to: whoever could replace one of the machine's by a file gets one of the folder's."""
    if os.geteuid():
        return f"/dev/{name}"
    try:
        os.mknod(folder / name, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        (folder / name).open("wb").close()
    except PermissionError as error:
        pytest.skip(f"no device can be made here: {error}")
    return name


def test_a_pipe_a_device_and_a_dash_are_written_to(folder, capfd):
    os.mkfifo("pipe")
    null = device(folder, "null", 3)
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    assert main(["count", "calls.csv", "--what", "words", "--out", "pipe"]) == 0
    given, _ = reader.communicate(timeout=30)
    assert main(["count", "calls.csv", "--what", "words"]) == 0
    assert capfd.readouterr().out.encode() == given != b""
    for out in ("-", "/dev/fd/1", "/proc/self/fd/1"):
        assert main(["count", "calls.csv", "--what", "words", "--out", out]) == 0
        assert capfd.readouterr().out.encode() == given
    assert main(["count", "calls.csv", "--out", null]) == 0
    assert stat.S_ISFIFO(os.stat("pipe").st_mode) and stat.S_ISCHR(os.stat(null).st_mode)
    assert sorted({*os.listdir(folder)} - {"null"}) == ["calls.csv", "codebook.csv", "pipe"]
    assert [
        output._descriptor(Path(name))
        for name in ("-", "/dev/stdout", "/dev/stderr", "/dev/fd/3", "x")
    ] == [1, 1, 2, 3, None]


def test_what_a_shell_has_opened_is_added_to_and_a_corpus_comes_from_no_pipe(folder):
    line = f"{shlex.quote(sys.executable)} -m readouts count calls.csv"
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"echo first > all; {line} --out /dev/fd/1 >> all; {line} --out >(cat > given)",
        ],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and (folder / "all").read_text().startswith("first\ndocument_id,")
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m readouts check <(cat calls.csv)"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "found a pipe; expected a file or a folder" in done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "readouts", "check", "/dev/null"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "/dev/null: found a device" in done.stderr


def test_errors_of_the_system_name_what_the_user_named(folder, capsys):
    assert (
        fault(capsys, "count", "calls.csv", "--out", "nowhere/counts.csv")
        == "readouts: nowhere/counts.csv: there is no such folder to write to\n"
    )
    assert fault(capsys, "count", "calls.csv", "--store", "nowhere/kept").endswith(
        "readouts: nowhere/kept: No such file or directory\n"
    )
    (folder / "damaged.csv.bz2").write_bytes(
        bz2.compress(b"side,text\nnorth,peace\n" * 1000)[:60] + b"nothing" * 9
    )
    assert "damaged.csv.bz2: found a damaged bzip2 file" in fault(
        capsys, "check", "damaged.csv.bz2"
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_disk_is_named(folder):
    full = device(folder, "full", 7)
    for options, named in (
        (f"check calls.csv --out {full}", full),
        ("check calls.csv > /dev/full", "standard output"),
        ("--help > /dev/full", "standard output"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{shlex.quote(sys.executable)} -m readouts {options}"],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1 and done.stderr.endswith(
            f"readouts: {named}: No space left on device\n"
        )
    assert stat.S_ISCHR(os.stat(full).st_mode)


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_a_run_that_is_ended_leaves_nothing_or_what_the_next_one_removes(folder, how, code):
    slow = (
        "import sys, time\nfrom readouts.cli import reading\nfrom readouts.corpus.document import Document\n"
        "def read(arguments):\n    for number in range(10**9):\n        yield Document(str(number), 'peace ' * 100)\n        if number == 30_000:\n            print('reading', flush=True)\n"
        "            time.sleep(60)\nreading.read = read\nfrom readouts.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            slow,
            "count",
            "calls.csv",
            "--engine",
            "plain",
            "--out",
            "counts.csv",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "reading\n"
        child.send_signal(how)
        _, told = child.communicate(timeout=30)
    finally:
        child.kill()
    assert child.returncode == code
    if how != signal.SIGKILL:
        assert (
            told.endswith("readouts: interrupted; nothing half-written is left\n")
            and "Traceback" not in told
        )
    else:
        assert len([name for name in os.listdir(folder) if name.endswith(".partial")]) == 1
        assert main(["count", "calls.csv", "--out", "others.csv"]) == 0
    assert set(os.listdir(folder)) <= {"calls.csv", "codebook.csv", "others.csv"}


def test_a_handler_of_another_program_is_its_own_again(folder, capsys):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    assert main(["count", "calls.csv"]) == 0
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)) == before


def test_progress_is_shown_to_a_person_only(folder, capsys, monkeypatch):
    from readouts.cli import progress

    assert progress.watched([1, 2], "documents") == [1, 2]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    watched = progress.watched([1, 2], "documents")
    assert type(watched).__name__ == "tqdm" and list(watched) == [1, 2]
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert progress.watched([1, 2], "documents") == [1, 2]


# --- Help and imports ---------------------------------------------------------------------------


def test_the_list_of_commands_is_that_of_the_modules():
    for name in OURS:
        module = importlib.import_module(f"readouts.cli.{name}")
        assert (
            callable(module.parser)
            and callable(module.run)
            and module.parser().prog == f"readouts {name}"
        )
    assert set(OURS) < set(COMMANDS) and all(name in usage() for name in COMMANDS)


def examples(name):
    """The commands among the examples of a command's help."""
    parser = importlib.import_module(f"readouts.cli.{name}").parser()
    return [
        shlex.split(line)[1:]
        for line in parser.epilog.splitlines()
        if line.startswith("  readouts ")
    ]


@pytest.mark.parametrize("name", OURS)
def test_the_examples_of_the_help_run(folder, capsys, name):
    assert len(examples(name)) >= 3
    # The sides are invented in the help, and are those of the folder here.
    calls = CALLS.replace("kremlin", "north").replace("whitehouse", "south")
    (folder / "calls.csv").write_text(calls, encoding="utf-8")
    for command in examples(name):
        assert main(command) == 0, command
        out = capsys.readouterr().out
        written = [command[place + 1] for place, word in enumerate(command) if word == "--out"]
        assert bool(out) != bool(written) and all(
            (folder / file).stat().st_size for file in written
        )


@pytest.mark.parametrize("name", OURS)
def test_help_explains_and_ends_with_0(capsys, name):
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    printed = capsys.readouterr().out
    assert stop.value.code == 0 and "examples:" in printed and "CORPUS" in printed


def test_an_unknown_command_is_wrong_use(capsys):
    assert "no command 'comprae'; the commands are" in fault(capsys, "comprae", code=2)


HEAVY = {
    "pandas",
    "matplotlib",
    "scipy",
    "sphinx",
    "nltk",
    "numba",
    "llvmlite",
    "pyarrow",
    "myst_nb",
    "jupyter_book",
    "openpyxl",
    "tqdm",
    "dask",
}
MAY_IMPORT = {
    ("--help",): set(),
    ("--version",): set(),
    ("count", "--help"): set(),
    ("compare", "--help"): set(),
    ("concordance", "calls.csv", "crisis"): set(),
    ("code", "calls.csv", "--codebook", "codebook.csv"): set(),
    ("count", "calls.csv"): set(),
    ("count", "calls.csv", "--what", "words"): set(),
    ("count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"): set(),
    ("compare", "calls.csv", *SIDES): {"numpy"},
    ("count", "calls.csv", "--engine", "numpy"): {"numpy"},
    ("count", "calls.csv", "--store", "kept"): None,
}


@pytest.mark.parametrize("command", MAY_IMPORT, ids=" ".join)
def test_no_command_imports_what_it_does_not_use(folder, command):
    code = (
        "import sys\nfrom readouts.__main__ import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    if (
        MAY_IMPORT[command] is None
    ):  # numba, which compiles the loops once, imports whatever it likes
        subprocess.run(
            [sys.executable, "-m", "readouts", *command[:-1], "another"],
            capture_output=True,
            timeout=120,
            check=True,
        )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    imported = set(done.stdout.splitlines()[-1].split())
    allowed = MAY_IMPORT[command]
    if (
        allowed is None
    ):  # a store is written by the compiled loops where numba is there, loaded without it
        assert imported & HEAVY <= {"llvmlite"}
    else:
        assert imported & (HEAVY | {"numpy"}) == allowed


def test_help_takes_less_than_a_fifth_of_the_import_of_pandas():
    """In processor time, the least of five runs of each: what else the machine does then matters least."""

    def least(*command):
        def once():
            before = os.times()
            subprocess.run([sys.executable, *command], capture_output=True, check=True, timeout=60)
            after = os.times()
            return (
                after.children_user
                + after.children_system
                - before.children_user
                - before.children_system
            )

        return min(once() for _ in range(5))

    empty = least("-c", "")
    assert least("-m", "readouts", "--help") - empty < (least("-c", "import pandas") - empty) / 5


@pytest.mark.parametrize("arguments", ["count calls.csv", "count missing.csv"])
def test_the_collector_of_cycles_is_back_after_the_work(folder, arguments):
    main(arguments.split())
    assert gc.isenabled()
