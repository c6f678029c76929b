"""Sentences: where they begin and end in a text, so that one can be shown and held against another."""

import re
from collections.abc import Iterator

# After these a full stop ends no sentence; nor does it after a single letter ("U.S.", "т. д."), or before a small one.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "gen",
        "sen",
        "rep",
        "gov",
        "prof",
        "lt",
        "jr",
        "sr",
        "vs",
        "им",
        "гг",
        "руб",
    ]
)
_END = re.compile(
    r"[.!?…]+[»”’\")\]]*(?=\s|$)|[。！？]+[”’」』）]*|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
)
_LAST_WORD = re.compile(r"\w+\Z")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first character of each sentence, and the one after its last; no sentence crosses the end of a line.

    Examples
    --------
    >>> text = "Mr. Smith spoke for the U.S. side. They agreed!\\nA second call"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Smith spoke for the U.S. side.', 'They agreed!', 'A second call']
    >>> [end - start for start, end in sentences("两国元首通电话。双方同意。")]
    [8, 5]
    """
    start = 0
    for end in _END.finditer(text):
        if not _is_abbreviation(text, end):
            yield from _without_space(text, start, end.end())
            start = end.end()
    yield from _without_space(text, start, len(text))


def around(text: str, start: int, end: int) -> str:
    """Return the sentence in which a stretch of a text stands; all of them, where it stands in several.

    Examples
    --------
    >>> around("They spoke. They agreed. They left.", 16, 22)
    'They agreed.'
    """
    within = [
        (first, after)
        for first, after in sentences(text)
        if first < max(end, start + 1) and after > start
    ]
    return text[within[0][0] : within[-1][1]] if within else text[start:end]


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if not end[0].startswith(".") or end[0].startswith(".."):
        return False
    word = _LAST_WORD.search(text[max(0, end.start() - 10) : end.start()])
    if word is None:
        return False
    after = text[end.end() : end.end() + 2].strip()
    if word[0].lower() in _ABBREVIATIONS or after[:1].islower():
        return True
    return len(word[0]) == 1 and word[0].isalpha() and after != ""


def _without_space(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end].strip()
    if inner:
        start += text[start:end].index(inner)
        yield start, start + len(inner)
