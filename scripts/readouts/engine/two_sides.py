"""Two sides counted, to be held against each other: a target, and a side, several or all others as its reference."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ..corpus import events
from ..corpus.document import Document
from ..readers.codebook_file import CodebookFile
from ..readers.faults import named
from ..text import languages
from . import text_level
from .apart import Apart
from .code_counts import code_counts
from .engine import Texts
from .plain import SideCounts, WordCounts
from .selection import Selection, listed

Tell = Callable[[str], None]
_NAMED = 5  # events that are left out
# Every side but the target.
REST = "rest"


class Counted(NamedTuple):
    """Two sides as they are counted.

    Attributes
    ----------
    forms : sequence of str
        Words, or codes and frames.
    target, reference : SideCounts
    level : TextLevel
        Their texts.
    unit : str
        In what their sizes are given.
    """

    forms: Sequence[str]
    target: SideCounts
    reference: SideCounts
    level: text_level.TextLevel
    unit: str


def counted(
    texts: Texts,
    target: str,
    reference: str | Sequence[str],
    *,
    codebook: CodebookFile | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
    clusters: str | None = None,
    entries: bool = True,
    selection: Selection | None = None,
    tell: Tell = lambda line: None,
) -> Counted:
    """Count the words, or the codes and frames, of two sides; parameters and errors as for `comparing.compare`.

    Parameters
    ----------
    entries : bool
        Whether to keep how often each word occurs in each text.
    """
    references = (reference,) if isinstance(reference, str) else tuple(reference)
    selection = selection or Selection(sides=asked_sides(target, references))
    apart = Apart(entries)
    counts, unit = (
        code_counts(texts, selection, target, codebook, apart, tell)
        if codebook
        else (texts.word_counts(selection, segmentation, normalization, apart), "words")
    )
    if missing := selection.missing():
        raise ValueError(missing)
    if REST in references and REST not in counts.sides:
        references = tuple(sorted(counts.sides.keys() - {target}))
    for side in (target, *references):
        if side not in counts.sides:
            raise ValueError(f"no document is of side {side!r}; there is {listed(selection.sides)}")
    if not references:
        raise ValueError(f"no document is of another side than {target!r}")
    one, other = counts.sides[target], _together([counts.sides[side] for side in references])
    if not codebook:
        languages.comparable(_languages(counts, one), _languages(counts, other))
    for name, side in ((target, one), (" and ".join(references), other)):
        if not side.n_tokens:
            raise ValueError(f"the documents of side {name!r} have no {unit}")
        tell(
            f"{name}: {side.n_documents:,} document{'s' * (side.n_documents != 1)}, {side.n_tokens:,} {unit}"
        )
    others = Counter({side: count for side, count in selection.sides.items() if side not in (target, *references)})  # fmt: skip
    if others:
        tell(f"not compared: the documents of {listed(others)}")
    level = text_level.prepared(apart, len(counts.forms), target, references, clusters, tell)
    return Counted(counts.forms, one, other, level, unit)


class Matched(NamedTuple):
    """Texts of events of which a side and another one have an account.

    Attributes
    ----------
    documents : list of str
        Their ids.
    lines : list of str
        What is to be told: which events were taken together, and what is left out.
    """

    documents: list[str]
    lines: list[str]


def matched(documents: Iterable[Document], target: str) -> Matched:
    """Return the texts of events of which the target and another side have one; events as `corpus.events.pairs` takes them.

    Raises
    ------
    ValueError
        If there is no such event.
    """
    kept, accounts = [], []
    for document in documents:
        accounts.append(events.Account.of(document))
        kept.append(document._replace(text=""))
    pairs = events.of_accounts(filter(None, accounts))
    of: dict[str, list[Document]] = {}
    for document in kept:
        of.setdefault(events.event_key(document, pairs.event_of), []).append(document)
    of_none = of.pop("", [])
    both = {
        event: own
        for event, own in of.items()
        if target in (sides := {document.side for document in own}) and len(sides) > 1
    }
    if not both:
        raise ValueError(f"--matched: no event has texts of {target!r} and of another side")
    found = [document.document_id for own in both.values() for document in own]
    left = [event for event in of if event not in both] + (["no event"] if of_none else [])
    lines = [
        *pairs.lines(),
        f"compared: {len(found):,} of {len(kept):,} texts, those of {len(both):,} events of which {target} and another side have one"
        + (f"; left out: {named(left, _NAMED)}" if left else ""),
    ]
    return Matched(found, lines)


def asked_sides(target: str, references: Sequence[str]) -> tuple[str, ...] | None:
    """Return the sides that are looked at, None for all.

    Examples
    --------
    >>> asked_sides("north", ["south", "east"]), asked_sides("north", ["rest"])
    (('north', 'south', 'east'), None)
    """
    return None if REST in references else (target, *references)


def _together(sides: Sequence[SideCounts]) -> SideCounts:
    """Several sides as if they were one."""
    if len(sides) == 1:
        return sides[0]
    return SideCounts(
        np.sum([side.frequency for side in sides], axis=0),
        np.sum([side.document_frequency for side in sides], axis=0),
        sum(side.n_tokens for side in sides),
        sum(side.n_documents for side in sides),
        frozenset().union(*(side.languages for side in sides)),
    )


def _languages(counts: WordCounts, side: SideCounts) -> Collection[str]:
    """The languages of a side; of Chinese, with the script that its characters tell."""
    if not {"zh", *languages.UNKNOWN} & set(map(languages.primary, side.languages)):
        return side.languages
    frequency = dict(zip(counts.forms, map(int, side.frequency)))
    return {languages.with_script(language, frequency) for language in side.languages}
