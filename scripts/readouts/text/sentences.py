"""Sentences: where they begin and end in a text, so that one can be shown and held against another."""

import re
from collections.abc import Iterator

# After these a full stop ends no sentence, nor after those of the second before a figure; nor does it after a single letter
# ("U.S.", "т. д."), or before a small one.
_ABBREVIATION = re.compile(
    r"mr|mrs|ms|messrs|dr|prof|rev|st|mt|ft|gen|lt|col|maj|capt|adm|sgt|sen|rep|gov|pres|amb|hon|sec|dep|jr|sr|sra|dra|vs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|corp|им|гг|руб|тыс|млн|ул|проф|акад",
    re.IGNORECASE,
)
_OF_A_NUMBER = re.compile(r"nos?|art|vol|pp|para|approx|см|стр|ст|гл", re.IGNORECASE)
_END = re.compile(
    r"[.!?…]+[»”’\")\]]*(?=\s|$)|[。！？；]+[”’」』）]*|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
)
_MAY_END = re.compile(r"[.!?…。！？；\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What parts clauses: a comma and the like, but not within a number.
_CLAUSE = re.compile(r"[,:](?!\d)|[;，；：、—–()（）]")
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
        if not _goes_on(text, end):
            yield from _without_space(text, start, end.end())
            start = end.end()
    yield from _without_space(text, start, len(text))


def ends(text: str, start: int, end: int) -> bool:
    """Return whether a sentence ends in what stands between two words, from `start` to `end`.

    Examples
    --------
    >>> text = "Crisis? U.S. aid to Ukraine. No end in sight; Mr. Smith said so"
    >>> [text[:at] for at in range(len(text)) if text[at] == " " and ends(text, text.rfind(" ", 0, at) + 1, at + 1)]
    ['Crisis?', 'Crisis? U.S. aid to Ukraine.']
    """
    if not _MAY_END.search(text, start, end):
        return False
    # With the first letter of the second word, which says whether a full stop stands within one ("3.5").
    return any(not _goes_on(text, found) for found in _END.finditer(text, start, end + 1))


def parts_clauses(text: str, start: int, end: int) -> bool:
    """Return whether a comma, another mark between clauses or the end of a sentence stands between two words.

    Examples
    --------
    >>> [parts_clauses(text, 1, 3) for text in ("a, b", "a – b", "a. B", "1,00", "a  b")]
    [True, True, False, False, False]
    """
    return _CLAUSE.search(text, start, end + 1) is not None or ends(text, start, end)


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


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Say whether a sentence goes on after a mark: after an abbreviation, an initial, or a quotation before a small letter."""
    after = text[end.end() : end.end() + 2].strip()
    if end[0][0] in ".!?…" and end[0][-1] not in ".!?…" and after[:1].islower():
        return True
    if not set(end[0]) <= set(".…"):
        return False
    if after[:1].islower():
        return True
    word = _LAST_WORD.search(text[max(0, end.start() - 10) : end.start()])
    if word is None or len(end[0]) > 1:
        return False
    return bool(
        _ABBREVIATION.fullmatch(word[0])
        or (_OF_A_NUMBER.fullmatch(word[0]) and after[:1].isdigit())
        or (len(word[0]) == 1 and word[0].isalpha() and after)
    )


def _without_space(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end].strip()
    if inner:
        start += text[start:end].index(inner)
        yield start, start + len(inner)
