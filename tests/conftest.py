"""Fixtures that several tests share, and the rule of skips: with ``REQUIRE_ALL=1`` a skip is a failure."""

import fcntl
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
# Hypothesis would keep its examples in the project's folder.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".venv" / "hypothesis"))
# On a machine that does other work too, the time of one example says nothing.
settings.register_profile("readouts", deadline=None)
settings.load_profile("readouts")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# No sandbox in a container; no connection but those that a page asks for.
FLAGS = ("--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync").split()


# What takes longest begins first, so that no process works alone at the end.
LONGEST = ("test_site.py", "test_create.py", "test_reader.py", "test_evidence.py")


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items):
    """Where several processes run the tests, those of a file share one, and with it the file's fixtures.

    The walk over all pages on a narrow screen is a group of its own: it and that on a wide one take longest of all.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group("phone" if "phone" in getattr(item, "fixturenames", ()) or "phone" in item.name else item.path.name))
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn every skip into a failure where all must run, except those for want of ``../shared``."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "../shared" not in reason:
            report.outcome, report.longrepr = "failed", f"REQUIRE_ALL=1, and yet: {reason}"


def snapshot(root: Path) -> dict[str, bytes]:
    """The files of the project, without what a build and a set-up write."""
    outside = {"_build", ".venv", ".git", "node_modules"}
    files = (path for path in root.rglob("*") if path.is_file() and not outside & set(path.relative_to(root).parts))
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def build(tmp_path_factory) -> dict:
    """Build the book by plain jupyter-book: its folder, its output, and the project's files before and after.

    ``SITE`` names a site that is already built (as `make book` leaves it) and saves the building; its two snapshots
    are then None. Where several processes run the tests, one of them builds, and the others wait for it.
    """
    if os.environ.get("SITE"):
        return {"site": Path(os.environ["SITE"]).resolve(), "output": None, "before": None, "after": None}
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = shared / "build.pickle"
        if not built.exists():
            built.write_bytes(pickle.dumps(_build(shared / "book")))
        return pickle.loads(built.read_bytes())


def _build(folder: Path) -> dict:
    before = snapshot(ROOT)
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ROOT, "--path-output", folder, "--warningiserror", "--keep-going"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return {"site": folder / "_build" / "html", "output": done.stdout, "before": before, "after": snapshot(ROOT)}


@pytest.fixture(scope="session")
def site(build) -> Path:
    """The folder of the built site."""
    return build["site"]


@pytest.fixture(scope="session")
def report():
    """This project's report."""
    from readouts.putin_xi.report import load

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
