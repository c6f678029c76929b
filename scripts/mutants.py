"""Change the package one place at a time, and see whether its tests notice.

Two kinds of change. Planted faults stand in ``tests/mutants/planted.yml``, each with the test that must fail. Others are
made here: an operator, a bound, a number or a name such as ``min`` is exchanged, at places that are drawn from each module of
``text``, ``measures`` and ``report``; that module's own tests and examples must fail. What survives and changes nothing that
anyone could see is explained in ``tests/mutants/survivors.yml``. Nothing is written: each change is made in a process of
its own, as the module is imported.
"""

import argparse
import ast
import csv
import datetime
import gc
import hashlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, TESTS = ROOT / "scripts" / "readouts", ROOT / "tests"
PLANTED, SURVIVORS = TESTS / "mutants" / "planted.yml", TESTS / "mutants" / "survivors.yml"
# Where ``--record`` writes, and under which heading, the last of the file.
RECORD, HEADING = ROOT / "docs" / "measures.md", "## Changes that the tests must notice"
# Places drawn from a module, those whose hash is smallest, so that a change elsewhere draws no others.
EACH = {"text": 4, "measures": 5, "report": 2}
LEAST_KILLED = 0.95
# A changed module may go on for ever: it is noticed after so many times the processor time that its tests take, and so many
# seconds more; a process that waits for ever, and takes none, after so many seconds by the clock.
TIMES, MORE, LONGEST = 4, 20, 1200
# Where is kept how long each test took when nothing was changed.
TOOK = ROOT / ".venv" / "mutants"
# Examples of a property-based test: a change of this kind shows in few.
EXAMPLES = 25
# What the tests import and no change concerns, imported once.
LIBRARIES = ("numpy", "pandas", "scipy.stats", "hypothesis", "matplotlib.pyplot", "nltk", "pytest", "babel", "bs4")  # fmt: skip
# Modules without numbers of their own to get wrong, or whose tests take long: report/ is asked through the tests of a
# chapter where these need no built book.
LEFT_OUT = (
    "report/exhibits/",
    "report/drawing",
    "report/__main__",
    "report/reference/__main__",
    "report/figures",
    "report/tables",
)
# Where the tests of a module, or of all modules of a folder, are not in the file of its name.
ELSEWHERE = {
    "text/combining": ["test_combining.py", "test_tokens.py"],
    "report/fulltext": ["test_fulltext.py", "test_stored.py"],
    "report/loading": ["test_loading.py", "test_stored.py"],
    "report/naming/": ["test_series_small.py", "test_naming.py"],
    "report/reference/": ["test_reference_small.py", "test_reference.py"],
}
OPERATORS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sum": "max", "sorted": "list"}


class Mutant(NamedTuple):
    """A change: of a module of the package, what stands there and what is put in its place, and the tests that are asked."""

    file: str
    old: str
    new: str
    source: str
    tests: tuple[str, ...]
    line: int = 0


def main() -> int:
    """Make every change; return 1 if too many go unnoticed, or one that nobody has explained."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", metavar="PART", default="", help="modules whose path has this")
    parser.add_argument("--planted", action="store_true", help="only the faults planted by hand")
    parser.add_argument("--jobs", metavar="N", type=int, default=os.cpu_count())
    parser.add_argument("--table", metavar="FILE", type=Path, help="write a row a change (CSV)")
    parser.add_argument(
        "--record", metavar="FILE", nargs="+", type=Path, default=(),
        help="ask nothing: write how much was noticed by these tables into docs/measures.md; of a change in several the last holds",
    )  # fmt: skip
    parser.add_argument("--verbose", action="store_true", help="say how long the tests take")
    arguments = parser.parse_args()
    explained = {(one["file"], one["old"], one["new"]) for one in read(SURVIVORS)}
    if arguments.record:
        results, commits = read_back(arguments.record, [*planted(), *drawn()])
        before = RECORD.read_text(encoding="utf-8").partition(HEADING)[0].rstrip("\n")
        after = recorded(results, explained, commits)
        RECORD.write_text(f"{before}\n\n{after}", encoding="utf-8")
        return told(results, explained)
    when()
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()  # what all processes share is looked at by none of them
    made = () if arguments.planted else drawn()
    mutants = [one for one in [*planted(), *made] if arguments.only in one.file]
    TOOK.mkdir(parents=True, exist_ok=True)
    limits, broken = {}, False
    for one, result, seconds in run(as_they_are(mutants), arguments.jobs, {}):
        limits[one.tests] = int(TIMES * seconds + MORE)
        if arguments.verbose:
            print(f"{seconds:.1f} s: {' '.join(one.tests)}", flush=True)
        if result != "survived":
            broken = True
            print(f"fails as it is: {' '.join(one.tests)}", flush=True)
    if broken:
        return 1
    results = []
    for one, result, seconds in run(mutants, arguments.jobs, limits):
        results.append((one, result, seconds))
        if arguments.table:
            write(arguments.table, results)
        if result == "survived" and (one.file, one.old, one.new) not in explained:
            print(f"{one.file}:{one.line}: {one.old}  ->  {one.new}", flush=True)
    return told(results, explained)


def read_back(
    tables: list[Path], mutants: list[Mutant]
) -> tuple[list[tuple[Mutant, str, float]], list[str]]:
    """Return what tables of earlier runs say of these changes, each once, and of which commits they were made."""
    rows = {}
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            rows |= {(row["file"], row["old"], row["new"]): row for row in csv.DictReader(file)}
    asked = [(one, row) for one in mutants if (row := rows.get((one.file, one.old, one.new)))]
    return (
        [(one, row["result"], float(row["seconds"])) for one, row in asked],
        list(dict.fromkeys(f"{row['day']}, commit {row['commit']}" for _, row in asked)),
    )


def recorded(
    results: list[tuple[Mutant, str, float]],
    explained: set[tuple[str, str, str]],
    commits: list[str],
) -> str:
    """Return the section of the record: how much was noticed in each folder, on which days and of which commits."""
    rows = {folder: [0, 0, 0, 0] for folder in ("planted by hand", *EACH, "all")}
    for one, result, _ in results:
        folder = "planted by hand" if "::" in one.tests[0] else one.file.partition("/")[0]
        survived = result == "survived"
        known = survived and (one.file, one.old, one.new) in explained
        for row in (rows[folder], rows["all"]):
            row[:] = (row[0] + 1, row[1] + (not survived), row[2] + survived, row[3] + known)
    lines = [
        HEADING,
        "",
        "One place of the package is changed at a time, and the tests of its module must fail. The places are those of each module whose",
        "hash is smallest. What survives is explained in `tests/mutants/survivors.yml`: nobody could see the change.",
        "",
        '    make mutants ARGS="--table changes.csv"',
        '    make mutants ARGS="--record changes.csv"',
        "",
        "| folder | changes | died | died, % | survived | of these explained |",
        "|---|---|---|---|---|---|",
        *(
            f"| {folder} | {asked} | {died} | {100 * died / asked:.1f} | {survived} | {known} |"
            for folder, (asked, died, survived, known) in rows.items()
            if asked
        ),
        "",
        f"Made on {'; '.join(commits)}.",
        "",
    ]
    return "\n".join(lines)


def as_they_are(mutants: list[Mutant]) -> list[Mutant]:
    """Return what changes nothing, once for the tests of each change."""
    return [Mutant("", "", "", "", tests) for tests in dict.fromkeys(one.tests for one in mutants)]


def told(results: list[tuple[Mutant, str, float]], explained: set[tuple[str, str, str]]) -> int:
    """Print how much was noticed; return the exit code."""
    survived = [one for one, result, _ in results if result == "survived"]
    new = [one for one in survived if (one.file, one.old, one.new) not in explained]
    share = 1 - len(survived) / len(results)
    seconds = sum(taken for _, _, taken in results)
    print(
        f"{len(results)} changes, {share:.1%} noticed, {len(survived)} not, of which {len(new)} are not explained; {seconds:.0f} s of processor time"
    )
    return int(share < LEAST_KILLED or bool(new))


def read(path: Path) -> list[dict]:
    """Return the entries of a file."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []


def planted() -> Iterator[Mutant]:
    """Yield the faults that were written by hand."""
    for one in read(PLANTED):
        source = (PACKAGE / one["file"]).read_text(encoding="utf-8")
        if source.count(one["old"]) != 1:
            raise ValueError(
                f"{one['file']}: stands {source.count(one['old'])} times: {one['old']}"
            )
        line = source[: source.index(one["old"])].count("\n") + 1
        changed = source.replace(one["old"], one["new"])
        yield Mutant(one["file"], one["old"], one["new"], changed, (one["test"],), line)


def drawn() -> Iterator[Mutant]:
    """Yield some changes of each module that has tests of its own."""
    for folder, each in EACH.items():
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            name = path.relative_to(PACKAGE).with_suffix("").as_posix()
            if not name.startswith(LEFT_OUT) and (tests := tests_of(name)):
                yield from sorted(mutations(path, tests), key=_hash)[:each]


def _hash(mutant: Mutant) -> str:
    said = f"{mutant.file}\n{mutant.old}\n{mutant.new}"
    return hashlib.sha256(said.encode()).hexdigest()


def tests_of(name: str) -> tuple[str, ...]:
    """Return the file of a module's tests, and the module, which has examples."""
    *folders, module = name.split("/")
    names = [f"test_{module}.py", f"test_{'_'.join([*folders, module])}.py"]
    names += [f"test_{folders[-1]}.py"] * (len(folders) > 1)  # of a chapter that is a folder
    names = next((own for start, own in ELSEWHERE.items() if name.startswith(start)), names)
    found = [f"tests/{each}" for each in names if (TESTS / each).is_file()]
    return (*found[:2], f"scripts/readouts/{name}.py") if found else ()


def mutations(path: Path, tests: tuple[str, ...]) -> Iterator[Mutant]:
    """Yield every change of a module: of the text of one node, the whole line before and after."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    whole = source.encode()
    for node, new in changes(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        changed = (whole[:start] + ast.unparse(new).encode() + whole[end:]).decode()
        first, last = starts[node.lineno - 1], starts[node.end_lineno]
        old = whole[first:last].decode().strip()
        said = (whole[first:start] + ast.unparse(new).encode() + whole[end:last]).decode().strip()
        file = path.relative_to(PACKAGE).as_posix()
        yield Mutant(file, old, said, changed, tests, node.lineno)


def changes(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each expression that is changed, with what is put in its place; none in a message or an annotation."""
    if isinstance(node, (ast.JoinedStr, ast.Raise, ast.Assert)):
        return
    if new := changed(node):
        yield node, new
    skipped = {"annotation", "returns", "decorator_list"}
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    for field, value in ast.iter_fields(node):
        if field not in skipped:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST):
                    yield from changes(each)


def changed(node: ast.AST) -> ast.expr | None:
    """Return what an expression is changed to."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in OPERATORS:
            return ast.Compare(node.left, [OPERATORS[type(op)]()], node.comparators)
        case ast.BinOp() if type(node.op) in OPERATORS and not _is_text(node):
            return ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
        case ast.BoolOp():
            return ast.BoolOp(OPERATORS[type(node.op)](), node.values)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            return node.operand
        case ast.Constant(value=bool(value)):
            return ast.Constant(not value)
        case ast.Constant(value=int(value)):
            return ast.Constant(value + 1)
        case ast.Constant(value=float(value)):
            return ast.Constant(value * 1.5 + (not value))
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            return ast.Call(
                ast.Name(NAMES[name]), node.args, [] if name == "sorted" else node.keywords
            )
        case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in (
            "min",
            "max",
            "any",
            "all",
            "sum",
        ):
            return ast.Call(ast.Attribute(of, NAMES[name]), node.args, node.keywords)
        case ast.IfExp():
            return ast.IfExp(node.test, node.orelse, node.body)
    return None


def _is_text(node: ast.BinOp) -> bool:
    """Say whether an operation is of texts, tuples or types, which has no opposite."""
    parts = (node.left, node.right)
    kinds = (ast.JoinedStr, ast.Tuple, ast.List, ast.Dict, ast.Set)
    return any(
        isinstance(part, kinds)
        or (isinstance(part, ast.Constant) and not isinstance(part.value, (int, float)))
        for part in parts
    )


def run(
    mutants: list[Mutant], jobs: int, limits: dict[tuple, int]
) -> Iterator[tuple[Mutant, str, float]]:
    """Yield each change with "killed", "survived" or "timeout", and its seconds of processor time; at most as many as the limit of its tests."""
    waiting, at_work = list(reversed(mutants)), {}
    while waiting or at_work:
        while waiting and len(at_work) < jobs:
            one = waiting.pop()
            at_work[_started(one, limits.get(one.tests, LONGEST))] = one
        process, status, used = os.wait4(-1, 0)
        result = "timeout" if os.WIFSIGNALED(status) else "killed" if status else "survived"
        yield at_work.pop(process), result, used.ru_utime + used.ru_stime


def _started(mutant: Mutant, limit: int) -> int:
    """Run the tests in a process of its own, for so many seconds of processor time at most; return its number."""
    process = os.fork()
    if process:
        return process
    try:
        import pytest

        for name in (signal.SIGALRM, signal.SIGXCPU):
            signal.signal(name, signal.SIG_DFL)
        signal.alarm(LONGEST)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.chdir(ROOT)
        if mutant.source:
            _change(mutant)
        _with_few_examples()
        options = [
            "-x",
            "-q",
            "-p",
            "no:xdist",
            "-o",
            "cache_dir=.venv/mutants",
            "--hypothesis-seed=0",
        ]
        options += ["--assert=plain"]  # else pytest would import the module itself, as it is
        os._exit(int(pytest.main([*options, *mutant.tests], [_Quickest(mutant)])))
    except BaseException:
        os._exit(70)


class _Quickest:
    """A plugin of pytest: the tests that took the least time when nothing was changed are asked first."""

    def __init__(self, mutant: Mutant):
        name = hashlib.sha256(" ".join(mutant.tests).encode()).hexdigest()[:16]
        self.kept, self.as_it_is = TOOK / f"{name}.json", not mutant.source
        self.took = json.loads(self.kept.read_text("utf-8")) if mutant.source else {}

    def pytest_collection_modifyitems(self, items):
        items.sort(key=lambda item: self.took.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report):
        if self.as_it_is:
            self.took[report.nodeid] = self.took.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self):
        if self.as_it_is:
            self.kept.write_text(json.dumps(self.took), "utf-8")


def _change(mutant: Mutant) -> None:
    """From now on the module is imported with the change."""
    path, as_it_is = str(PACKAGE / mutant.file), SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str):
        if self.path == path:
            return compile(mutant.source, path, "exec", dont_inherit=True)
        return as_it_is(self, name)

    SourceFileLoader.get_code = get_code


def _with_few_examples() -> None:
    """From now on no property is tried on more than `EXAMPLES` examples."""
    from hypothesis import settings

    as_it_is = settings.__init__

    def few(self, parent=None, **given):
        given["max_examples"] = min(given.get("max_examples", EXAMPLES), EXAMPLES)
        as_it_is(self, parent, **given)

    settings.__init__ = few


@cache
def when() -> tuple[str, str]:
    """Return the day and the commit, as they are when this is first asked."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return str(datetime.date.today()), commit.strip()


def write(path: Path, results: list[tuple[Mutant, str, float]]) -> None:
    """Write a row a change, with the day and the commit."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "line", "old", "new", "tests", "result", "seconds", "day", "commit"))
        for one, result, seconds in results:
            row = (
                one.file,
                one.line,
                one.old,
                one.new,
                " ".join(one.tests),
                result,
                f"{seconds:.1f}",
                *when(),
            )
            rows.writerow(row)


if __name__ == "__main__":
    sys.exit(main())
