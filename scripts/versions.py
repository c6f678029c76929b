"""Write down what the tests said with the versions at one end of the ranges: ``make versions`` writes ``docs/versions.md``.

A row is of one Python and one resolution; those of the others stay as they are.
"""

import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "versions.md"
ENDS = {"lowest-direct": "lowest", "highest": "newest"}
HEAD = """\
# The tests at both ends of the ranges of versions

Written by `make versions` from the runs that it makes, each in an environment of its own; `RESOLUTION=highest` takes the
newest versions. The lowest are the lower bounds of `pyproject.toml`, or the first version after one of which there is a wheel
for this Python. A row is the last run on its Python; the nightly workflow makes all of them.

| Python | versions | passed | failed | skipped | of what the project asks for itself |
|---|---|---|---|---|---|
"""


def outcome(results: str) -> dict[str, int]:
    """Return how many tests passed, failed and were skipped, from what pytest wrote as JUnit's XML."""
    suites = list(ElementTree.fromstring(results).iter("testsuite"))
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return {"passed": tests - failed - skipped, "failed": failed, "skipped": skipped}


def asked_for(project: dict) -> set[str]:
    """Return the names of what the tables of ``pyproject.toml`` ask for, in every extra and group."""
    lists = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    said = [one for own in lists for one in own if isinstance(one, str)]
    return {re.match(r"[A-Za-z0-9._-]+", one)[0] for one in said}


def row(python: str, resolution: str, results: str, pins: str, project: dict) -> str:
    """Return the row of one run."""
    names = asked_for(project)
    pinned = [line for line in pins.splitlines() if line.partition("==")[0] in names]
    cells = [
        python,
        ENDS[resolution],
        *map(str, outcome(results).values()),
        ", ".join(line.replace("==", " ") for line in pinned),
    ]
    return f"| {' | '.join(cells)} |"


def with_row(table: str, new: str) -> str:
    """Return the document with a row in the place of that of the same Python and end, in the order of both."""
    rows = {_key(line): line for line in table.splitlines() if re.match(r"\| 3\.", line)}
    rows[_key(new)] = new
    return HEAD + "".join(f"{rows[key]}\n" for key in sorted(rows))


def _key(line: str) -> tuple[int, str]:
    python, end = (cell.strip() for cell in line.split("|")[1:3])
    return int(python.split(".")[1]), end


def main() -> None:
    """Write the row of the environment that runs this."""
    resolution, results, pins = sys.argv[1:]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    said = [Path(name).read_text(encoding="utf-8") for name in (results, pins)]
    python = ".".join(map(str, sys.version_info[:2]))
    before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    text = with_row(before, row(python, resolution, *said, project))
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
