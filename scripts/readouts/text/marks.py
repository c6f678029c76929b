"""Marked stretches of a text as they are shown: cut where one begins or ends, on lines below the text, told apart by letters."""

from itertools import pairwise


def pieces(length: int, spans: list[tuple[int, int]]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Return a text cut wherever a span begins or ends: each piece with the spans that cover it, by their number.

    So spans that nest and spans that cross are shown alike, and no element has to cross another.

    Examples
    --------
    >>> pieces(9, [(0, 6), (4, 9)])
    [(0, 4, (0,)), (4, 6, (0, 1)), (6, 9, (1,))]
    """
    cuts = sorted({0, length, *(place for span in spans for place in span)})
    begin = sorted(range(len(spans)), key=lambda number: spans[number][0], reverse=True)
    open_here: set[int] = set()
    found = []
    for first, last in pairwise(cuts):
        open_here = {number for number in open_here if spans[number][1] > first}
        while begin and spans[begin[-1]][0] == first:
            open_here.add(begin.pop())
        found.append((first, last, tuple(sorted(open_here))))
    return found


def lanes(spans: list[tuple[int, int]]) -> list[int]:
    """Return the number of each span's line below the text: spans on one line never overlap.

    Examples
    --------
    >>> lanes([(0, 9), (2, 5), (4, 12), (9, 10)])
    [0, 1, 2, 0]
    """
    ends: list[int] = []
    given = {}
    for number in sorted(
        range(len(spans)), key=lambda number: (spans[number][0], -spans[number][1])
    ):
        start, end = spans[number]
        lane = next((lane for lane, last in enumerate(ends) if last <= start), len(ends))
        ends[lane : lane + 1] = [end]
        given[number] = lane
    return [given[number] for number in range(len(spans))]


def letters(labels: list[str]) -> list[str]:
    """Return the first letters of each label, as many as tell it from the others, and at least two.

    Examples
    --------
    >>> letters(["Security", "Sanctions", "Secrecy"])
    ['Secu', 'Sa', 'Secr']
    """

    def short(label: str) -> str:
        others = [other.casefold() for other in labels if other != label]
        lengths = range(2, len(label) + 1)
        return next(
            (
                label[:n]
                for n in lengths
                if not any(other.startswith(label[:n].casefold()) for other in others)
            ),
            label,
        )

    return [short(label) for label in labels]
