"""Valid HTML, by the Nu checker: every page, and every message mended or explained."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

# The messages that stay, each with the reason. Where there is none, none stays.
EXPLAINED: dict[str, str] = {}


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command that checks files and prints its messages as JSON."""
    jar = Path(os.environ.get("VNU_JAR", ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"))
    if not shutil.which("java"):
        pytest.skip("no Java on this machine (Debian: apt-get install default-jre-headless)")
    if not jar.is_file():
        pytest.skip("the Nu checker is missing: set VNU_JAR or run npm install vnu-jar")
    # One short run over all files: little of Java's own optimising pays. The schema of HTML is deeply nested.
    return [
        "java",
        "-XX:TieredStopAtLevel=1",
        "-Xss8m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]


def messages(checker: list[str], files: list[Path]) -> list[dict]:
    """What the checker says of some files."""
    done = subprocess.run([*checker, *map(str, files)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["messages"]


def test_every_page_is_valid_or_its_messages_are_explained(checker, site):
    pages = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    assert site / "index.html" in pages and site / "search.html" in pages and len(pages) > 20
    said = messages(checker, pages)
    new = [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']} {one.get('extract', '')[:120]!r}"
        for one in said
        if one["message"] not in EXPLAINED
    ]
    assert not new, "\n" + "\n".join(new[:50])
    assert not EXPLAINED.keys() - {one["message"] for one in said}, "explained, and said no more"


def test_the_checker_sees_what_is_wrong(checker, tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title><p id="a">1<p id="a">2<br/><table border="1"></table></html>',
        encoding="utf-8",
    )
    said = [one["message"] for one in messages(checker, [page])]
    assert len(said) >= 3 and any("Duplicate ID" in message for message in said)
