"""This package: the commands as a person calls them, for an archive over one store; with ``dask`` by a cluster of this machine's cores."""

import contextlib
import csv
import io
import sys

from common import arguments, say
from readouts.__main__ import main

corpus, patterns, out = arguments()
engine = ["--engine", *sys.argv[4:]] if sys.argv[4:] else []
kept = ["--store", str(out / "store")] if engine or corpus.stat().st_size > 1 << 20 else []
codebook = out / "codebook.csv"
with codebook.open("w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([("code", "language", "pattern"), *((f"c{number}", "en", pattern) for number, pattern in enumerate(patterns))])


def run(*command: str) -> None:
    """A command that must end well."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        if main([*command, *kept, *engine]):
            raise SystemExit(said.getvalue())


def work() -> None:
    """The words of both sides, the matches, and the matches of each document; and the result for the benchmark to compare."""
    run("compare", str(corpus), "--target", "target", "--reference", "reference", "--format", "csv", "--out", str(out / "keyness.csv"))
    run("code", str(corpus), "--codebook", str(codebook), "--format", "csv", "--out", str(out / "spans.csv"))
    run("count", str(corpus), "--what", "codes", "--codebook", str(codebook), "--format", "csv", "--out", str(out / "counts.csv"))
    with (out / "keyness.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    with (out / "spans.csv").open("rb") as file:
        hits = sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) - 1  # the header; no match goes over a line's end
    say(hits, int(row["n_target"]) + int(row["n_reference"]), True)


# The processes of a cluster import this file again.
if __name__ == "__main__":
    work()
