"""A book of several events that one side tells a day later: from two files to its pages, and what makes its build fail."""

import csv
import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from readouts.__main__ import main
from test_book import soup

FIRST = datetime.date(2031, 1, 5)


def corpus(path: Path) -> Path:
    """Four calls within 1,161 days, which the South tells a day later, and a talk of the North's of which the South tells nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "side", "date", "text"])
        for number, days in enumerate((0, 400, 900, 1160)):
            spoke = "Ana Ruiz of Northland and Boris Orlov of Southland spoke by telephone."
            date = FIRST + datetime.timedelta(days)
            next_day = date + datetime.timedelta(1)
            rows.writerow([f"n{number}", "North", date, f"{spoke} They discussed the war, trade."])
            rows.writerow([f"s{number}", "South", next_day, f"{spoke} They discussed peace talks."])
        island = "Ana Ruiz met with Carla Wen of Eastland. They discussed the island, the island."
        rows.writerow(["n9", "North", FIRST + datetime.timedelta(600), island])
    return path


def build(book: Path) -> subprocess.CompletedProcess:
    """Build it as its reader is told to: without an option that makes warnings errors."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", book, "--quiet"]
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


@pytest.mark.slow
def test_a_book_of_events_is_built_without_a_warning_and_with_one_it_is_not(tmp_path, capsys):
    book = tmp_path / "book"
    assert main(["create", str(book), "--corpus", str(corpus(tmp_path / "calls.csv"))]) == 0
    told = capsys.readouterr().err
    assert told.count("taken for one event") == 4
    assert "events with one side’s account alone: 27 August 2032, meeting" in told
    done = build(book)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    chapters = book / "_build" / "html" / "chapters"
    tree = {page.stem: soup(page) for page in chapters.glob("*.html")}
    assert not any(page.select(".stderr, .output.error") for page in tree.values())
    events = tree["readouts"].get_text(" ", strip=True)
    assert "5–6 January 2031, telephone" in events and "left out" in events
    assert "Texts are here those of the 4 of 5 events" in events
    assert "island" not in tree["words"].select_one("#tab-words").get_text()
    timeline = book / "chapters" / "timeline.md"
    cell = "\n```{code-cell} ipython3\nimport warnings\n\nwarnings.warn('mind the gap')\n```\n"
    timeline.write_text(timeline.read_text(encoding="utf-8") + cell, encoding="utf-8")
    failed = build(book)
    assert failed.returncode != 0 and "mind the gap" in failed.stdout + failed.stderr
    assert "chapters/timeline" in failed.stdout + failed.stderr
