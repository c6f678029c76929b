"""What is particular to a report is data: no module of the package names a party."""

import re
from pathlib import Path

import pytest
import readouts

# "Computing" and "maximum" name none.
PARTY = re.compile(
    r"kremlin|moscow|beijing|white.?house|washington|\bputin|\bxi\b|\bbiden|zelensk", re.IGNORECASE
)
PACKAGE = Path(readouts.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_names_no_party(module):
    lines = (PACKAGE / module).read_text(encoding="utf-8").splitlines()
    named = [f"{number}: {line}" for number, line in enumerate(lines, 1) if PARTY.search(line)]
    assert named == []


def test_every_module_is_read():
    assert len(MODULES) > 150
    assert {name.partition("/")[0] for name in MODULES} >= {"cli", "fetch", "measures", "text"}


def test_a_party_would_be_seen():
    names = ("Xi", "the White House", "--reference whitehouse", "Kremlin’s", "putin_xi", "Putin’s")
    assert [text for text in names if not PARTY.search(text)] == []
    assert not PARTY.search("the maximum of Computing Krippendorff’s alpha")
