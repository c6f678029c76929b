"""The documents of a reading that have gone by, by their names and their texts."""

import hashlib
from array import array

# Bytes by which a text is known again.
_DIGEST = 15


def digest_of(side: str, text: str) -> bytes:
    """Return the bytes by which a side's text is known again."""
    return hashlib.blake2b(
        f"{side}\0{text}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST
    ).digest()


class Earlier:
    """The documents that have gone by: the first with each name and the first with each text, in few bytes, as there may be millions."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._texts: dict[bytes, int] = {}
        self._digests, self._rows = bytearray(), array("Q")
        self._files: list[str] = []

    def add(self, file: str, row: int, text: bytes, name: str | None) -> None:
        number = len(self._rows)
        self._digests += text
        self._rows.append(row)
        self._files.append(file)
        self._texts.setdefault(text, number)
        if name:
            self._names.setdefault(name, number)

    def of_name(self, name: str | None) -> int | None:
        return None if name is None else self._names.get(name)

    def of_text(self, text: bytes) -> int | None:
        return self._texts.get(text)

    def text(self, number: int) -> bytes:
        return bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])

    def place(self, number: int) -> tuple[str, int]:
        return self._files[number], self._rows[number]
