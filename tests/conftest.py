"""Fixtures that several tests share, and the rule of skips: with ``REQUIRE_ALL=1`` a skip is a failure."""

import fcntl
import gc
import importlib.util
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings
from sites import NO_AXE

ROOT = Path(__file__).resolve().parents[1]
_spec = importlib.util.spec_from_file_location("standing", ROOT / "scripts" / "standing.py")
standing = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(standing)
# Where JupyterLab is installed, jsonschema compiles a grammar of international addresses when it is imported, which takes
# a fifth of the time in which a process of the tests begins; nothing here is held against it.
sys.modules.setdefault("rfc3987_syntax", None)
# Hypothesis would keep its examples in the project's folder.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".venv" / "hypothesis"))
# On a machine that does other work too, the time of one example says nothing.
settings.register_profile("readouts", deadline=None, max_examples=25)
# `make check-slow` looks at more examples of each property than a run that somebody waits for.
settings.register_profile("thorough", deadline=None, max_examples=200)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "readouts"))
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
# No sandbox in a container; no connection but those that a page asks for, and those to this machine alone.
FLAGS = [
    *[
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


# What takes longest begins first, so that no process works alone at the end.
LONGEST = ("test_site.py", "test_phone.py", "test_create.py", "test_reader.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Begin one process more than there are cores: tests wait for a browser or a command for a third of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """Where several processes run the tests, each takes the next file."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Let the collector of cycles rest while tests are collected, as nearly all of them stays, and go over what stays,
    tests and parsed pages, rarely afterwards: it takes a quarter of the time in which pages are parsed."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 10, 10)
        gc.enable()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn every skip into a failure where all must run, except those for want of ``../shared``, or of a build of
    the tests' own where one is given by ``SITE``."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "../shared" not in reason and "SITE names a site" not in reason:
            report.outcome, report.longrepr = "failed", f"REQUIRE_ALL=1, and yet: {reason}"


def _of_the_run(tmp_path_factory) -> Path:
    """The folder that all processes of a run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def build(tmp_path_factory) -> dict:
    """The book by plain jupyter-book: its folder, its output, and which files of the project its build changed.

    It is the one that `make book` has left, where that is the very one that would be built now and its build changed
    nothing else. Otherwise it is built; where several processes run the tests, one of them builds, and the others wait
    for it. ``SITE`` names a site that is to be looked at whatever it is made of; what its build said and changed is then None.
    """
    if os.environ.get("SITE"):
        site = Path(os.environ["SITE"]).resolve()
        return {"site": site, "output": None, "changed": None}
    shared = _of_the_run(tmp_path_factory)
    with (shared / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = shared / "build.pickle"
        if not built.exists():
            built.write_bytes(pickle.dumps(_standing() or _build(shared / "book")))
        return pickle.loads(built.read_bytes())


def _standing() -> dict | None:
    said = standing.said(ROOT)  # of a build that changed something it says nothing
    return said and {"site": ROOT / "_build" / "html", "output": said, "changed": []}


def _build(folder: Path) -> dict:
    before = standing.around(ROOT).items()
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        ROOT,
        "--path-output",
        folder,
        "--warningiserror",
        "--keep-going",
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=600,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return {
        "site": folder / "_build" / "html",
        "output": done.stdout,
        "changed": sorted(before ^ standing.around(ROOT).items()),
    }


@pytest.fixture(scope="session")
def site(build) -> Path:
    """The folder of the built site."""
    return build["site"]


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """All pages but those that only forward to another one."""
    paths = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    return [
        path.relative_to(site).as_posix()
        for path in paths
        if 'http-equiv="refresh"' not in path.read_text("utf-8").lower()
    ]


@pytest.fixture(scope="session")
def trees(site: Path, pages: list[str]) -> dict[str, BeautifulSoup]:
    """Every page, parsed once for all tests, none of which may change it."""
    return {path: BeautifulSoup((site / path).read_text("utf-8"), "html.parser") for path in pages}


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core; a comment where it is missing."""
    path = Path(os.environ.get("AXE_JS", ROOT / "node_modules/axe-core/axe.min.js"))
    return path.read_text("utf-8") if path.is_file() else NO_AXE


@pytest.fixture(scope="session")
def report():
    """This project's report."""
    from this_report import load

    return load()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A headless Chromium with an empty profile."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def two_events(tmp_path_factory):
    """The report of `any_report.two_events`."""
    from any_report import two_events

    return two_events(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="session")
def loops(tmp_path_factory):
    """Where the compiled loops are kept, so that all processes of a run compile them once."""
    path = _of_the_run(tmp_path_factory) / "loops"
    path.mkdir(exist_ok=True)
    return path


@pytest.fixture
def folder(tmp_path, monkeypatch, loops):
    """A folder with a small corpus and a codebook, to run commands in."""
    from command_line import CALLS, CODEBOOK

    (tmp_path / "calls.csv").write_text(CALLS, encoding="utf-8")
    (tmp_path / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READOUTS_CACHE", str(loops))
    return tmp_path


@pytest.fixture(scope="module")
def own_cache(loops):
    """Compiled loops are made anew by a run of the tests, and kept where they leave nothing behind."""
    pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")
    before = os.environ.get("READOUTS_CACHE")
    os.environ["READOUTS_CACHE"] = str(loops)
    yield
    os.environ.pop("READOUTS_CACHE") if before is None else os.environ.update(READOUTS_CACHE=before)
