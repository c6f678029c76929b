"""This package: the commands as a person calls them, for an archive over one store.

More arguments may follow: an engine (``dask`` is a cluster of this machine's cores), and a store of the corpus that is
there already: then the matches alone are found again; or, with a third argument, the words are compared with the text as the unit.
"""

import contextlib
import csv
import io
import sys

from common import arguments, say
from readouts.__main__ import main

corpus, patterns, out = arguments()
engine, store, by_text = [*sys.argv[4:], *["auto", "", ""][len(sys.argv) - 4 :]]
kept = (
    ["--store", store or str(out / "store")]
    if store or engine == "dask" or corpus.stat().st_size > 1 << 20
    else []
)
codebook = out / "codebook.csv"
with codebook.open("w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows(
        [
            # The others know no sentences: a phrase may go on in the next one.
            ("code", "language", "pattern", "within"),
            *(
                (f"c{number}", "en", pattern, "paragraph")
                for number, pattern in enumerate(patterns)
            ),
        ]
    )


def run(*command: str) -> None:
    """A command that must end well."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        if main([*command, *kept, "--engine", engine]):
            raise SystemExit(said.getvalue())


def code() -> int:
    """The matches; how many they are."""
    run(
        "code",
        str(corpus),
        "--codebook",
        str(codebook),
        "--format",
        "csv",
        "--out",
        str(out / "spans.csv"),
    )
    with (out / "spans.csv").open("rb") as file:
        return (
            sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) - 1
        )  # the header; no match goes over a line's end


def compare(*way: str) -> None:
    """The words of both sides, held against each other."""
    sides = ("--target", "target", "--reference", "reference")
    run("compare", str(corpus), *sides, *way, "--format", "csv", "--out", str(out / "keyness.csv"))


def work() -> None:
    """The words of both sides, the matches, and the matches of each document; and the result for the benchmark to compare."""
    compare("--words-as-units")  # what the other tools do
    hits = code()
    run(
        "count",
        str(corpus),
        "--what",
        "codes",
        "--codebook",
        str(codebook),
        "--format",
        "csv",
        "--out",
        str(out / "counts.csv"),
    )
    with (out / "keyness.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    say(hits, int(row["n_target"]) + int(row["n_reference"]), True)


# The processes of a cluster import this file again.
if __name__ == "__main__":
    if by_text:
        compare()
        say(0, 0, True)
    elif store:
        say(code(), 0, True)
    else:
        work()
