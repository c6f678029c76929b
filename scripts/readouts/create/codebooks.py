"""The codebook of a created book that brings its own, in whatever form it has."""

import csv
from pathlib import Path

from ..readers.codebook_file import read_codebook
from ..text.patterns import written_options
from .folder import cleaned, identifiers

FRAMES = ("label", "definition", "source")
CODES = ("label", "definition", "include", "exclude", "source")


def own(path: Path) -> dict[str, list[dict]]:
    """A codebook as the tables ``frames, codebook, patterns``; codes without a frame stand in one of their own.

    Names and rules are kept where a folder has them in ``frames.csv`` and ``codebook.csv``.

    Raises
    ------
    DataError
        All that is wrong with it.
    """
    read = read_codebook(path)
    with_options = any(any(written_options(pattern).values()) for pattern in read.patterns)
    names = list(dict.fromkeys(frame or "codes" for frame in read.codes.values()))
    frames, codes = (
        dict(zip(names, identifiers(names, "frame"))),
        dict(zip(read.codes, identifiers(list(read.codes), "code"))),
    )
    of_frames, of_codes = (
        _described(path / "frames.csv", "frame"),
        _described(path / "codebook.csv", "code"),
    )
    return {
        "frames": [
            {"frame": frames[name], **_texts(of_frames.get(name, {}), FRAMES, name)}
            for name in names
        ],
        "codebook": [
            {
                "frame": frames[frame or "codes"],
                "code": codes[code],
                **_texts(of_codes.get(code, {}), CODES, code),
            }
            for code, frame in read.codes.items()
        ],
        "patterns": [
            {
                "code": codes[pattern.code],
                "language": pattern.language,
                "pattern": pattern.pattern,
                **(written_options(pattern) if with_options else {}),
            }
            for pattern in read.patterns
        ],
    }


def _described(path: Path, key: str) -> dict[str, dict]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row.get(key, ""): row for row in csv.DictReader(file)}


def _texts(row: dict, columns: tuple[str, ...], name: str) -> dict:
    """What is known of a code or frame; its own name where it has no other."""
    return {
        column: cleaned(row.get(column) or name)
        if column == "label"
        else (row.get(column) or "").strip()
        for column in columns
    }
