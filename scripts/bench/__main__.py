"""Time this package and the tools that people would otherwise take at the same work, interleaved in one run.

Run by ``make bench``. Each tool is a process of its own in ``peers/``: it reads a corpus, counts the words of both sides,
computes the keyness of every word, and finds 300 patterns. Wall time, words a second and peak memory are those of the whole
process. The hits must agree, or there is no result. With ``--record`` the table is written to ``data/benchmark.csv``, which
the book shows.
"""

import argparse
import csv
import datetime
import hashlib
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESULT = ROOT / "data" / "benchmark.csv"
FOLDER = ROOT / ".venv" / "bench"
# Used where it is at hand; the benchmark makes a corpus otherwise.
ARCHIVE = ROOT.parent / "shared" / "corpora" / "whitehouse_briefings.jsonl.xz"
# Words of a corpus, and how often each tool does the work.
SIZES = {600: 7, 1_000_000: 3, 10_000_000: 3, 100_000_000: 1}
# What is measured: all of the work; and over a store that is there, with and without a cluster, the matches alone, found again,
# and the words compared with the text as the unit, which the other tools do not.
WHOLE, AGAIN, BY_TEXT = "whole", "matches again", "words by text"
LEAST_AGAIN = 1_000_000  # words; no store is kept of less
OWN, CLUSTER = "readouts", "readouts, Dask"
# A tool to what its environment has; this package is in the one that runs this.
PEERS = {
    OWN: None,
    CLUSTER: None,
    "polars": "requirements.txt",
    "nltk": "requirements.txt",
    "scikit-learn": "requirements.txt",
    "conc": "requirements-conc.txt",
}
SCRIPTS = {
    OWN: ["with_readouts.py"],
    CLUSTER: ["with_readouts.py", "dask"],
    "polars": ["with_polars.py"],
    "nltk": ["with_nltk.py"],
    "scikit-learn": ["with_sklearn.py"],
    "conc": ["with_conc.py"],
}
COLUMNS = [
    "date",
    "machine",
    "python",
    "corpus",
    "n_words",
    "work",
    "tool",
    "version",
    "rounds",
    "wall_seconds",
    "wall_seconds_low",
    "wall_seconds_high",
    "words_per_second",
    "cpu_seconds",
    "peak_mebibytes",
    "hits",
    "spans",
    "share_of_limit",
]


def python_of(peer: str) -> Path:
    """The interpreter of a tool's environment, which is made when it is not there."""
    if (requirements := PEERS[peer]) is None:
        return Path(sys.executable)
    environment = FOLDER / Path(requirements).stem
    if not (environment / "ready").exists():
        print(f"setting up {environment.name} for {peer} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        subprocess.run(
            [
                environment / "bin" / "python",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                HERE / requirements,
            ],
            check=True,
        )
        (environment / "ready").touch()
    return environment / "bin" / "python"


def version_of(peer: str) -> str:
    """The version of a tool in its environment."""
    code = f"import importlib.metadata as m; print(m.version({peer.partition(',')[0]!r}))"
    return subprocess.run(
        [python_of(peer), "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


# Compiled modules are kept for this package too, as they are for those that an installer has put in place.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
} | {"PYTHONPYCACHEPREFIX": str(FOLDER / "pycache")}


def measured(command: list, folder: Path) -> dict:
    """Run a command: its wall and processor seconds, its peak memory in MiB, and what it said."""
    with (
        (folder / "said").open("w+", encoding="utf-8") as said,
        (folder / "errors").open("w+", encoding="utf-8") as errors,
    ):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=errors, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{command}: exit code {process.returncode}\n{errors.read()[-4000:]}")
        said.seek(0)
        return {
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / 1024,
            "said": said.read(),
        }


def made(archive: Path | None, n_words: int, corpus: Path, *patterns: Path) -> int:
    """Have a corpus written, and perhaps patterns; its number of words."""
    command = [sys.executable, HERE / "corpora.py", archive or "-", str(n_words), corpus, *patterns]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def limit(corpus: Path) -> float:
    """Seconds of the least that any tool must do on this machine: read every byte, and replace it by another by a table."""
    table = bytes(range(256))
    start = time.perf_counter()
    with corpus.open("rb", buffering=0) as file:
        while block := file.read(1 << 20):
            block.translate(table)
    return time.perf_counter() - start


def run(
    peer: str, corpus: Path, patterns: Path, store: Path | None = None, work: str = WHOLE
) -> dict:
    """One round of one tool, in a folder of its own; of this package, with a store, of `AGAIN` or `BY_TEXT`."""
    with tempfile.TemporaryDirectory(dir=corpus.parent) as folder:
        command = [
            python_of(peer),
            HERE / "peers" / SCRIPTS[peer][0],
            corpus,
            patterns,
            folder,
            *SCRIPTS[peer][1:],
        ]
        if store is not None:
            command += [*["auto"] * (peer == OWN), store, *[work] * (work == BY_TEXT)]
        result = measured(command, Path(folder))
        if peer in (OWN, CLUSTER):
            found = "keyness.csv" if work == BY_TEXT else "spans.csv"
            with (Path(folder) / found).open("rb") as file:
                result["matches"] = hashlib.file_digest(file, "sha256").hexdigest()
        return result


def rounds(
    peers: list[str],
    corpus: Path,
    patterns: Path,
    n_rounds: int,
    store: Path | None = None,
    work: str = WHOLE,
) -> tuple[dict[str, list[dict]], float]:
    """Every tool in turn, so many times; and the limit, the median of as many measurements between them."""
    results, limits = {peer: [] for peer in peers}, []
    if n_rounds > 5:  # the first of each reads its libraries from the disk
        for peer in peers:
            run(peer, corpus, patterns)
    for number in range(n_rounds):
        limits.append(limit(corpus))
        for peer in peers:
            results[peer].append(run(peer, corpus, patterns, store, work))
            print(
                f"  round {number + 1}, {peer}: {results[peer][-1]['wall']:.2f} s, {results[peer][-1]['peak']:.0f} MiB",
                file=sys.stderr,
            )
    return results, statistics.median(limits)


def machine() -> str:
    """What the times are those of."""
    cpuinfo, memory = (
        Path("/proc/cpuinfo"),
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
    )
    models = (
        [
            line.partition(":")[2].strip()
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        if cpuinfo.exists()
        else []
    )
    return f"{(models or [platform.machine()])[0]}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"


def rows(
    results: dict[str, list[dict]], least: float, n_words: int, corpus: str, work: str = WHOLE
) -> list[dict]:
    """The table's rows of one size; the hits of all tools that find patterns must agree, and this package's files to the byte."""
    said = {peer: json.loads(runs[0]["said"].splitlines()[-1]) for peer, runs in results.items()}
    if len({one["hits"] for peer, one in said.items() if peer != "conc"}) > 1:
        raise SystemExit(f"the hits differ: { {peer: one['hits'] for peer, one in said.items()} }")
    if len({one.get("matches") for peer in (OWN, CLUSTER) for one in results.get(peer, ())}) > 1:
        raise SystemExit(
            "the matches of a cluster are not those of one process, or not the same in every round"
        )
    found = []
    for peer, runs in results.items():
        walls = [one["wall"] for one in runs]
        wall = statistics.median(walls)
        found.append(
            {
                "date": datetime.date.today().isoformat(),
                "machine": machine(),
                "python": platform.python_version(),
                "corpus": corpus,
                "n_words": n_words,
                "work": work,
                "tool": peer,
                "version": version_of(peer),
                "rounds": len(runs),
                "wall_seconds": f"{wall:.3f}",
                "wall_seconds_low": f"{min(walls):.3f}",
                "wall_seconds_high": f"{max(walls):.3f}",
                "words_per_second": round(n_words / wall),
                "cpu_seconds": f"{statistics.median(one['cpu'] for one in runs):.3f}",
                "peak_mebibytes": round(max(one["peak"] for one in runs))
                if peer != CLUSTER
                else "",  # its workers are processes of their own
                "hits": said[peer]["hits"] if peer != "conc" and work != BY_TEXT else "",
                "spans": str(said[peer]["spans"]).lower(),
                "share_of_limit": f"{least / wall:.6f}",
            }
        )
    return found


def again(corpus: Path, patterns: Path, n_rounds: int, n_words: int, name: str) -> list[dict]:
    """The table's rows of `AGAIN` and `BY_TEXT`: the store is made beforehand."""
    store = corpus.with_suffix(".store")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "readouts",
            "count",
            corpus,
            "--store",
            store,
            "--out",
            corpus.with_suffix(".csv"),
        ],
        check=True,
        capture_output=True,
        env=ENVIRONMENT,
    )
    found = []
    for work in (AGAIN, BY_TEXT):
        measured_rounds = rounds([OWN, CLUSTER], corpus, patterns, n_rounds, store, work)
        found += rows(*measured_rounds, n_words, name, work)
    store.unlink()
    return found


def growth(table: list[dict], tool: str, least_words: int = 1_000_000) -> float | None:
    """The exponent by which the time grows with the words, from the least size to the largest: 1 is in step with them."""
    own = sorted(
        (row["n_words"], float(row["wall_seconds"]))
        for row in table
        if row["tool"] == tool and row["work"] == WHOLE and row["n_words"] >= least_words
    )
    return (
        math.log(own[-1][1] / own[0][1]) / math.log(own[-1][0] / own[0][0])
        if len(own) > 1
        else None
    )


def show(table: list[dict]) -> None:
    """The table, and the growth exponents."""
    shown = [
        "n_words",
        "work",
        "tool",
        "version",
        "rounds",
        "wall_seconds",
        "words_per_second",
        "peak_mebibytes",
        "hits",
        "share_of_limit",
    ]
    cells = [shown] + [[str(row[name]) for name in shown] for row in table]
    widths = [max(len(line[place]) for line in cells) for place in range(len(shown))]
    print(
        *("  ".join(cell.rjust(width) for cell, width in zip(line, widths)) for line in cells),
        sep="\n",
    )
    for tool in dict.fromkeys(row["tool"] for row in table):
        if exponent := growth(table, tool):
            print(f"growth exponent, {tool}: {exponent:.2f}")


def main() -> int:
    """Make the corpora, run the tools, show and perhaps record."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--corpus",
        type=Path,
        default=ARCHIVE if ARCHIVE.exists() else None,
        help="JSON lines with a field text, also .gz or .xz; where none is at hand, a corpus is made",
    )
    parser.add_argument(
        "--made", action="store_const", const=None, dest="corpus", help="make a corpus in any case"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="words")
    parser.add_argument("--tools", nargs="+", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--record", action="store_true", help=f"write {RESULT.relative_to(ROOT)}")
    arguments = parser.parse_args()
    table = []
    name = arguments.corpus.name if arguments.corpus else "made"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        patterns = Path(folder) / "patterns.txt"
        made(arguments.corpus, 1_000_000, Path(folder) / "sample.jsonl", patterns)
        for size in arguments.sizes:
            corpus = Path(folder) / f"{size}.jsonl"
            n_words = made(arguments.corpus, size, corpus)
            print(f"{n_words:,} words of {name}", file=sys.stderr)
            n_rounds = SIZES.get(size, 1)
            table += rows(*rounds(arguments.tools, corpus, patterns, n_rounds), n_words, name)
            if size >= LEAST_AGAIN and CLUSTER in arguments.tools:
                table += again(corpus, patterns, n_rounds, n_words, name)
            corpus.unlink()
    show(table)
    if arguments.record:
        with RESULT.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
