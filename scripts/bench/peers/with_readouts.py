"""This package: the commands as a person calls them, over one store."""

import contextlib
import csv
import io
import json

from common import arguments, say
from readouts.__main__ import main

corpus, patterns, out = arguments()
codebook = out / "codebook.csv"
with codebook.open("w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([("code", "language", "pattern"), *((f"c{number}", "en", pattern) for number, pattern in enumerate(patterns))])


def run(*command: str) -> None:
    """A command that must end well."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        if main([*command, "--store", str(out / "store")]):
            raise SystemExit(said.getvalue())


run("compare", str(corpus), "--target", "target", "--reference", "reference", "--format", "csv", "--out", str(out / "keyness.csv"))
run("code", str(corpus), "--codebook", str(codebook), "--format", "csv", "--out", str(out / "spans.csv"))
