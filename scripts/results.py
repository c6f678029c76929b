"""Compare the tables behind the figures with those recorded in ``tests/results/``, and show each changed number.

Run by ``make check-results``; ``make record-results`` (``--record``) alone rewrites them, and adds to
``data/figures.csv`` the figures that it does not hold yet. A published figure never leaves that register.
"""

import csv
import difflib
import sys
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from readouts import paths
from readouts.report import load
from readouts.report.chapters import exhibits
from readouts.report.figures import two_accounts
from readouts.report.fulltext import as_csv, write_text
from readouts.report.publish import data_sha256

README_FIGURE = Path(__file__).resolve().parents[1] / "docs" / "two-accounts.svg"
RECORDED = Path(__file__).resolve().parents[1] / "tests" / "results"
REGISTER = paths.DATA / "figures.csv"
COLUMNS = ["figure", "version", "data_sha256", "change"]


def made() -> dict[str, str]:
    """Each figure's data as CSV, made anew."""
    report = load()
    figures = (function(report) for function in exhibits("figures", report))
    return {figure.id: figure.csv() for figure in figures}


def changes(name: str, before: str, after: str) -> list[str]:
    """The lines that went (-) and came (+), with the header first so that each number can be named."""
    lines = [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"
    ]
    return [f"{name}.csv: {after.splitlines()[0]}", *lines] if lines else []


def compare(tables: dict[str, str]) -> list[str]:
    """What differs from the record, in lines."""
    recorded = {path.stem: path.read_text(encoding="utf-8") for path in RECORDED.glob("*.csv")}
    lines = [
        f"{name}.csv: recorded, and no figure has this id any more"
        for name in sorted(recorded.keys() - tables.keys())
    ]
    lines += [f"{name}.csv: not recorded yet" for name in sorted(tables.keys() - recorded.keys())]
    return lines + [
        line
        for name in tables
        if name in recorded
        for line in changes(name, recorded[name], tables[name])
    ]


def registered() -> list[dict]:
    """The register's rows."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_new_figures(rows: list[dict], tables: dict[str, str]) -> list[dict]:
    """The register with a row for each figure that is new, or whose data changed since its last row."""
    last = {row["figure"]: row for row in rows}
    for name, text in tables.items():
        digest = data_sha256(text)
        if last.get(name, {}).get("data_sha256") == digest:
            continue
        change = "data changed: see CHANGELOG.md" if name in last else "first published"
        row = {
            "figure": name,
            "version": version("readouts"),
            "data_sha256": digest,
            "change": change,
        }
        # Within one version a figure has one row: what was never released was never published.
        rows = [old for old in rows if (old["figure"], old["version"]) != (name, row["version"])]
        earlier = any(old["figure"] == name for old in rows)
        rows.append(row if earlier or name not in last else row | {"change": "first published"})
    return sorted(rows, key=lambda row: (row["figure"], row["version"]))


def record(tables: dict[str, str]) -> None:
    """Rewrite the record and the README's figure, and extend the register."""
    write_text(README_FIGURE, two_accounts(load()).files()["svg"])
    RECORDED.mkdir(exist_ok=True)
    for name, text in tables.items():
        write_text(RECORDED / f"{name}.csv", text)
    for path in RECORDED.glob("*.csv"):
        if path.stem not in tables:
            path.unlink()
    register = with_new_figures(registered() if REGISTER.exists() else [], tables)
    write_text(REGISTER, as_csv(pd.DataFrame(register, columns=COLUMNS)))


def main() -> int:
    """Compare or record; 1 if something differs."""
    tables = made()
    lines = compare(tables)
    print(*lines, f"{len(tables)} figures, {len(lines)} lines of differences", sep="\n")
    if "--record" in sys.argv[1:]:
        record(tables)
        return 0
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
