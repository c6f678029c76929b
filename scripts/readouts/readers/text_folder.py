"""A folder of texts, one a file or a few, described by their names, by what they say themselves, or by a manifest."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import dates, decoding, extracting, file_names, formats, manifest
from .column_names import NAMES, ROLES, plain
from .faults import REMARK, Faults, named, one_line, shown
from .options import Options
from .rows import Tabular
from .transcripts import is_transcript

_FRONT = re.compile(r"---[ \t]*\n(?P<matter>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# A text of ten million words has some 60 MB; front matter describes it in a few lines.
_LONGEST_MATTER, _NESTED = 2**14, 100
# Files whose guessed encoding shows its words; and files of which is kept what is in them, until their rows are read.
_FEW, _KEPT = 12, 200


# What the name of a transcript tells of its side, where its speakers are the sides.
_BY_NAME = "side by name"


class TextFolder:
    """Text files as the rows of a table: `text`, what their names tell, and what a manifest or they themselves say.

    Parameters
    ----------
    folder : Path
    files : list of Path
        The texts.
    options : Options
    found : formats.Kinds, optional
        All that is in the folder, where it is read as one.
    table : Tabular, optional
        The manifest.
    """

    uses = ("encoding",)
    # The file's name is said in every notice.
    parts = ("file",)

    def __init__(
        self,
        folder: Path,
        files: list[Path],
        options: Options,
        found: formats.Kinds | None = None,
        table: Tabular | None = None,
    ):
        self.folder = folder
        self.file = folder.name if len(files) > 1 else files[0].name
        self.remarks: list[str] = []
        if found:
            others = [
                file
                for file in (*found.tables, *found.others)
                if not table or file != found.manifest
            ]
            self._leave("no text of the corpus, and not read", others)
            self._leave("passed over, as what programs and systems leave", found.left)
        order, told = file_names.order_of_days(folder, files)
        if options.date_format in (dates.DAY_FIRST, dates.MONTH_FIRST):
            order, told = options.date_format, []
        self.remarks += told
        self.described = file_names.described(folder, files, order)
        said: dict[Path, str] = {}
        if table:
            read = manifest.read(table, folder, self.described)
            self._leave(
                f"not in {table.file}, and not read",
                [file for file in files if file not in read.described],
            )
            self.described, said = read.described, read.encodings
            self.remarks += read.remarks
        else:
            self.remarks += file_names.unread_days(folder, self.described)
        self.forms = {file: self._form(file, options) for file in self.described}
        self.codecs = self._decoded_by(options, said)
        if not options.form:
            self._set_forms()
        self.remarks += [
            f"of {extracting.CALLED[form]} files not read: {left}"
            for form, left in extracting.NOT_READ.items()
            if form in self.forms.values()
        ]
        self._kept: dict[Path, list[dict[str, Any]]] = {}
        self._asked, self._spoken = options.form, dict[Path, None]()
        self._set_columns(table is not None)
        names = [file.relative_to(folder).as_posix() for file in self._spoken if self.forms[file] != "transcript"]  # fmt: skip
        if names:
            other = self.forms[folder / names[0]]
            self.remarks.append(f"transcripts, whose speakers are a column and whose labels are no words (--form {other} reads texts): {named(names)}")  # fmt: skip
        kinds = Counter(extracting.CALLED[form] for form in self.forms.values())
        self.form = " and ".join(
            f"{count} {kind} {'file' if count == 1 else 'files'}" for kind, count in kinds.items()
        )
        self.form += f", described by {table.file if table else 'their names'}"

    def _form(self, file: Path, options: Options) -> str:
        if options.form in formats.TEXTS and options.form != "transcript":
            return options.form
        ending = formats.ending(file.name)
        form = ending if ending in formats.TEXTS else formats.of_file(file)
        # A transcript may stand in a file of any form.
        is_asked = options.form == "transcript" and form not in extracting.SPOKEN
        return "transcript" if is_asked else form

    def _decoded_by(self, options: Options, said: dict[Path, str]) -> dict[Path, str]:
        """Return the codecs of plain texts, and say of all which they are."""
        found = {
            file: decoding.of_file(file, said.get(file) or options.encoding)
            for file, form in self.forms.items()
            if form in formats.PROSE
        }
        self.encoding = self._encodings(found) if found else ""
        return {file: encoding.codec for file, encoding in found.items()}

    def _set_forms(self) -> None:
        """Look into files called .txt: what is in them may be a transcript, or an export of many articles."""
        for file, form in self.forms.items():
            if form == "txt":
                self.forms[file], told = extracting.form_of_text(file, self.codecs[file])
                if told:
                    self.remarks.append(f"{file.relative_to(self.folder).as_posix()}: {told}")

    def _set_columns(self, is_described: bool) -> None:
        """Find the columns; what the texts say themselves goes before what their names seem to tell."""
        columns: dict[str, None] = {"text": None}
        for file, form in self.forms.items():
            if form in extracting.DESCRIBED:
                for record in self._records(file, Faults()):
                    if told := record.pop(REMARK, None):
                        self.remarks.append(f"{file.relative_to(self.folder).as_posix()}: {told}")
                    columns |= dict.fromkeys(record)
        for file, one in self.described.items() if not is_described else ():
            for role in set(ROLES) & set(columns):
                value = one.pop(role, None)
                if role == "side" and value and self._spoken and len(self.forms) > 1:
                    one |= {_BY_NAME: value} | ({} if file in self._spoken else {role: value})
        for one in self.described.values():
            columns |= dict.fromkeys(one)
        self.columns = list(columns)

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

    def _leave(self, why: str, files: list[Path]) -> None:
        names = [file.relative_to(self.folder).as_posix() for file in files]
        if names:
            self.remarks.append(f"{why}: {named(names)}")

    def _records(self, file: Path, faults: Faults) -> list[dict[str, Any]]:
        """Return what is in a file: its texts, each with what the file says of it."""
        if file in self._kept:
            return self._kept.pop(file)
        name, form = file.relative_to(self.folder).as_posix(), self.forms[file]
        try:
            records = extracting.records(file, form, self.codecs.get(file, ""))
        except extracting.Unread as error:
            faults.add(name, 0, "", str(error), error.expected)
            return []
        if form == "md":
            records = [_front_matter(record["text"], name, faults) for record in records]
        if form in extracting.SPOKEN and self._is_spoken(records):
            records = extracting.turns(records)
            self._spoken[file] = None
        elif form == "transcript":
            self._spoken[file] = None
        records = [_by_role(record) for record in records]
        if not faults and form in extracting.DESCRIBED and len(self._kept) < _KEPT:
            self._kept[file] = records
        return records

    def _is_spoken(self, records: list[dict[str, Any]]) -> bool:
        """Say whether a file is a transcript: as it is called, or else by its labels."""
        if self._asked:
            return self._asked == "transcript"
        return len(records) == 1 and is_transcript(records[0]["text"])

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`; a file that is one text is a row, and has no number."""
        for file, described in self.described.items():
            records = self._records(file, faults)
            for number, record in enumerate(records, 1):
                row = described | record
                yield (
                    file.relative_to(self.folder).as_posix(),
                    number if len(records) > 1 else 0,
                    [row.get(column) for column in wanted],
                )


def _by_role(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says of its text under the names of roles, so that files that call them otherwise go together.

    Examples
    --------
    >>> _by_role({"issuer": "north", "published": "2022-06-15", "text": "They spoke."})
    {'side': 'north', 'date': '2022-06-15', 'text': 'They spoke.'}
    """
    by_name = {plain(key): key for key in reversed(record)}
    roles = {
        next(by_name[name] for name in names if name in by_name): role
        for role, names in NAMES.items()
        if role != "text" and not by_name.keys().isdisjoint(names)
    }
    return {roles.get(key, key): value for key, value in record.items()}


def _front_matter(text: str, name: str, faults: Faults) -> dict[str, Any]:
    """Return a text of Markdown without its front matter, with what that says."""
    match = _FRONT.match(text.lstrip("\ufeff"), 0, _LONGEST_MATTER)
    if not match:
        told = {REMARK: "front matter of TOML, whose lines are words of the text: in YAML, between lines of ---, it describes it"}  # fmt: skip
        return {"text": text} | (told if text.lstrip("\ufeff").startswith("+++\n") else {})
    import yaml

    if len(re.findall(r"[\[{]", match["matter"] or "")) > _NESTED:
        faults.add(
            name,
            0,
            "",
            f"front matter with more than {_NESTED} brackets",
            "lines such as date: 2022-06-15",
        )
        return {"text": text[match.end() :]}
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
        return {"text": text[match.end() :]}
    if matter is not None and not isinstance(matter, dict):
        faults.add(
            name, 0, "", f"front matter that is {shown(matter)}", "lines such as date: 2022-06-15"
        )
    # Lists and objects describe no text here, and may stand for themselves a billion times over.
    values = matter.items() if isinstance(matter, dict) else ()
    said = {
        str(key): value for key, value in values if not isinstance(value, (dict, list, tuple, set))
    }
    return {**said, "text": text[match.end() :]}
