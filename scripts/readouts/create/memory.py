"""What a book remembers: what the corpus gave and which files were made, so that an update tells what a person has changed since."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

FILE = ".readouts.json"
# Where the codebook of a book is from: the corpus, or anywhere else.
OF_CORPUS = "corpus"


class Memory(NamedTuple):
    """What was known when a book was made or last brought up to date.

    Attributes
    ----------
    tables : dict of str to dict
        As `merging.remembered` gives them.
    pages, settings : dict of str to str
        The SHA-256 of each file that was made or given, by its path.
    codebook : str
        `OF_CORPUS`, if the codebook is the one that the corpus has.
    """

    tables: dict[str, dict]
    pages: dict[str, str]
    settings: dict[str, str]
    codebook: str = ""


def read(folder: Path) -> Memory:
    """Return what a book remembers; nothing in one that was made before this was kept.

    Raises
    ------
    ValueError
        If the file holds something else.
    """
    path = folder / FILE
    try:
        found = json.loads(path.read_bytes())
        return Memory(
            {name: dict(rows) for name, rows in found["tables"].items()},
            dict(found["pages"]),
            dict(found.get("settings", {})),
            str(found.get("codebook", "")),
        )
    except FileNotFoundError:
        return Memory({}, {}, {})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValueError(
            f"{path}: found something else than what an update wrote there; without this file, an update replaces no cell that holds something"
        ) from None


def as_json(memory: Memory) -> bytes:
    """Return what is to be remembered as its file."""
    text = json.dumps(memory._asdict(), ensure_ascii=False, indent=0)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def marks(files: dict[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file, by its path."""
    return {path: sha256(content) for path, content in sorted(files.items())}


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()
