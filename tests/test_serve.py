"""``make serve``: the book at an address of this machine, with the types that browsers ask for, until Ctrl-C."""

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

FILES = {
    "index.html": "<!DOCTYPE html><title>针</title>",
    "a/page.html": "<!DOCTYPE html><title>a</title>",
    "x.js": "1",
    "x.css": "a{}",
    "x.svg": "<svg/>",
    "x.json": "{}",
    "x.csv": "a\n针\n",
    "x.png": "png",
    "x.pdf": "pdf",
    "x.zip": "zip",
    "x.inv": "inv",
}
TYPES = {
    "": "text/html; charset=utf-8",
    "a/page.html": "text/html; charset=utf-8",
    "x.js": "text/javascript; charset=utf-8",
    "x.css": "text/css; charset=utf-8",
    "x.svg": "image/svg+xml; charset=utf-8",
    "x.json": "application/json; charset=utf-8",
    "x.csv": "text/csv; charset=utf-8",
    "x.png": "image/png",
    "x.pdf": "application/pdf",
    "x.zip": "application/zip",
    "x.inv": "application/octet-stream",
}


@pytest.fixture
def small_site(tmp_path) -> Path:
    """A folder with a file of each kind."""
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "site"


def command(*arguments) -> list:
    """What `make serve` runs."""
    return [sys.executable, ROOT / "scripts" / "serve.py", *arguments]


@pytest.fixture
def served(small_site) -> Iterator[tuple[subprocess.Popen, str]]:
    """A running server and its address."""
    with subprocess.Popen(
        command("--site", small_site),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": "", "CI": "1"},
    ) as process:
        try:
            line = process.stdout.readline()
            assert "http://127.0.0.1:" in line, process.stderr.read()
            yield process, line.split()[4]
        finally:
            process.kill()


def fetched(address: str) -> tuple[str, str]:
    """The type and the text at an address."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return answer.headers["Content-Type"], answer.read().decode("utf-8")


def test_each_file_comes_with_its_type(served):
    answers = {path: fetched(served[1] + path) for path in TYPES}
    assert {path: kind for path, (kind, _) in answers.items()} == TYPES
    assert {path: text for path, (_, text) in answers.items()} == {
        path: FILES[path or "index.html"] for path in TYPES
    }


def test_nothing_beside_the_site_is_served(served):
    for path in ("../secret.txt", "%2e%2e/secret.txt", "a/../../secret.txt", "missing.html"):
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(served[1] + path, timeout=10)
        with error.value:
            assert error.value.code == 404


def test_it_listens_on_this_machine_alone(served):
    port = int(served[1].rstrip("/").rpartition(":")[2])
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no /proc/net/tcp on this system")
    rows = [
        row.split()
        for path in (listening, Path("/proc/net/tcp6"))
        if path.exists()
        for row in path.read_text().splitlines()[1:]
    ]
    # 0A: a socket that listens; 0100007F: 127.0.0.1.
    assert {
        row[1].split(":")[0]
        for row in rows
        if row[3] == "0A" and int(row[1].split(":")[1], 16) == port
    } == {"0100007F"}


def test_ctrl_c_ends_it_well(served):
    process, address = served
    fetched(address)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) == 0
    assert process.stderr.read() == ""


def test_it_says_what_is_wrong(small_site, tmp_path):
    def told(*arguments) -> str:
        done = subprocess.run(
            command(*arguments), capture_output=True, text=True, timeout=20, env={"CI": "1"}
        )
        assert done.returncode == 2
        return done.stderr

    assert "no built book" in told("--site", tmp_path / "nowhere") and "run make book" in told(
        "--site", tmp_path
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"cannot listen on port {port}" in told(port, "--site", small_site)
    assert "cannot listen on port 70000" in told("70000", "--site", small_site)
    assert "invalid int value" in told("eight", "--site", small_site)
