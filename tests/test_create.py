"""`readouts create`: the command, and books made by it, built with warnings as errors and looked at."""

import collections
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import test_book
import yaml
from bs4 import BeautifulSoup
from readouts import atomic, locks, paths
from readouts.__main__ import main
from readouts.cli import create
from readouts.create import descriptor, folder
from readouts.report import load
from shared import SHARED, needs_shared
from sites import DESK, NO_AXE, PHONE, WIDE, axe_finds, opened, served, show
from tables import rows_of
from test_descriptors import described_site

# What a book of anyone's readouts has no reason to name.
PARTIES = re.compile(r"\bputin|\bxi\b|ukrain|kremlin|beijing|jinping|moscow", re.IGNORECASE)
SIDES = [
    "North Office",
    "South Ministry",
    "Eastern Press Service",
    "<script>window.hacked=1</script>",
    "_*Isle* $x$ {finding}`readouts`",
]
HARM = [
    "**bold** <b>bold</b> {finding}`readouts` $x^2$ [a](javascript:alert(1)) `code`",
    '<img src=x onerror="window.hacked=2"> </script><script>window.hacked=3</script> &amp;',
    "\u202eright to left\u202c and \u2066isolated\u2069",
    '=HYPERLINK("http://x") +1 @a -b',
    "```{code-cell}",
    "a-b a'b a_b",
]


def readouts(*arguments) -> int:
    """Run the command; its exit code."""
    return main([str(argument) for argument in arguments])


def written(path: Path, rows: list[dict]) -> Path:
    """A corpus as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def said(side: str, event: str, text: str, **more) -> dict:
    """A row of a corpus."""
    return {
        "side": side,
        "event": event,
        "date": "2020-03-04",
        "language": "en",
        "completeness": "full",
        "text": text,
    } | more


# --- The command ----------------------------------------------------------------------------


def test_a_folder_with_something_in_it_is_refused(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert readouts("create", tmp_path / "mine") == 1
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken_and_nothing_else_is_left_beside_it(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    assert (
        readouts(
            "create",
            tmp_path / "mine",
            "--title",
            'R&D: "two" accounts',
            "--author",
            "A. Researcher",
        )
        == 0
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert "jupyter-book build" in capsys.readouterr().out
    config, citation = (
        yaml.safe_load((tmp_path / "mine" / name).read_text("utf-8"))
        for name in ("_config.yml", "CITATION.cff")
    )
    assert config["title"] == config["sphinx"]["config"]["project"] == citation[
        "title"
    ] == 'R&D: "two" accounts' and citation["authors"] == [{"name": "A. Researcher"}]
    assert (tmp_path / "mine" / ".gitignore").is_file() and not (
        tmp_path / "mine" / "gitignore"
    ).exists()
    assert oct((tmp_path / "mine").stat().st_mode & 0o777) == oct(0o777 & ~_umask())


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


@pytest.mark.parametrize("title", ["<b>", "two\nlines", " ", "a\u202eb"])
def test_a_title_that_is_no_line_of_words_is_wrong_usage(tmp_path, title):
    with pytest.raises(SystemExit) as error:
        readouts("create", tmp_path / "mine", "--title", title)
    assert error.value.code == 2 and not (tmp_path / "mine").exists()


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, ValueError])
def test_what_is_interrupted_leaves_nothing(tmp_path, monkeypatch, fault):
    def interrupted(*_):
        raise fault("stop")

    monkeypatch.setattr(descriptor, "write", interrupted)
    assert readouts("create", tmp_path / "mine") == (130 if fault is KeyboardInterrupt else 1)
    assert list(tmp_path.iterdir()) == []


def test_faults_of_a_corpus_are_told_and_leave_nothing(tmp_path, capsys):
    corpus = written(
        tmp_path / "corpus.csv",
        [
            said("A", "one", "War.", date="the day after"),
            said("B", "one", "War.", date="2020-99-99"),
        ],
    )
    assert readouts("create", tmp_path / "mine", "--corpus", corpus) == 1
    assert "2 faults" in capsys.readouterr().err and not (tmp_path / "mine").exists()


def test_the_files_and_the_example_name_no_party(tmp_path):
    assert readouts("create", tmp_path / "mine") == 0
    named = {
        path.name: PARTIES.findall(path.read_text("utf-8"))
        for path in (tmp_path / "mine").rglob("*")
        # The patterns are words to be looked for in any text, and wars are named by their places; the book remembers them.
        if path.is_file() and path.name not in ("patterns.csv", ".readouts.json")
    }
    assert {name: found for name, found in named.items() if found} == {}
    assert "invented" in (tmp_path / "mine" / "data" / "events.csv").read_text("utf-8").lower()


def test_a_codebook_of_ones_own(tmp_path):
    codes = written(
        tmp_path / "codes.csv",
        [
            {"frame": "The Hopes", "code": "Peace!", "language": "", "pattern": "peace*"},
            {"frame": "", "code": "war", "language": "en", "pattern": "war"},
        ],
    )
    corpus = written(
        tmp_path / "corpus.csv",
        [said("A", "one", "War and peace."), said("B", "one", "Мир, peace.", language="ru")],
    )
    assert readouts("create", tmp_path / "mine", "--corpus", corpus, "--codebook", codes) == 0
    report = load(tmp_path / "mine" / "data")
    assert report.codebook.frames[["frame", "label"]].values.tolist() == [
        ["the-hopes", "The Hopes"],
        ["codes", "codes"],
    ]
    assert report.codebook.codes[["code", "label"]].values.tolist() == [
        ["peace", "Peace!"],
        ["war", "war"],
    ]
    assert report.analysis.codes.counts()["b"].isna().to_dict() == {
        "peace": False,
        "war": True,
    }  # a pattern without a language is looked for in every one
    # And the book's own tables are a codebook for another book, rules and all.
    assert (
        readouts(
            "create",
            tmp_path / "again",
            "--corpus",
            corpus,
            "--codebook",
            tmp_path / "mine" / "data",
        )
        == 0
    )
    for name in folder.OF_CODEBOOK:
        assert (tmp_path / "again" / "data" / f"{name}.csv").read_text("utf-8") == (
            tmp_path / "mine" / "data" / f"{name}.csv"
        ).read_text("utf-8")


# --- Other texts into a book that is there ---------------------------------------------------


@pytest.fixture(scope="module")
def of_one_event(tmp_path_factory) -> Path:
    """A folder with a corpus of one event and the book of it, for tests that change neither."""
    path = tmp_path_factory.mktemp("one-event")
    corpus = written(path / "old.csv", [said("A", "one", "War."), said("B", "one", "Peace.")])
    assert readouts("create", path / "mine", "--corpus", corpus) == 0
    return path


@pytest.fixture
def made(tmp_path, of_one_event) -> Path:
    """A book of one event, and its corpus beside it, for one test to do with what it likes."""
    shutil.copytree(of_one_event, tmp_path, dirs_exist_ok=True)
    return tmp_path / "mine"


def test_an_update_replaces_the_texts_and_the_pages_that_depend_on_them(tmp_path, made):
    (made / "chapters" / "words.md").write_text("# Mine\n")
    before = (made / "data" / "codebook.csv").read_bytes()
    corpus = written(
        tmp_path / "new.csv",
        [said("A", "two", "Trade."), said("B", "two", "War."), said("C", "three", "Peace.")],
    )
    assert readouts("create", made, "--corpus", corpus, "--update") == 0
    report = load(made / "data")
    assert (
        sorted(report.corpus.segments["text"]) == ["Peace.", "Trade.", "War."]
        and (made / "data" / "codebook.csv").read_bytes() == before
    )
    assert sorted(path.name for path in (made / "chapters" / "reader").iterdir()) == [
        "three.md",
        "two.md",
    ]
    assert (
        "chapters/timeline" in (made / "_toc.yml").read_text()
        and (made / "chapters" / "words.md").read_text() == "# Mine\n"
    )
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_update_leaves_what_a_person_has_changed(tmp_path, made, capsys):
    for path in ("_toc.yml", "chapters/reader/one.md"):
        (made / path).write_text((made / path).read_text("utf-8") + "# mine\n", "utf-8")
    corpus = written(tmp_path / "new.csv", [said("A", "one", "Trade."), said("B", "two", "War.")])
    assert readouts("create", made, "--corpus", corpus, "--update") == 0
    assert (made / "_toc.yml").read_text("utf-8").endswith(
        "# mine\n"
    ) and "_toc.yml was changed by hand" in capsys.readouterr().err
    assert (made / "chapters" / "reader" / "one.md").read_text("utf-8").endswith("# mine\n") and (
        made / "chapters" / "reader" / "two.md"
    ).is_file()


@pytest.mark.parametrize("fault", ["corpus", "interrupt"])
def test_an_update_that_fails_changes_nothing(tmp_path, made, monkeypatch, fault):
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    corpus = written(
        tmp_path / "new.csv",
        [
            said("A", "two", "...", date="never" if fault == "corpus" else "2020-01-01"),
            said("B", "two", "War."),
        ],
    )
    if fault == "interrupt":
        monkeypatch.setattr(atomic, "_forward", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert readouts("create", made, "--corpus", corpus, "--update") == (
        1 if fault == "corpus" else 130
    )
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


def test_an_update_keeps_what_a_person_filled_in_and_says_what_it_drops(tmp_path, made, capsys):
    table = made / "data" / "readouts.csv"
    table.write_text(
        table.read_text("utf-8")
        .replace("one,a,A,", "one,a,Office of A,")
        .replace(",,full,", ",official text,full,"),
        "utf-8",
    )
    rows = rows_of(table)
    assert [row["issuer"] for row in rows] == ["Office of A", "B"] and [
        row["status"] for row in rows
    ] == ["official text"] * 2
    capsys.readouterr()
    corpus = written(tmp_path / "new.csv", [said("C", "two", "Trade."), said("A", "one", "War.")])
    assert readouts("create", made, "--corpus", corpus, "--update") == 0
    assert sorted((row["readout_id"], row["issuer"], row["status"]) for row in rows_of(table)) == [
        ("a-2020-03-04", "Office of A", "official text"),
        ("c-2020-03-04", "C", ""),
    ]
    out = capsys.readouterr().out
    assert (
        "dropped: readouts.csv: b-2020-03-04 (status 'official text')\n" in out
        and "added to readouts.csv: c-2020-03-04\n" in out
        and "dropped: sides.csv: b\n" in out
    )


def test_a_page_is_not_taken_for_a_persons_when_only_its_label_was_changed(tmp_path, made, capsys):
    table = made / "data" / "events.csv"
    table.write_text(table.read_text("utf-8").replace("one,one,", "one,The first call,"), "utf-8")
    corpus = written(
        tmp_path / "new.csv",
        [said("A", "one", "War."), said("B", "one", "Peace."), said("B", "two", "Trade.")],
    )
    assert readouts("create", made, "--corpus", corpus, "--update") == 0
    assert "changed by hand" not in capsys.readouterr().err
    assert (
        "# The first call" in (made / "chapters" / "reader" / "one.md").read_text("utf-8")
        and (made / "chapters" / "reader" / "two.md").is_file()
    )


def test_an_update_of_a_book_that_remembers_nothing_empties_nothing(tmp_path, made):
    (made / ".readouts.json").unlink()
    table = made / "data" / "readouts.csv"
    table.write_text(table.read_text("utf-8").replace("one,a,A,", "one,a,Office of A,"), "utf-8")
    before = rows_of(table)
    corpus = written(
        tmp_path / "new.csv",
        [said("A", "one", "War."), said("B", "one", "Peace."), said("C", "one", "Trade.")],
    )
    assert readouts("create", made, "--corpus", corpus, "--update") == 0
    assert (
        [row["issuer"] for row in rows_of(table)[:2]] == ["Office of A", "B"]
        and len(before) == 2
        and (made / ".readouts.json").is_file()
    )
    (made / ".readouts.json").write_text("[]")
    assert (
        readouts("create", made, "--corpus", corpus, "--update") == 1
        and (made / ".readouts.json").read_text() == "[]"
    )


@pytest.mark.parametrize("read", ["data", "data/segments.csv", "linked.csv"])
def test_an_update_does_not_write_to_what_it_reads(tmp_path, made, capsys, read):
    (made / "linked.csv").symlink_to(made / "data" / "segments.csv")
    book_of = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert (
        readouts("create", made, "--corpus", made / read, "--side-is", "another", "--update") == 1
    )
    assert "is read, and an update writes to it" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == book_of


def test_a_corpus_that_stands_in_the_folder_of_the_book_stays(tmp_path, made):
    corpus = written(made / "corpus.csv", [said("A", "one", "War."), said("B", "one", "Trade.")])
    before = corpus.read_bytes()
    assert (
        readouts("create", made, "--corpus", corpus, "--update") == 0
        and corpus.read_bytes() == before
    )
    assert readouts("create", made, "--corpus", corpus) == 1 and corpus.read_bytes() == before


# --- An update as a whole or not at all ------------------------------------------------------


NEW = [said("A", "two", "Trade."), said("B", "two", "War."), said("C", "three", "Peace.")]


def content(path: Path) -> dict[str, bytes]:
    """The files of a book, without those in which an update is prepared."""
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file()
        and not file.relative_to(path).as_posix().startswith((".readouts-", ".readouts.lock"))
    }


def interrupted_at(monkeypatch, number: int | None, stop) -> list[Path]:
    """Stop a run before it moves or removes one of its files, counted from 0; gives the files that are, or were to be."""
    seen = []

    def counted(owner, name):
        real = getattr(owner, name)

        def call(*arguments, **options):
            if len(seen) == number:
                seen.append(arguments)
                stop()
            seen.append(arguments)
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, call)

    counted(os, "replace")
    counted(Path, "unlink")
    counted(os, "fsync")
    return seen


@pytest.mark.slow
def test_an_update_that_is_stopped_at_any_step_is_whole_or_not_at_all(tmp_path, made, monkeypatch):
    corpus = written(tmp_path / "new.csv", NEW)
    old = content(made)
    with pytest.MonkeyPatch.context() as patch:
        shutil.copytree(made, tmp_path / "counted")
        seen = interrupted_at(patch, None, None)
        assert readouts("create", tmp_path / "counted", "--corpus", corpus, "--update") == 0
        steps = len(seen)
    new = content(tmp_path / "counted")
    assert (
        steps > 20
        and old.keys() - new.keys() == {"chapters/reader/one.md"}
        and new.keys() - old.keys()
        == {
            f"chapters/{name}.md"
            for name in ("reader/two", "reader/three", "timeline", "evidence/timeline")
        }
    )
    for number in range(0, steps, 2):
        book_of = tmp_path / f"stopped-{number}"
        shutil.copytree(made, book_of)

        def stop():
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            interrupted_at(patch, number, stop)
            assert readouts("create", book_of, "--corpus", corpus, "--update") == 130
        assert atomic.unfinished(book_of) or content(book_of) in (old, new), number
        assert readouts("create", book_of, "--corpus", corpus, "--update") == 0
        assert content(book_of) == new and sorted(os.listdir(book_of)) == sorted(
            os.listdir(tmp_path / "counted")
        ), number


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import pytest, test_create
from readouts.__main__ import main
test_create.interrupted_at(pytest.MonkeyPatch(), int(sys.argv[4]), lambda: os.kill(os.getpid(), signal.SIGKILL))
main(["create", sys.argv[1], "--corpus", sys.argv[2], "--update"])
"""


def killed(book_of: Path, corpus: Path, number: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, book_of, corpus, Path(__file__).parent, str(number)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.slow
def test_an_update_that_is_killed_in_between_is_finished_by_the_next_run(tmp_path, made, capsys):
    corpus, other = (
        written(tmp_path / "new.csv", NEW),
        written(tmp_path / "other.csv", [said("A", "one", "War."), said("D", "one", "Talks.")]),
    )
    old, number, between = content(made), 0, []
    shutil.copytree(made, tmp_path / "whole")
    assert readouts("create", tmp_path / "whole", "--corpus", corpus, "--update") == 0
    new = content(tmp_path / "whole")
    while len(between) < 2 and number < 40:
        book_of = tmp_path / f"killed-{number}"
        shutil.copytree(made, book_of)
        killed(book_of, corpus, number)
        if content(book_of) not in (old, new):
            between.append(book_of)
        else:
            assert (
                readouts("create", book_of, "--corpus", corpus, "--update") == 0
                and content(book_of) == new
            )
        number += 3
    assert len(between) == 2
    with pytest.raises(ValueError, match="was stopped in between"):
        load(between[0] / "data")
    capsys.readouterr()
    assert readouts("create", between[0], "--update") == 0  # no corpus is needed to finish one
    assert "is brought to its end" in capsys.readouterr().out and content(between[0]) == new
    # Another corpus goes into the state that the first was to make.
    assert readouts("create", between[1], "--corpus", other, "--update") == 0
    assert {row["text"] for row in rows_of(between[1] / "data" / "segments.csv")} == {
        "War.",
        "Talks.",
    } and load(between[1] / "data").findings["readouts"].value == 2


@pytest.mark.parametrize(
    "obstacle", ["a folder for a page", "a page that is protected", "a table that is protected"]
)
def test_what_stands_in_the_way_of_an_update_is_named_and_nothing_changes(
    tmp_path, made, capsys, obstacle
):
    if obstacle == "a folder for a page":
        (made / "chapters" / "reader" / "two.md").mkdir()
    else:
        (made / ("_toc.yml" if "page" in obstacle else "data/readouts.csv")).chmod(0o444)
    named = {
        "a folder for a page": "two.md: found a folder",
        "a page that is protected": "_toc.yml: the file is write-protected",
        "a table that is protected": "readouts.csv: the file is write-protected",
    }[obstacle]
    before, corpus = content(made), written(tmp_path / "new.csv", NEW)
    for _ in range(2):
        assert readouts("create", made, "--corpus", corpus, "--update") == 1
        assert named in capsys.readouterr().err and content(made) == before
    (made / "chapters" / "reader" / "two.md").rmdir() if obstacle == "a folder for a page" else (
        made / ("_toc.yml" if "page" in obstacle else "data/readouts.csv")
    ).chmod(0o644)
    assert (
        readouts("create", made, "--corpus", corpus, "--update") == 0
        and "changed by hand" not in capsys.readouterr().err
    )


def test_of_two_updates_at_once_one_is_made_or_one_after_the_other(tmp_path, made):
    corpora = [
        written(
            tmp_path / f"{side}.csv", [said(side, side, f"Peace {side}."), said("B", side, "War.")]
        )
        for side in ("north", "south")
    ]
    for _ in range(2):
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", "readouts", "create", made, "--corpus", corpus, "--update"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for corpus in corpora
        ]
        told = [run.communicate(timeout=120)[1] for run in runs]
        codes = [run.returncode for run in runs]
        assert 0 in codes and all(
            code == 0 or "another run is at work there, process" in said_of
            for code, said_of in zip(codes, told)
        ), told
        events = {row["event"] for row in rows_of(made / "data" / "events.csv")}
        assert (
            len(events) == 1
            and {path.stem for path in (made / "chapters" / "reader").iterdir()} == events
        )
        (event,) = events
        assert f"chapters/reader/{event}" in (made / "_toc.yml").read_text("utf-8") and {
            row["text"] for row in rows_of(made / "data" / "segments.csv")
        } == {f"Peace {event}.", "War."}


def test_an_update_is_refused_while_another_run_has_the_book(tmp_path, made, capsys):
    corpus, before = written(tmp_path / "new.csv", NEW), content(made)
    with locks.held(made):
        assert readouts("create", made, "--corpus", corpus, "--update") == 1
    assert (
        f"mine: another run is at work there, process {os.getpid()} on " in capsys.readouterr().err
        and content(made) == before
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_no_book_is_made_where_something_else_is(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("mine")
    for name in ("pipe", "file"):
        assert (
            readouts("create", tmp_path / name) == 1
            and "is there already" in capsys.readouterr().err
        )
    assert readouts("create", tmp_path / "file" / "below") == 1
    assert (
        "below: " in capsys.readouterr().err
        and (tmp_path / "file").read_text() == "mine"
        and sorted(os.listdir(tmp_path)) == ["file", "pipe"]
    )


def test_a_book_that_is_being_made_when_the_process_dies_leaves_nothing_to_the_next(tmp_path):
    code = (
        "import os, signal\nfrom readouts.create import descriptor\ndescriptor.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from readouts.__main__ import main\nimport sys\nmain(['create', sys.argv[1]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "mine"], capture_output=True, timeout=120
    )
    assert (
        done.returncode == -signal.SIGKILL
        and len([name for name in os.listdir(tmp_path) if name.startswith(".readouts-")]) == 1
    )
    assert readouts("create", tmp_path / "yours") == 0 and os.listdir(tmp_path) == ["yours"]


def test_a_folder_with_other_tables_is_no_book_to_update(tmp_path, capsys):
    shutil.copytree(paths.DATA, tmp_path / "other" / "data")
    before, corpus = content(tmp_path / "other"), written(tmp_path / "new.csv", NEW)
    assert readouts("create", tmp_path / "other", "--corpus", corpus, "--update") == 1
    assert (
        "is no book of readouts create: its data has no table sides with side, label"
        in capsys.readouterr().err
        and content(tmp_path / "other") == before
    )


def test_an_update_needs_a_book_and_a_corpus(tmp_path, made, capsys):
    assert (
        readouts("create", made, "--update") == 1
        and "--update needs --corpus" in capsys.readouterr().err
    )
    corpus = written(tmp_path / "new.csv", [said("A", "two", "War.")])
    (tmp_path / "other").mkdir()
    assert (
        readouts("create", tmp_path / "other", "--corpus", corpus, "--update") == 1
        and "is no book" in capsys.readouterr().err
    )


def test_the_help_has_examples():
    text = create.parser().format_help()
    assert text.count("readouts create mybook") >= 4 and "jupyter-book build mybook" in text


# --- Books ------------------------------------------------------------------------------------


def built(path: Path, *arguments) -> Path:
    """Create a book and build it by plain jupyter-book, with warnings as errors; the folder of its site."""
    assert readouts("create", path, *arguments) == 0
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        path,
        "--warningiserror",
        "--keep-going",
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return path / "_build" / "html"


def pages(site: Path) -> dict[Path, BeautifulSoup]:
    """Every page of a book, parsed."""
    return {page: test_book.soup(page) for page in test_book.pages(site)}


def sound(site: Path, tree: dict[Path, BeautifulSoup] | None = None) -> dict[Path, BeautifulSoup]:
    """Hold a site against what holds of the main book too: links, evidence, exhibits, files. Its pages."""
    tree = tree or pages(site)
    test_book.test_every_link_to_a_finding_leads_to_its_entry_and_shows_its_number(tree)
    test_book.test_every_entry_is_used_and_leads_back(tree)
    test_book.test_no_link_of_the_book_is_dead(site, tree)
    test_book.test_every_table_is_numbered_and_has_its_csv(site, tree)
    test_book.test_every_page_says_what_it_holds(tree)
    entries = test_book.entries(tree).values()
    assert entries and all(
        len(section.select("mark.hit")) == int(section["data-count"])
        for _, section in entries
        if section.has_attr("data-count")
    )
    for figure in (figure for page in tree.values() for figure in page.select("figure.exhibit")):
        for form, head in {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG", "csv": b""}.items():
            assert (
                (site / "figures" / f"{figure['id'].removeprefix('fig-')}.{form}")
                .read_bytes()
                .startswith(head)
            )
        assert figure.select_one("svg")["aria-label"] and figure.select_one("details.cite-box")
    described_site(site)
    listed = json.loads((site / "figures" / "index.json").read_text("utf-8"))["figures"]
    assert {figure["id"] for figure in listed} == {
        figure["id"].removeprefix("fig-")
        for page in tree.values()
        for figure in page.select("figure.exhibit")
    }
    return tree


# Each book takes half a minute to build; without the mark `slow` two are built, those of texts that people have published.


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("example") / "book")


@pytest.fixture(scope="module")
def harmful(tmp_path_factory) -> Path:
    """Two events, excerpts and full texts, names and texts that mean harm, and a text of thousands of words."""
    path = tmp_path_factory.mktemp("harmful")
    rows = [
        said(
            side,
            event,
            "\n".join([*HARM, "peace and war"]),
            completeness="excerpts" if side == SIDES[1] else "full",
        )
        for side in SIDES[1:]
        for event in ("<i>one</i> *two*", "{finding}`x` $y$")
    ]
    rows.append(said(SIDES[0], "<i>one</i> *two*", "peace " * 2000))
    return built(path / "book", "--corpus", written(path / "corpus.csv", rows), "--markup", "none")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory) -> Path:
    """Three calls of which both sides published an account in English."""
    path = tmp_path_factory.mktemp("pairs")
    (path / "texts").mkdir()
    for text in (SHARED / "corpora" / "readouts").glob("*biden-putin*.txt"):
        (path / "texts" / text.name).write_bytes(text.read_bytes())
    return built(path / "book", "--corpus", path / "texts", "--title", "Three calls")


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory) -> Path:
    """One call, an account in Russian and one in Chinese."""
    path = tmp_path_factory.mktemp("bilingual")
    (path / "texts").mkdir()
    for text in (SHARED / "corpora" / "readouts").glob("2025-02-24*.txt"):
        (path / "texts" / text.name).write_bytes(text.read_bytes())
    return built(path / "book", "--corpus", path / "texts")


@pytest.mark.slow
def test_the_example_is_sound_and_names_no_party(example):
    tree = sound(example)
    assert {
        page.stem: PARTIES.findall(soup.get_text())
        for page, soup in tree.items()
        if PARTIES.search(soup.get_text()) and page.stem != "codebook"  # which lists the patterns
    } == {}
    for path in (path for name in ("figures", "tables") for path in (example / name).iterdir()):
        assert path.suffix in (".pdf", ".png") or not PARTIES.search(path.read_text("utf-8")), path
    assert not (example / "chapters" / "timeline.html").exists()


@pytest.mark.slow
def test_the_first_page_of_the_example_says_what_it_finds(example):
    page = test_book.soup(example / "chapters" / "index.html")
    said = [one for one in page.select("main li") if one.select("a.finding")]
    assert 5 <= len(said) <= 8
    assert said[0].get_text().startswith("Compared are 2 accounts of “Invented call")


@pytest.mark.slow
def test_a_number_of_the_example_opens_the_words_that_it_counts(example, browser):
    page = browser.new_page()
    page.goto((example / "chapters" / "words.html").as_uri())
    row = page.locator(
        "#tab-words tbody tr", has=page.locator("th", has_text=re.compile("^president$"))
    )
    links = row.locator("a.finding")
    assert [link.inner_text() for link in links.all()] == ["3", "4"]
    links.nth(1).click()
    page.wait_for_url("**/evidence/words.html#finding-word-estvale-president")
    entry = page.locator('[id="finding-word-estvale-president"]')
    assert entry.locator("mark.hit").all_text_contents() == ["President"] * 4
    entry.locator(".uses a").first.click()
    page.wait_for_url("**/words.html#use-words-*")
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_example_is_for_everyone(example, browser, axe, width):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    (reader,) = (example / "chapters" / "reader").iterdir()
    faults, known = [], set()
    with served(example) as address, opened(browser, width) as page:
        for name in (
            "index",
            "readouts",
            "words",
            "keyness",
            "silences",
            f"reader/{reader.stem}",
            "codebook",
            "evidence/frames",
        ):
            page.goto(f"{address}chapters/{name}.html")
            faults += [
                f"{name}: {fault}"
                for found in axe_finds(page, axe, known).values()
                for fault in found
            ]
    assert not faults, show(faults)


@pytest.fixture(scope="module")
def harmful_pages(harmful) -> dict[Path, BeautifulSoup]:
    return pages(harmful)


@pytest.mark.slow
def test_a_book_of_what_means_harm_is_sound(harmful, harmful_pages):
    sound(harmful, harmful_pages)


@pytest.mark.slow
def test_what_means_harm_is_text(harmful, harmful_pages, browser):
    tree = harmful_pages
    assert (
        len(tree) == len(list((harmful / "chapters").rglob("*.html")))
        and (harmful / "chapters" / "timeline.html").exists()
    )
    report = load(harmful.parents[1] / "data")
    shown = {}
    for page, soup in tree.items():
        assert not soup.select(
            "article :is(b, i), .bd-article :is(b, i), img[src=x], a[href^=javascript]"
        ), page.name
        shown |= {
            figure["id"].removeprefix("passage-"): figure.select_one("blockquote p").get_text()
            for figure in soup.select("figure.passage[id]")
        }
    texts = report.corpus.segments["text"].to_dict()
    assert {name: text for name, text in texts.items() if shown.get(name) != text} == {}
    with opened(browser, 390) as page:
        for path in (
            path
            for path in tree
            if path.parent.name == "reader"
            or path.stem in ("index", "readouts", "words", "keyness", "silences", "timeline")
        ):
            page.goto(path.as_uri())
            assert page.evaluate("window.hacked") is None, path.name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
            assert page.evaluate(WIDE) == [], path.name


@pytest.mark.slow
def test_a_count_of_thousands_shows_the_first_and_a_file_has_all(harmful, harmful_pages):
    entry = test_book.entries(harmful_pages)["finding-word-north_office-peace"][1]
    rows = rows_of(harmful / "evidence" / "word-north_office-peace.csv")
    assert (
        entry["data-value"] == "2000"
        and 0 < int(entry["data-count"]) < 2000
        and f"The first {int(entry['data-count']):,} of 2,000 are shown" in entry.get_text()
    )
    assert (
        len(rows) == 2000
        and {row["keyword"] for row in rows} == {"peace"}
        and [int(row["start"]) for row in rows] == list(range(0, 12000, 6))
    )
    assert "a file has all 2,000" in entry.get_text()


@pytest.mark.slow
def test_no_exported_cell_is_a_formula(harmful):
    paths = [
        *(harmful / "tables").glob("*.csv"),
        *(harmful / "figures").glob("*.csv"),
        *(harmful / "evidence").glob("*.csv"),
    ]
    cells = [cell for path in paths for row in rows_of(path) for cell in row.values()]
    assert (
        len(cells) > 1000
        and [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.,]+$)", cell)] == []
    )


@pytest.mark.slow
def test_excerpts_are_never_called_absent(harmful, harmful_pages):
    for soup in harmful_pages.values():
        for column in soup.select(".reader .column"):
            assert ("excerpts" in column.h3.get_text()) == (
                "South Ministry" in column.h3.get_text()
            )
        for row in soup.select("#tab-alone tbody tr"):
            assert not re.search(r"South Ministry[^;]*: absent", row.get_text())
    rows = rows_of(harmful / "tables" / "sides.csv")
    assert {row["side"]: row["silence"] for row in rows}[
        "South Ministry"
    ] == "not in the passages at hand"


@needs_shared
@pytest.mark.slow
def test_three_calls_of_two_sides(pairs):
    tree = sound(pairs)
    names = {page.relative_to(pairs / "chapters").as_posix() for page in tree}
    assert {"timeline.html", "keyness.html", "concordance.html"} <= names and sum(
        name.startswith("reader/") for name in names
    ) == 3
    # The words of each side, by a rule of this test's own.
    plain = collections.defaultdict(collections.Counter)
    for path in (pairs.parents[2] / "texts").glob("*.txt"):
        text = path.read_text("utf-8").replace("’", "'").lower()
        plain[path.name.split("__")[1]].update(re.findall(r"[^\W_]+(?:['\-][^\W_]+)*", text))
    rows = rows_of(pairs / "tables" / "words.csv")
    for side in ("kremlin", "whitehouse"):
        assert sum(int(row[f"{side}_frequency"]) for row in rows) == plain[side].total()
        assert {
            row["word"]: int(row[f"{side}_frequency"])
            for row in rows
            if row["word"] in ("the", "ukraine", "diplomacy")
        } == {word: plain[side][word] for word in ("the", "ukraine", "diplomacy")}
    assert len(tree[pairs / "chapters" / "timeline.html"].select("#fig-frames-by-event")) == 1


@needs_shared
@pytest.mark.slow
def test_a_bilingual_pair_is_compared_by_frames_and_never_by_words(bilingual):
    tree = sound(bilingual)
    assert (
        not (bilingual / "chapters" / "keyness.html").exists()
        and not (bilingual / "tables" / "keyness.csv").exists()
    )
    refused = [
        node.get_text()
        for node in tree[bilingual / "chapters" / "silences.html"].select(".refusal")
    ]
    assert refused == [
        "No two sides write in one language: which words one of them has and another has not cannot be asked of their texts."
    ]
    frames = rows_of(bilingual / "tables" / "frames.csv")
    assert (
        all(int(row["china_cctv_frequency"]) + int(row["kremlin_frequency"]) >= 0 for row in frames)
        and sum(int(row["china_cctv_frequency"]) for row in frames) > 5
    )
    words = rows_of(bilingual / "tables" / "words.csv")
    assert len(words) > 200 and all(
        (row["china_cctv_frequency"] == "") != (row["kremlin_frequency"] == "") for row in words
    )
    reader = next(soup for page, soup in tree.items() if page.parent.name == "reader")
    assert {quote["lang"] for quote in reader.select("blockquote")} == {"zh", "ru"} and len(
        reader.select("mark.coded")
    ) > 20


# --- What takes longer -------------------------------------------------------------------------


@pytest.mark.slow  # some 100 pages
def test_five_sides_and_twenty_events(tmp_path):
    topics = [
        "sovereignty",
        "sanctions",
        "a ceasefire",
        "trade and energy",
        "strategic partnership",
        "the United Nations",
        "peace talks",
    ]
    rows = [
        said(
            side,
            f"Round {event}",
            "\n".join(
                f"{side} spoke of {topics[(event + place + n) % len(topics)]} and agreed to continue."
                for n in range(3)
            ),
            date=f"{2001 + event}-03-04",
            completeness="excerpts" if (event + place) % 7 == 0 else "full",
        )
        for event in range(20)
        for place, side in enumerate(SIDES)
        if (event * place) % 6 != 5
    ]
    site = built(tmp_path / "book", "--corpus", written(tmp_path / "corpus.csv", rows))
    tree = sound(site)
    assert sum(page.parent.name == "reader" for page in tree) == 20
    assert len(tree[site / "chapters" / "words.html"].select("#tab-words thead th")) == 6
    heaviest = max(tree, key=lambda page: page.stat().st_size)
    assert heaviest.stat().st_size < 3_000_000


@pytest.mark.slow  # two builds
def test_two_builds_of_a_book_are_the_same_bytes(tmp_path, monkeypatch):
    def bytes_of(site: Path) -> dict[str, bytes]:
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }

    rows = [
        said(side, event, "\n".join([*HARM, "peace and war"]))
        for side in SIDES
        for event in ("one", "two")
    ]
    corpus = written(tmp_path / "corpus.csv", rows)
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    one = bytes_of(built(tmp_path / "one" / "book", "--corpus", corpus))
    for name, value in {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    two = bytes_of(built(tmp_path / "another place" / "book", "--corpus", corpus))
    assert one.keys() == two.keys() and [name for name in one if one[name] != two[name]] == []


@pytest.mark.slow
def test_a_book_of_this_projects_own_data_is_sound_and_after_an_update_too(tmp_path):
    sound(built(tmp_path / "book", "--corpus", paths.DATA))
    corpus = written(
        tmp_path / "calls.csv",
        [
            said("Kremlin", "call", "War and peace.", licence="none"),
            said("Beijing", "call", "Peace.", licence="none"),
        ],
    )
    assert readouts("create", tmp_path / "book", "--corpus", corpus, "--update") == 0
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        tmp_path / "book",
        "--all",
        "--warningiserror",
        "--keep-going",
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    rows = rows_of(tmp_path / "book" / "data" / "readouts.csv")
    assert [row["licence"] for row in rows] == ["none"] * 2
