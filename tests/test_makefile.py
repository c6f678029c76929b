"""The targets that build: what they remove is their own, and last; what a person names is never a part of a command."""

import os
import shutil
import stat
import subprocess
import sysconfig
from pathlib import Path

import pytest
from readouts import paths

# In the place of Python and Jupyter Book: say what was asked, fail if that is asked for, and leave what they would.
STUB = """#!/bin/sh
for argument; do printf '<%s>' "$argument" >> asked; done
echo >> asked
case "$FAILS $*" in
  "stands scripts/standing.py"|*--built) ;;
  *standing.py) exit 1 ;;
  *"-m readouts create "*) test "${FAILS#create}" = "$FAILS" || exit 1; mkdir -p "$4" && echo new > "$4/book" ;;
  *"build . "*) echo "$FAILS said"; test "${FAILS#build}" = "$FAILS" || exit 1; mkdir -p "$4/_build/html" && echo new > "$4/_build/html/index.html" ;;
  *"build _build/own"*) test "${FAILS#build}" = "$FAILS" || exit 1; mkdir -p "$2/_build/html" && echo new > "$2/_build/html/index.html" ;;
  *report*) test "${FAILS#report}" = "$FAILS" || exit 1 ;;
esac
"""


@pytest.fixture
def project(tmp_path) -> Path:
    """A folder with the Makefile, the programs that it calls, and what earlier builds have left."""
    shutil.copy(paths.ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "ready").touch()
    for name in ("python", "jupyter-book", "jupyter"):
        (tmp_path / ".venv" / "bin" / name).write_text(STUB)
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    for path in ("pdf/book.pdf", "html/index.html", "own/book", "own/_build/html/index.html"):
        (tmp_path / "_build" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_build" / path).write_text("old")
    return tmp_path


def make(project: Path, *arguments: str, fails: str = "") -> tuple[int, list[str]]:
    """Run make: its exit code, and what was asked of the programs."""
    done = subprocess.run(
        ["make", "--old-file", ".venv/ready", *arguments],
        cwd=project,
        env=os.environ | {"FAILS": fails},
        capture_output=True,
        text=True,
        timeout=60,
    )
    asked = project / "asked"
    return done.returncode, asked.read_text("utf-8").splitlines() if asked.exists() else [
        done.stderr
    ]


def built(project: Path) -> dict[str, str]:
    return {
        path.relative_to(project / "_build").as_posix(): path.read_text().strip()
        for path in sorted((project / "_build").rglob("*"))
        if path.is_file()
    }


def test_a_book_takes_the_place_of_the_last_one_and_of_nothing_else(project):
    assert make(project, "book")[0] == 0
    assert built(project) == {
        ".said": "said",
        "html/index.html": "new",
        "own/_build/html/index.html": "old",
        "own/book": "old",
        "pdf/book.pdf": "old",
    }
    code, asked = make(project, "book", "CORPUS=calls.csv", "ARGS=--title X")
    assert code == 0 and asked[-2:] == [
        "<-m><readouts><create><_build/own.new><--corpus=calls.csv><--title><X>",
        "<build><_build/own.new><--warningiserror><--keep-going><--quiet>",
    ]
    assert built(project) == {
        ".said": "said",
        "html/index.html": "new",
        "own/_build/html/index.html": "new",
        "own/book": "new",
        "pdf/book.pdf": "old",
    }


def test_what_stands_is_not_built_again(project):
    code, asked = make(project, "book", fails="stands")
    assert code == 0 and asked == ["<scripts/standing.py>"]
    assert built(project)["html/index.html"] == "old"
    code, asked = make(project, "book")
    assert code == 0 and asked[1:] == [
        "<scripts/standing.py>",
        "<-m><readouts.report>",
        "<build><.><--path-output><_build/new><--warningiserror><--keep-going>",
        "<scripts/standing.py><--built>",
    ]


@pytest.mark.parametrize(
    ("arguments", "site"), [((), "html"), (("CORPUS=calls.csv",), "own/_build/html")]
)
def test_a_server_may_read_the_site_of_a_person_whose_files_are_private(project, arguments, site):
    before = os.umask(0o077)
    try:
        assert make(project, "book", *arguments)[0] == 0
    finally:
        os.umask(before)
    html = project / "_build" / site
    assert [stat.S_IMODE(path.stat().st_mode) for path in (html, html / "index.html")] == [
        0o755,
        0o644,
    ]


def test_the_package_is_found_by_a_path_without_letters_of_other_scripts():
    links = list(Path(sysconfig.get_path("purelib")).glob("_readouts.pth"))
    if not links:
        pytest.skip("the package is not installed as make installs it")
    # Python 3.11 reads this file before it knows that names are in UTF-8.
    told = [link.read_text("ascii").removesuffix("\n") for link in links]
    assert all(set(Path(one).parts) == {"..", "scripts"} for one in told)
    assert [(link.parent / one).resolve() for link, one in zip(links, told)] == [
        paths.ROOT / "scripts"
    ]


def test_git_lays_every_file_as_it_is_in_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=paths.ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("no checkout of git")
    about = [line.split("\t")[0].split() for line in listed.stdout.splitlines()]
    assert {line[0] for line in about} <= {"i/lf", "i/-text", "i/none"}
    assert {"".join(line[2:]) for line in about} == {"attr/text=autoeol=lf"}


@pytest.mark.parametrize(
    ("arguments", "fails"),
    [
        ((), "report"),
        ((), "build"),
        (("CORPUS=calls.csv",), "create"),
        (("CORPUS=calls.csv",), "build"),
    ],
)
def test_what_there_was_stays_where_a_build_fails(project, arguments, fails):
    before = built(project)
    assert make(project, "book", *arguments, fails=fails)[0] != 0
    assert {
        path: content
        for path, content in built(project).items()
        if not path.startswith(("new/", "own.new/"))
    } == before
    assert (
        make(project, "book", *arguments)[0] == 0
        and not (project / "_build" / "own.new").exists()
        and not (project / "_build" / "new").exists()
    )


@pytest.mark.parametrize(
    "name",
    [
        'a"b.csv',
        "a'b.csv",
        "own texts.csv",
        "$(touch hacked).csv",
        "`touch hacked`.csv",
        "a$b.csv",
        "a;touch hacked",
        "-a.csv",
        "a\\b.csv",
        "a#b.csv",
        "$$x",
        "a\nb.csv",
        "危机.csv",
    ],
)
def test_no_name_is_a_part_of_a_command(project, name):
    code, asked = make(project, "book", f"CORPUS={name}")
    assert code == 0 and "\n".join(asked).startswith(
        f"<-m><readouts><create><_build/own.new><--corpus={name}>\n"
    )
    (project / "asked").unlink()
    for arguments, begins in (
        (("counts", f"TEXTS={name}"), "<-m><readouts.report.fulltext>"),
        (("reference", f"TEXTS={name}"), "<-m><readouts.report.reference>"),
        (("kit", f"DIR={name}"), "<-m><readouts.report.kit><make>"),
    ):
        code, asked = make(project, *arguments)
        assert code == 0 and "\n".join(asked) == f"{begins}<{name}>"
        (project / "asked").unlink()
    assert make(project, "record-data", f"READ={name}")[0] == 0  # several codes, in words
    assert not (project / "hacked").exists()


def test_what_libraries_keep_is_in_no_one_s_home(project):
    stub = project / ".venv" / "bin" / "jupyter-book"
    stub.write_text('#!/bin/sh\necho "$MPLCONFIGDIR $IPYTHONDIR $PYTHONUTF8" > asked\nexit 1\n')
    assert make(project, "book")[1] == [f"{project}/.venv/matplotlib {project}/.venv/ipython 1"]


def test_a_name_may_come_from_the_environment_and_may_be_missing(project, monkeypatch):
    monkeypatch.setenv("CORPUS", 'a"$b.csv')
    assert (
        make(project, "book")[1][0] == '<-m><readouts><create><_build/own.new><--corpus=a"$b.csv>'
    )
    monkeypatch.delenv("CORPUS")
    (project / "asked").unlink()
    assert make(project, "counts", "WRITE=1")[1] == [
        "<-m><readouts.report.fulltext><_build/texts><--write>"
    ]
