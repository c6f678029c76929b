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
    """The documents of one language, full or excerpts: how many there are, how often each code matches, what is near."""

    def __init__(self) -> None:
        self.documents, self.sample = 0, ""
        self.matches: Counter[str] = Counter()
        self.near: dict[str, near.FormCounts] = defaultdict(near.FormCounts)


# By language and completeness.
_Groups = dict[tuple[str, str], _Group]


def _searched(
    documents: Iterable[Document], patterns: list[Pattern], without: list[Pattern]
) -> _Groups:
    """Return what documents have of some patterns, and what is near those that match nothing."""
    groups: _Groups = defaultdict(_Group)
    index = plain.by_language(patterns)
    ready: dict[str, near.NearForms] = {}
    for document in documents:
        language = primary(document.language)
        group = groups[language, document.completeness]
        if language not in ready:
            ready[language] = near.NearForms(of_language(without, language), language)
        matches = plain.matches(document, index(language))
        forms = ready[language].find(
            document.text, [(one.start, one.end, one.pattern.code) for one in matches]
        )
        by_code = defaultdict(list)
        for form in forms:
            by_code[form.pattern.code].append(form)
        for code, own in by_code.items():
            group.near[code].add(document.text, own)
        group.documents += 1
        group.matches.update(one.pattern.code for one in matches)
        group.sample += document.text[: 2_000 if len(group.sample) < 20_000 else 0]
    return groups


def tell_of_pattern(arguments: argparse.Namespace, pattern: Pattern, found: bool) -> None:
    """Tell what stands near a pattern, and which documents were not searched or do not have it."""
    if not (arguments.near or not found or _is_small(arguments)):
        searching.tell("near forms were not looked for: --near does it")
        return
    for line in said_of_pattern(_again(arguments), pattern):
        searching.tell(line)


def said_of_pattern(documents: Iterable[Document], pattern: Pattern) -> Iterator[str]:
    """Yield what stands near a pattern, and which documents were not searched or do not have it, a line each."""
    groups = _searched(documents, [pattern], [pattern])
    both = near.FormCounts()
    for (language, completeness), group in groups.items():
        forms = group.near[pattern.code]
        own = f"{group.documents:,} {'document' if group.documents == 1 else 'documents'} in {_in_print(language, group)}"
        if group.matches[pattern.code]:
            both.update(forms)
        elif forms:
            yield f"{absence.NEAR}: {own}; near: {absence.listed(forms.most_common())}"
        elif not absence.searched([pattern], [group.sample], language):
            yield f"{absence.NOT_SEARCHED}: {own}"
        else:
            yield f"{absence.not_found(completeness)}: {own}"
    if both:
        yield f"near, and not among the lines: {absence.listed(both.most_common())}"


def _in_print(language: str, group: _Group) -> str:
    return absence.named(language, [group.sample]).removeprefix("in ")


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
    groups = _searched(_again(arguments), patterns, without)
    with_match = {pattern.code for pattern in looked_for if seen[pattern]}
    silent = list(dict.fromkeys(one.code for one in without if one.code not in with_match))
    for code in silent[:_LINES]:
        own = [pattern for pattern in looked_for if pattern.code == code]
        searching.tell(f"{code}: {_said_of(own, groups)}")
    if len(silent) > _LINES:
        searching.tell(f"and {len(silent) - _LINES:,} more codes that match nothing")
    rest = _near(groups.values(), sorted(with_match))
    if rest:
        searching.tell(
            f"near patterns that match nothing, of codes that match: {absence.listed(rest.most_common())}"
        )


def _near(groups: Iterable[_Group], codes: Iterable[str]) -> near.FormCounts:
    """Return the near forms of some codes together."""
    codes, found = list(codes), near.FormCounts()
    for group in groups:
        for code in codes:
            found.update(group.near[code])
    return found


def _said_of(own: list[Pattern], groups: _Groups) -> str:
    """Say what may be said of a code without a match; of the texts that were not searched, that they were not."""
    wordings: dict[str, None] = {}
    asked: list[_Group] = []
    unasked: list[str] = []
    completeness = absence.FULL
    for (language, of_group), group in groups.items():
        patterns = absence.searched(own, [group.sample], language)
        if not (patterns or group.near[own[0].code]):
            unasked.append(_in_print(language, group))
            continue
        asked.append(group)
        wordings |= dict.fromkeys(pattern.pattern for pattern in patterns)
        if of_group != absence.FULL:
            completeness = of_group
    languages = " and ".join(dict.fromkeys(unasked))
    if not asked:
        start = "in " if languages.startswith("a ") else ""
        return f"{absence.NOT_SEARCHED}: the texts are {start}{languages}"
    forms = _near(asked, [own[0].code])
    state = absence.NEAR if forms else absence.of_code(completeness)
    said = absence.Absence(state, "", forms.most_common(), tuple(wordings)).said
    return f"{said}; {absence.NOT_SEARCHED}: the texts in {languages}" if unasked else said


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
