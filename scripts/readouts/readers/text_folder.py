"""A folder of texts, one a file: plain text, or Markdown with front matter, described by their names or by a manifest."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..corpus.datapackage import DataError
from . import decoding, opening
from .column_names import NAMES, ROLES, plain
from .faults import Faults, data_error, one_line, shown
from .formats import manifest_of
from .options import Options

_NAMING = ["file", "filename", "file_name", "path", "document", "doc_name"]
_FRONT = re.compile(r"---[ \t]*\n(?P<matter>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# A text of ten million words has some 60 MB; front matter describes it in a few lines.
_LONGEST_MATTER, _NESTED = 2**14, 100
_DATE = re.compile(r"(?<!\d)(?:\d{4}([-_.])\d{2}\1\d{2}|(?:19|20)\d{6})(?!\d)")
# Texts that may be a side each, if their names are words.
_FEW = 12
_LANGUAGES = frozenset(
    [
        "ar",
        "be",
        "cs",
        "de",
        "en",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sv",
        "th",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)


class TextFolder:
    """Text files as the rows of a table: `text`, what their names tell, and what a manifest or front matter says."""

    def __init__(
        self, folder: Path, files: list[Path], options: Options, others: Sequence[Path] = ()
    ):
        self.folder = folder
        self.file = folder.name if len(files) > 1 else files[0].name
        manifest = manifest_of(folder) if len(files) > 1 else None
        self.remarks: list[str] = []
        self._leave("no text of the corpus", [file for file in others if file != manifest])
        self.described = (
            self._of_manifest(manifest, files) if manifest else _of_names(folder, files)
        )
        kinds = Counter("Markdown" if _is_markdown(file) else "text" for file in self.described)
        self.form = " and ".join(
            f"{count} {kind} {'file' if count == 1 else 'files'}" for kind, count in kinds.items()
        )
        self.form += f", described by {manifest.name}" if manifest else ", described by their names"
        found = {file: decoding.of_file(file, options.encoding) for file in self.described}
        self.encodings = {file: encoding.codec for file, encoding in found.items()}
        self.encoding = self._encodings(found)
        matters = [
            _by_role(matter) | matter
            for file in self.described
            if _is_markdown(file) and (matter := self._text(file, Faults())[1])
        ]
        for role in set(ROLES) & set().union(*matters) if not manifest else ():
            for one in self.described.values():
                one.pop(
                    role, None
                )  # what the texts say themselves goes before what their names seem to tell
        self.columns = list(
            dict.fromkeys(
                ["text", *(name for one in [*self.described.values(), *matters] for name in one)]
            )
        )

    def _encodings(self, found: dict[Path, decoding.Encoding]) -> str:
        """Return one encoding, or each with its number of files, or their names if they are few."""
        alike = defaultdict(list)
        for file in found:
            alike[found[file].codec, found[file].guessed].append(file)
        said = []
        for files in sorted(alike.values(), key=len, reverse=True):
            words = [word for file in files[:_FEW] for word in found[file].words]
            others = [found[file].other for file in files if found[file].other]
            names = [file.relative_to(self.folder).as_posix() for file in files]
            one = found[files[0]]._replace(words=tuple(words), other="".join(others[:1]))
            said.append((str(one), ", ".join(names) if len(names) < 4 else f"{len(names)} files"))
        return said[0][0] if len(said) == 1 else "; ".join(f"{one} ({of})" for one, of in said)

    def _of_manifest(self, manifest: Path, files: list[Path]) -> dict[Path, dict[str, Any]]:
        from .delimited import Delimited

        table = Delimited(manifest, Options())
        naming = next(
            (column for name in _NAMING for column in table.columns if plain(column) == name),
            None,
        )
        if not naming:
            raise data_error(
                manifest.name, "no column that names files", f"one of {', '.join(_NAMING)}", 1
            )
        faults, described, told = Faults(), {}, _of_names(self.folder, files)
        unsaid = [
            role
            for role in ("side", "date", "event", "language")
            if not {plain(name) for name in table.columns} & set(NAMES[role])
        ]
        known = {file.relative_to(self.folder).as_posix(): file for file in files} | {
            file.name: file for file in files
        }
        # The manifest may keep a text's beginning; the text is in the file.
        names = [name for name in table.columns if plain(name) != "text"]
        for _, row, cells in table.rows(names, faults):
            record = dict(zip(names, cells))
            file = known.get(record[naming].replace("\\", "/").removeprefix("./"))
            if file is None:
                faults.add(
                    manifest.name, row, naming, shown(record[naming]), "a file of the folder"
                )
            else:
                described[file] = record | {
                    role: told[file][role] for role in unsaid if role in told[file]
                }
        if faults:
            raise DataError(faults, faults.more)
        self._leave(f"not in {manifest.name}", [file for file in files if file not in described])
        return described

    def _leave(self, why: str, files: list[Path]) -> None:
        names = [file.relative_to(self.folder).as_posix() for file in files]
        if names:
            self.remarks.append(
                f"{why}, and not read: {', '.join(names[:12])}"
                + (f" and {len(names) - 12} more" if len(names) > 12 else "")
            )

    def _text(self, file: Path, faults: Faults) -> tuple[str, dict[str, Any]]:
        """Return the text of a file and its front matter."""
        name = file.relative_to(self.folder).as_posix()
        with opening.unpacked(file) as stream:
            data = stream.read(opening.LONGEST + 1)
        if len(data) > opening.LONGEST:
            faults.add(
                name, 0, "", f"a text of more than {opening.LONGEST:,} bytes", "a shorter one"
            )
            return "", {}
        try:
            text = data.decode(self.encodings[file])
        except UnicodeError as error:
            faults.add(
                name,
                0,
                "",
                f"bytes that are not in {self.encodings[file]} ({error})",
                "text in one encoding; --encoding says another",
            )
            return "", {}
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return _front_matter(text, name, faults) if _is_markdown(file) else (text, {})

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`; a file is a row, and has no number."""
        for file, described in self.described.items():
            text, matter = self._text(file, faults)
            record = {**described, **_by_role(matter), **matter, "text": text}
            yield (
                file.relative_to(self.folder).as_posix(),
                0,
                [record.get(column) for column in wanted],
            )


def _by_role(matter: dict[str, Any]) -> dict[str, Any]:
    """Return what front matter says under the names of roles, so that files that call them otherwise go together."""
    by_name = {plain(key): value for key, value in reversed(matter.items())}
    return {
        role: next(by_name[name] for name in names if name in by_name)
        for role, names in NAMES.items()
        if role != "text" and not by_name.keys().isdisjoint(names)
    }


def _is_markdown(file: Path) -> bool:
    return ".md" in file.suffixes or ".markdown" in file.suffixes


def _front_matter(text: str, name: str, faults: Faults) -> tuple[str, dict[str, Any]]:
    """Return a text of Markdown without its front matter, and what that says."""
    match = _FRONT.match(text.lstrip("\ufeff"), 0, _LONGEST_MATTER)
    if not match:
        return text, {}
    import yaml

    if len(re.findall(r"[\[{]", match["matter"] or "")) > _NESTED:
        faults.add(
            name,
            0,
            "",
            f"front matter with more than {_NESTED} brackets",
            "lines such as date: 2022-06-15",
        )
        return text[match.end() :], {}
    try:
        matter = yaml.safe_load(match["matter"] or "")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.add(
            name,
            0,
            "",
            f"front matter that is no YAML ({one_line(error)})",
            "lines such as date: 2022-06-15",
        )
        return text[match.end() :], {}
    if matter is not None and not isinstance(matter, dict):
        faults.add(
            name, 0, "", f"front matter that is {shown(matter)}", "lines such as date: 2022-06-15"
        )
    # Lists and objects describe no text here, and may stand for themselves a billion times over.
    values = matter.items() if isinstance(matter, dict) else ()
    return text[match.end() :], {
        str(key): value for key, value in values if not isinstance(value, (dict, list, tuple, set))
    }


def _of_names(folder: Path, files: list[Path]) -> dict[Path, dict[str, Any]]:
    """Return what the names of files tell: date, event, side and language, by parts between ``__`` (or ``_``) and by folders.

    A part with a date and more is an event, a part that every file has and that is the code of a language is that, and
    of the others the one with the fewest values is the side.
    """
    parted = {file: _parts(file.relative_to(folder)) for file in files}
    described = {
        file: {"file": file.relative_to(folder).as_posix()} | _dated(parts)
        for file, parts in parted.items()
    }
    codes = {
        file: next((part for part in reversed(parts) if part in _LANGUAGES), None)
        for file, parts in parted.items()
    }
    left = {}
    for file, parts in parted.items():
        if all(codes.values()):
            described[file]["language"] = codes[file]
        used = {described[file].get("event"), described[file].get("language")}
        left[file] = [part for part in parts if part not in used and not _is_date(part)]
    width = {len(parts) for parts in left.values()}
    if (len(width) == 1 and any(len(parts) > 1 for parts in parted.values())) or _are_sides(left):
        values = list(zip(*left.values()))
        varied = [
            number
            for number, parts in enumerate(values)
            if len(set(parts)) > 1 and (len(set(parts)) < len(files) or _are_sides(left))
        ]
        side = min(varied, key=lambda number: len(set(values[number])), default=0)
        for file, parts in left.items() if values else ():
            described[file]["side"] = parts[side]
            if rest := [parts[number] for number in varied if number != side]:
                described[file].setdefault("event", "_".join(rest))
    return described


def _are_sides(left: dict[Path, list[str]]) -> bool:
    """Say whether files of different names are one a side: few of them, with a word for a name."""
    return (
        len(left) <= _FEW
        and all(parts and not re.search(r"\d|.{31}", " ".join(parts)) for parts in left.values())
        and len(set(map(len, left.values()))) == 1
    )


def _parts(path: Path) -> list[str]:
    stem = opening.stem(path.name)
    return [
        *path.parts[:-1],
        *(stem.split("__") if "__" in stem else stem.split("_") if "_" in stem else [stem]),
    ]


def _is_date(part: str) -> bool:
    return bool((match := _DATE.search(part)) and match[0] == part)


def _dated(parts: list[str]) -> dict[str, Any]:
    for part in parts:
        if match := _DATE.search(part):
            return {"date": match[0].replace("_", "-")} | (
                {"event": part} if match[0] != part else {}
            )
    return {}
