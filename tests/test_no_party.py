"""What is particular to a report is data: no module of the package names a party."""

import re
from pathlib import Path

import pytest
import readouts

PARTY = re.compile(r"kremlin|beijing|putin|\bxi\b|white.house", re.IGNORECASE)
PACKAGE = Path(readouts.__file__).parent
MODULES = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in ("report", "book")
    for path in (PACKAGE / folder).rglob("*.py")
)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_names_no_party(module):
    lines = (PACKAGE / module).read_text(encoding="utf-8").splitlines()
    named = [f"{number}: {line}" for number, line in enumerate(lines, 1) if PARTY.search(line)]
    assert named == []


def test_a_party_would_be_seen():
    assert [text for text in ("Xi", "the White House", "Kremlin’s") if not PARTY.search(text)] == []
    assert not PARTY.search("maximum")
