"""What is made once and can be made anew: kept in this user's cache folder, and checked before it is used."""

import hashlib
import json
import os
from pathlib import Path

from ..atomic import atomic_write


def folder() -> Path:
    """Where this user's programs keep such things; ``READOUTS_CACHE`` names another place."""
    if named := os.environ.get("READOUTS_CACHE"):
        return Path(named)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("readouts", appauthor=False))


def name(kind: str, *depends: str) -> str:
    """A name that holds the hash of all that a thing depends on."""
    digest = hashlib.sha256("\0".join(depends).encode()).hexdigest()
    return f"{kind}-{digest[:24]}.bin"


def get(name: str) -> tuple[dict, bytes] | None:
    """What `put` was given under this name, if it is there and whole."""
    try:
        head, _, body = (folder() / name).read_bytes().partition(b"\n")
        head = json.loads(head)
        return (head["about"], body) if head["sha256"] == hashlib.sha256(body).hexdigest() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def put(name: str, about: dict, body: bytes) -> None:
    """Keep a thing; where there is no place for it, it is made again next time."""
    path = folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            file.write(
                json.dumps({"about": about, "sha256": hashlib.sha256(body).hexdigest()}).encode()
                + b"\n"
                + body
            )
    except OSError:
        pass
