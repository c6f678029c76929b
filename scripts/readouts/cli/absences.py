"""What the commands that search tell of what they did not find: near forms, texts that were not searched, and what is absent."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import readers
from ..corpus.document import Document
from ..engine import plain
from ..engine.selection import Selection
from ..text import absence, near
from ..text.languages import primary
from ..text.patterns import Pattern, divided, of_language
from . import reading, searching

# Bytes up to which a corpus is always read once more to look for near forms: a few seconds' work at most.
SMALL = 6_000_000
_PACKED = {".gz", ".xz", ".bz2", ".parquet", ".xlsx"}
_LINES = 12


def add_near(parser: argparse._ActionsContainer, of: str = "") -> None:
    """Add the option that asks for near forms in a large corpus; `of` says for what."""
    parser.add_argument(
        "--near",
        action="store_true",
        help=f"{of}look for near forms of what is not found in a large corpus too, which takes longer; in a small one it is always done",
    )


class _Group:
    """The documents of one language, full or excerpts: how many there are, how often a pattern matches, what is near."""

    def __init__(self) -> None:
        self.documents = self.matches = 0
        self.near = near.FormCounts()
        self.sample = ""


def tell_of_pattern(arguments: argparse.Namespace, pattern: Pattern, found: bool) -> None:
    """Tell what stands near a pattern, and which documents were not searched or do not have it."""
    if not (arguments.near or not found or _is_small(arguments)):
        searching.tell("near forms were not looked for: --near does it")
        return
    groups: dict[tuple[str, str], _Group] = defaultdict(_Group)
    index = plain.by_language([pattern])
    ready: dict[str, near.NearForms] = {}
    for document in _again(arguments):
        language = primary(document.language)
        group = groups[language, document.completeness]
        matches = plain.matches(document, index(language))
        if language not in ready:
            ready[language] = near.NearForms([pattern], language)
        forms = ready[language].find(
            document.text, [(one.start, one.end, pattern.code) for one in matches]
        )
        group.documents += 1
        group.matches += len(matches)
        group.near.add(document.text, forms)
        group.sample += document.text[: 2_000 if len(group.sample) < 20_000 else 0]
    for line in _lines_of(groups, pattern):
        searching.tell(line)


def _lines_of(groups: dict[tuple[str, str], _Group], pattern: Pattern) -> Iterator[str]:
    both = near.FormCounts()
    for (language, completeness), group in groups.items():
        own = f"{group.documents:,} {'document' if group.documents == 1 else 'documents'} in {absence.named(language, [group.sample]).removeprefix('in ')}"
        if group.matches:
            both.update(group.near)
        elif group.near:
            yield f"{absence.NEAR}: {own}; near: {absence.listed(group.near.most_common())}"
        elif not absence.searched([pattern], [group.sample], language):
            yield f"{absence.NOT_SEARCHED}: {own}"
        else:
            yield f"{absence.not_found(completeness)}: {own}"
    if both:
        yield f"near, and not among the lines: {absence.listed(both.most_common())}"


def tell_of_codes(
    arguments: argparse.Namespace, patterns: Iterable[Pattern], seen: Counter[Pattern]
) -> None:
    """Tell of each code that matches nothing what may be said of it, and what stands near patterns that match nothing.

    Parameters
    ----------
    arguments : Namespace
    patterns : iterable of Pattern
        The codebook.
    seen : Counter
        How often each pattern matches.
    """
    patterns = list(patterns)
    looked_for = divided(patterns)[0]
    without = [pattern for pattern in looked_for if not seen[pattern]]
    if not without:
        return
    if not (arguments.near or _is_small(arguments)):
        searching.tell("their near forms were not looked for: --near does it")
        return
    found, languages, completeness = _near_by_code(arguments, patterns, without)
    with_match = {pattern.code for pattern in looked_for if seen[pattern]}
    silent = list(dict.fromkeys(one.code for one in without if one.code not in with_match))
    for code in silent[:_LINES]:
        own = [pattern for pattern in looked_for if pattern.code == code]
        searching.tell(f"{code}: {_said_of(own, found[code], languages, completeness)}")
    if len(silent) > _LINES:
        searching.tell(f"and {len(silent) - _LINES:,} more codes that match nothing")
    rest = near.FormCounts()
    for code in sorted(found.keys() & with_match):
        rest.update(found[code])
    if rest:
        searching.tell(
            f"near patterns that match nothing, of codes that match: {absence.listed(rest.most_common())}"
        )


def _said_of(
    own: list[Pattern], forms: near.FormCounts, languages: list[str], completeness: str
) -> str:
    """Say what may be said of a code without a match, of texts in some languages."""
    wordings = dict.fromkeys(
        pattern.pattern for language in languages for pattern in of_language(own, language)
    )
    named = " and ".join(absence.named(language) for language in languages)
    state = absence.NEAR if forms else absence.of_code(completeness)
    said = absence.Absence(
        state if wordings else absence.NOT_SEARCHED, named, forms.most_common(), tuple(wordings)
    )
    return said.said.replace("the text is", "the texts are")


def _near_by_code(
    arguments: argparse.Namespace, patterns: list[Pattern], without: list[Pattern]
) -> tuple[dict[str, near.FormCounts], list[str], str]:
    """Return the near forms of patterns by code; the languages of the documents; and whether all of these are full."""
    found: dict[str, near.FormCounts] = defaultdict(near.FormCounts)
    ready: dict[str, near.NearForms] = {}
    index, completeness = plain.by_language(patterns), "full"
    for document in _again(arguments):
        language = primary(document.language)
        if language not in ready:
            of_it = absence.searched(without, [document.text], language)
            ready[language] = near.NearForms(of_it, language)
        if document.completeness != "full":
            completeness = document.completeness
        matches = plain.matches(document, index(language))
        forms = ready[language].find(
            document.text, [(one.start, one.end, one.pattern.code) for one in matches]
        )
        by_code = defaultdict(list)
        for one in forms:
            by_code[one.pattern.code].append(one)
        for code, own in by_code.items():
            found[code].add(document.text, own)
    return found, list(ready), completeness


def _again(arguments: argparse.Namespace) -> Iterator[Document]:
    """Give the documents of a command once more, without a word about how they are read."""
    selection = Selection(arguments.where)
    return filter(selection, readers.read(arguments.corpus, **reading.options(arguments)))


def _is_small(arguments: argparse.Namespace) -> bool:
    files = readers.files(arguments.corpus, getattr(arguments, "form", None))
    return sum(map(_bytes, files)) <= SMALL


def _bytes(file: Path) -> int:
    size = file.stat().st_size
    return 6 * size if file.suffix.lower() in _PACKED else size
