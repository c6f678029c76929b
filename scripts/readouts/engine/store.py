"""An encoded corpus in one file, to be encoded once and read often.

The file is written beside its place and moved there when it is whole, so that an interrupted run leaves what was there
before. It names the corpus that it was made from, by the hash of every file, and the tokeniser, by the hash of its source:
where either is another one now, it is stale. Every part has a checksum that is compared when the part is read: where it is
another, the file is damaged. A stale or damaged store is made anew by who opens it, and never used.

Layout: `MAGIC`; the parts, one after the other; the index, as JSON; its length, its checksum and `MAGIC` again. A block has
the parts ids, starts, documents (JSON) and text (UTF-8); parts of the whole are types and forms (JSON) and form_of.
"""

import datetime
import hashlib
import json
import os
import struct
import sys
import time
import unicodedata
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np

from .. import paths
from ..atomic import atomic_write
from ..corpus.document import ALWAYS, Document
from .numbering import Block, Stream, Vocabulary
from .prefetch import prefetch

MAGIC = b"readouts store 1\n"
_TAIL = struct.Struct("<QI")
STAMP = ("path", "size", "modified", "changed", "inode")
_PIECE = 1 << 20  # bytes hashed at a time


class NotUsable(ValueError):
    """A store that is stale or damaged: it is to be made anew."""


def fingerprint() -> str:
    """What the numbers of an encoded corpus hang on besides its files: how they are read, and what a segment and a word is."""
    folder = paths.PACKAGE
    sources = [
        *sorted((folder / "corpus").rglob("*.py")),
        *sorted((folder / "readers").rglob("*.py")),
        *(folder / "text" / name for name in ("tokens.py", "combining.py", "languages.py")),
        paths.SPELLING,
    ]
    digest = hashlib.sha256(f"{MAGIC} {unicodedata.unidata_version} {sys.byteorder}".encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def source(corpus: Path, options: dict) -> dict:
    """A corpus as a store knows it: how it is read, and every file with its size, times and hash.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    return {
        "options": json.loads(json.dumps(options, default=str, sort_keys=True)),
        "files": [{**_stamp(corpus, path), "sha256": _sha256(path)} for path in _files(corpus)],
    }


def _files(corpus: Path) -> list[Path]:
    return (
        sorted(path for path in corpus.rglob("*") if path.is_file())
        if corpus.is_dir()
        else [corpus]
    )


def _stamp(corpus: Path, path: Path) -> dict:
    about = path.stat()
    name = path.name if path == corpus else str(path.relative_to(corpus))
    return dict(
        zip(STAMP, (name, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino))
    )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def is_of(known: dict, written_at: int, corpus: Path, options: dict) -> bool:
    """Whether a corpus is the one that a store was made from.

    A file whose size and times are as they were has not been written to, since no program can set the time of change
    (`st_ctime`); one changed so shortly before the store was begun that its times might not tell is read again.
    """
    if known["options"] != json.loads(json.dumps(options, default=str, sort_keys=True)) or len(
        known["files"]
    ) != len(_files(corpus)):
        return False
    return all(
        _same(file, path, written_at, corpus) for file, path in zip(known["files"], _files(corpus))
    )


def _same(file: dict, path: Path, written_at: int, corpus: Path) -> bool:
    stamp = _stamp(corpus, path)
    if stamp["path"] != file["path"] or stamp["size"] != file["size"]:
        return False
    settled = os.name == "posix" and written_at - stamp["changed"] > 2_000_000_000
    return (settled and stamp == {name: file[name] for name in stamp}) or _sha256(path) == file[
        "sha256"
    ]


def write(
    path: Path, documents: Iterable[Document], corpus: Path, options: dict, compiled: bool = False
) -> None:
    """Encode documents into a store.

    Parameters
    ----------
    path : Path
        Where the store is to be; a store that is there is replaced, and nothing else is.
    documents : iterable of Document
    corpus, options
        What they are read from, and how: see `source`.
    compiled : bool
        Use the compiled loop.

    Raises
    ------
    ValueError
        If there is something at `path` that is no store; and whatever reading the documents raises.
    """
    if path.exists() and not _is_store(path):
        raise ValueError(
            f"{path}: found something that is no store of readouts, expected a store or nothing; choose another name"
        )
    begun = time.time_ns()
    known = source(corpus, options)
    with atomic_write(path) as file:
        _write(
            file,
            Stream(documents, compiled),
            {"source": known, "begun": begun, "tokenizer": fingerprint(), "package": _version()},
        )
        file.flush()
        os.fsync(file.fileno())
        if [_stamp(corpus, found) for found in _files(corpus)] != [
            {name: about[name] for name in STAMP} for about in known["files"]
        ]:
            raise ValueError(f"{corpus}: it was changed while it was read; nothing is kept of it")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("readouts")
    except PackageNotFoundError:
        return ""


def _is_store(path: Path) -> bool:
    """Whether a file is or was a store: either end of it may be damaged."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        begins = file.read(len(MAGIC)) == MAGIC
        file.seek(max(path.stat().st_size - len(MAGIC), 0))
        return begins or file.read() == MAGIC


def _write(file, stream: Stream, head: dict) -> None:
    file.write(MAGIC)

    def part(data) -> list[int]:
        data = memoryview(data).cast("B") if len(data) else b""
        place = [file.tell(), len(data), zlib.crc32(data)]
        file.write(data)
        return place

    blocks, n_documents, n_tokens = [], 0, 0
    for block in stream.blocks():
        rows = [
            [*document._replace(text="")[: len(ALWAYS)], size]
            for document, size in zip(block.described, np.diff(block.edges).tolist())
        ]
        blocks.append(
            {
                "ids": part(block.ids),
                "starts": part(block.starts),
                "text": part(block.utf8),
                "bounds": part(block.bounds),
                "documents": part(_json(rows)),
                "n_types": block.n_types,
                "first": n_documents,
            }
        )
        n_documents += len(rows)
        n_tokens += int(np.count_nonzero(block.ids))
    vocabulary = stream.vocabulary
    index = {
        **head,
        "n_documents": n_documents,
        "n_tokens": n_tokens,
        "blocks": blocks,
        "types": part(_json(vocabulary.types)),
        "forms": part(_json(vocabulary.forms)),
        "form_of": part(vocabulary.form_of),
    }
    data = _json(index)
    file.write(data)
    file.write(_TAIL.pack(len(data), zlib.crc32(data)) + MAGIC)


def _json(value) -> bytes:
    return json.dumps(value, default=str).encode()


class Store:
    """A store, opened for reading; many processes may read one at the same time.

    Parameters
    ----------
    path : Path
    compiled : bool
        Whether what reads it is to use the compiled loops.

    Attributes
    ----------
    vocabulary : Vocabulary
    n_documents, n_tokens : int

    Raises
    ------
    NotUsable
        If it is damaged, or its words were cut in another way. Every part is checked again when it is read.
    """

    def __init__(self, path: Path, compiled: bool = False):
        self.path, self.compiled, self._reading = path, compiled, Lock()
        try:
            self._file = path.open("rb")
            weakref.finalize(self, self._file.close)
            self._index = self._read_index()
            self.n_documents, self.n_tokens = self._index["n_documents"], self._index["n_tokens"]
            types, forms = (
                json.loads(self._part(self._index[name])) for name in ("types", "forms")
            )
            self.vocabulary = Vocabulary()
            self.vocabulary.fill(
                types, forms, np.frombuffer(self._part(self._index["form_of"]), np.int32)
            )
        except (OSError, KeyError, TypeError, ValueError, struct.error) as error:
            raise NotUsable(f"{path}: {error}") from error

    def __del__(self):
        if hasattr(self, "_file"):
            self._file.close()

    def _read_index(self) -> dict:
        size = os.fstat(self._file.fileno()).st_size
        tail = _TAIL.size + len(MAGIC)
        if (
            size < len(MAGIC) + tail
            or self._read(0, len(MAGIC)) != MAGIC
            or self._read(size - len(MAGIC), len(MAGIC)) != MAGIC
        ):
            raise ValueError("it is cut off, or no store of this version")
        length, checksum = _TAIL.unpack(self._read(size - tail, _TAIL.size))
        index = json.loads(self._part([size - tail - length, length, checksum]))
        if index["tokenizer"] != fingerprint():
            raise ValueError("its words were cut in another way")
        return index

    def _read(self, place: int, length: int) -> bytes:
        with self._reading:  # several threads of a worker may read one store
            self._file.seek(place)
            return self._file.read(length)

    def _part(self, place: list[int]) -> bytes:
        begin, length, checksum = place
        data = self._read(begin, length) if begin >= 0 else b""
        if len(data) != length or zlib.crc32(data) != checksum:
            raise NotUsable(f"{self.path}: damaged at byte {begin:,}")
        return data

    def is_of(self, corpus: Path, options: dict) -> bool:
        """Whether it was made from this corpus as it is now, read in this way."""
        return is_of(self._index["source"], self._index["begun"], corpus, options)

    def blocks(
        self,
        wanted: Callable[[Document], bool] | None = None,
        texts: bool = True,
        first: int = 0,
        last: int | None = None,
    ) -> Iterator[Block]:
        """The blocks, of those documents only that are wanted; without their texts where they are not needed.

        `first` and `last` are numbers of blocks, for a part of the store.
        """
        read = (self._block(about, texts) for about in self._index["blocks"][first:last])
        for block in prefetch(read) if self.compiled else read:
            if wanted:
                block = _only(block, [wanted(document) for document in block.described])
            if block.described:
                yield block

    def _block(self, about: dict, texts: bool) -> Block:
        rows = json.loads(self._part(about["documents"]))
        documents = [_document(described) for *described, _ in rows]
        edges = np.cumsum([0, *(size for *_, size in rows)])
        ids, starts, bounds = (
            np.frombuffer(self._part(about[name]), kind)
            for name, kind in (("ids", np.int32), ("starts", np.uint32), ("bounds", np.int64))
        )
        return Block(
            documents,
            self._part(about["text"]) if texts else b"",
            edges,
            ids,
            starts,
            bounds,
            about["n_types"],
        )

    @property
    def n_blocks(self) -> int:
        """How many blocks there are."""
        return len(self._index["blocks"])


def _document(described: list) -> Document:
    if described[3]:
        described[3] = datetime.date.fromisoformat(described[3])
    return Document(*described)


def _only(block: Block, keep: list[bool]) -> Block:
    """A block with some of its documents."""
    if all(keep):
        return block
    of_ids = np.repeat(keep, np.diff(block.bounds))
    documents = [document for document, kept in zip(block.described, keep) if kept]
    texts = [
        block.utf8[first:end]
        for first, end, kept in zip(block.edges.tolist(), block.edges[1:].tolist(), keep)
        if kept
    ]
    edges, bounds = (
        np.concatenate([[0], np.cumsum(np.diff(of_all)[keep])]).astype(np.int64)
        for of_all in (block.edges, block.bounds)
    )
    return Block(
        documents,
        b"".join(texts),
        edges,
        block.ids[of_ids],
        block.starts[of_ids],
        bounds,
        block.n_types,
    )
