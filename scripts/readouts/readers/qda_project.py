"""The archive of a project of REFI-QDA: the file that codes, and the texts beside it."""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from . import opening
from .faults import one_line


class Project:
    """A project that is opened.

    Raises
    ------
    ValueError
        If it is damaged.
    """

    def __init__(self, data: bytes):
        try:
            self.archive = ZipFile(io.BytesIO(data))
            self.names = {name.lower(): name for name in self.archive.namelist()}
            most = max(opening.UNPACKED_FREELY, opening.EXPANSION * len(data))
            if sum(one.file_size for one in self.archive.infolist()) > most:
                raise ValueError("a project that unpacks without end")
            self.root = ElementTree.fromstring(self.archive.read("project.qde"))
        except (*opening.TORN, KeyError, OSError, ElementTree.ParseError, LookupError) as fault:
            raise ValueError(f"a damaged project ({one_line(fault)})") from fault

    def every(self, name: str) -> Iterator[Any]:
        """Yield the elements of a name, wherever they stand."""
        return (one for one in self.root.iter() if one.tag.rpartition("}")[2] == name)

    def text(self, source: Any) -> str:
        """Return the text of a source; empty where it has none, or one that lies elsewhere."""
        for child in source:
            if child.tag.rpartition("}")[2] == "PlainTextContent":
                return child.text or ""
        name = source.get("plainTextPath", "").removeprefix("internal://")
        path = self.names.get(f"sources/{name.lower()}")
        try:
            return self.archive.read(path).decode("utf-8-sig", "replace") if path else ""
        except (*opening.TORN, ValueError, OSError) as fault:
            raise ValueError(f"a damaged project ({one_line(fault)})") from fault


def texts(data: bytes) -> list[dict[str, Any]]:
    """Return the texts of a project, as a corpus."""
    project = Project(data)
    return [
        {"id": source.get("name") or source.get("guid", ""), "text": text}
        for source in project.every("TextSource")
        if (text := project.text(source))
    ]
