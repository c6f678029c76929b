"""What is particular to a report is data: no module of the package names a party."""

import re
from pathlib import Path

import pytest
import readouts

PARTY = re.compile(r"kremlin|beijing|putin|\bxi\b|white.house", re.IGNORECASE)
PACKAGE = Path(readouts.__file__).parent
MODULES = [
    "report/__init__.py",
    "report/__main__.py",
    "report/analysis.py",
    "report/coded.py",
    "report/context.py",
    "report/coverage.py",
    "report/headlines.py",
    "report/press.py",
    "report/robustness.py",
    "report/validity.py",
    "report/voices.py",
    "report/exhibits/press.py",
    "report/exhibits/robustness.py",
    "report/exhibits/silences.py",
    "report/exhibits/validity.py",
    "report/exhibits/voices.py",
    "report/figures.py",
    "report/frames.py",
    "report/keyness.py",
    "report/keywords.py",
    "report/loading.py",
    "report/readouts.py",
    "report/report.py",
    "report/results.py",
    "report/settings.py",
    "report/speed.py",
    "report/stretches.py",
    "report/subcorpora.py",
    "report/tables.py",
    "report/timeline.py",
    "report/unshared.py",
    "report/words.py",
    "report/exhibits/frames.py",
    "report/exhibits/headings.py",
    "report/exhibits/keyness.py",
    "report/exhibits/readouts.py",
    "report/exhibits/speed.py",
    "report/exhibits/timeline.py",
    "report/exhibits/unshared.py",
    "report/exhibits/words.py",
]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_names_no_party(module):
    lines = (PACKAGE / module).read_text(encoding="utf-8").splitlines()
    named = [f"{number}: {line}" for number, line in enumerate(lines, 1) if PARTY.search(line)]
    assert named == []


def test_a_party_would_be_seen():
    assert [text for text in ("Xi", "the White House", "Kremlin’s") if not PARTY.search(text)] == []
    assert not PARTY.search("maximum")
