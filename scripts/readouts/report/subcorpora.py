"""What is compared: what each side published in one language, over all events and event by event.

A side that writes in two languages is two parts: their words are no words of one list, and an official translation
must not count twice.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from ..corpus.corpus import EXCERPTS, FULL, Corpus, day, side_name
from ..corpus.names import UNKNOWN as UNKNOWN
from ..text import languages
from ..text.languages import primary

# Chinese is cut into characters, so that no count hangs on a segmenter.
UNITS = {"zh": "Chinese characters"}


def language_name(language: str) -> str:
    """A language in print."""
    return "not known" if primary(language) == UNKNOWN else languages.name(language)


class Subcorpus(NamedTuple):
    """What is counted as one: a readout, or all that a side published in one language.

    Attributes
    ----------
    id : str
        Stands in the ids of its findings.
    name : str
        Its name in print.
    segments : DataFrame
        Its segments, as `Corpus` has them, all of one language.
    absent : str
        What may be said of something that was looked for in it and not found; see `absence.not_found`.
    unit : str
        What its size is counted in.
    """

    id: str
    name: str
    segments: pd.DataFrame
    absent: str
    unit: str = "words"

    @property
    def searched(self) -> tuple[str, ...]:
        """The ids of its segments."""
        return tuple(self.segments["segment_id"])

    @property
    def language(self) -> str:
        """The language of its segments."""
        return self.segments["language"].iloc[0]

    @property
    def n_tokens(self) -> int:
        """Its size."""
        return int(self.segments["n_tokens"].sum())


def readout_name(readout) -> str:
    """A readout in print: whose, what part of it is at hand, and of when."""
    return f"{side_name(readout.side)}, {PARTS_OF[readout.completeness]} of {day(readout.date)}"


PARTS_OF = {"excerpts": "quoted passages", "full": "full readout"}


def readouts(corpus: Corpus, readout_ids: Iterable[str] = ()) -> list[Subcorpus]:
    """Readouts as parts: those named, in this order, or all of which there are segments."""
    rows = corpus.tables["readouts"].set_index("readout_id", drop=False).rename_axis(None)
    named = (
        rows.loc[list(readout_ids)]
        if readout_ids
        else rows[rows["readout_id"].isin(corpus.segments["readout_id"])]
    )
    return [
        Subcorpus(
            row.readout_id,
            readout_name(row),
            corpus.of(row.readout_id),
            corpus.absence(row.completeness),
        )
        for row in named.itertuples()
    ]


class Account(NamedTuple):
    """What one side published, in one language, of one event.

    Attributes
    ----------
    part : Subcorpus
    side : Subcorpus
        Of the same side and language, over all events.
    event : str
    event_name : str
    """

    part: Subcorpus
    side: Subcorpus
    event: str
    event_name: str


def sides(corpus: Corpus) -> list[Subcorpus]:
    """A part for each side and language, in the order of ``sides.csv``.

    The ids of parts have no hyphen, so that ``word-<part>-<word>`` can be read in one way only.
    """
    return [
        _part(corpus, own, side, name, language, several)
        for side, name in _order(corpus, "side")
        for language, own, several in _by_language(corpus.segments[corpus.segments["side"] == side])
    ]


def matched(corpus: Corpus) -> list[str]:
    """Return the events of which two sides or more have a text at hand: those over which sides can be compared."""
    readouts = corpus.readouts
    worded = readouts[readouts["readout_id"].isin(corpus.segments["readout_id"])]
    sides = worded.groupby("event", sort=False)["side"].nunique()
    return list(sides.index[sides > 1])


def of_events(corpus: Corpus, parts: list[Subcorpus], events: Iterable[str]) -> list[Subcorpus]:
    """Return what of the parts is of these events; a part of which nothing is left is gone."""
    events, event_of = set(events), corpus.readouts["event"]
    own = [
        (part, part.segments[part.segments["readout_id"].map(event_of).isin(events)])
        for part in parts
    ]
    return [
        part._replace(segments=segments, absent=_absent(corpus, segments))
        for part, segments in own
        if len(segments)
    ]


def accounts(corpus: Corpus, parts: list[Subcorpus]) -> list[Account]:
    """The accounts of all events, in the order of ``events.csv``; within an event in that of the parts."""
    event_of = corpus.readouts["event"]
    found = {
        (part.id, event): own
        for part in parts
        for event, own in part.segments.groupby(
            part.segments["readout_id"].map(event_of), sort=False
        )
    }
    return [
        Account(_account(corpus, part, event, name, found[part.id, event]), part, event, name)
        for event, name in _order(corpus, "event")
        for part in parts
        if (part.id, event) in found
    ]


def by_language(parts: list[Subcorpus]) -> dict[str, list[Subcorpus]]:
    """The parts of each language: those whose words may be compared."""
    found: dict[str, list[Subcorpus]] = {}
    for part in parts:
        characters = (
            Counter("".join(part.segments["text"])) if primary(part.language) == "zh" else None
        )
        found.setdefault(languages.with_script(part.language, characters), []).append(part)
    return found


def listed(names: list[str]) -> str:
    """Names in a sentence.

    Examples
    --------
    >>> listed(["North"]), listed(["North", "South", "East"])
    ('North', 'North, South and East')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def most_words(parts: list[Subcorpus], most: int) -> list[Subcorpus]:
    """At most so many parts, those with the most words, in their order."""
    kept = {part.id for part in sorted(parts, key=lambda part: -part.n_tokens)[:most]}
    return [part for part in parts if part.id in kept]


def n_texts(part: Subcorpus) -> int:
    """How many texts a part has: the unit of a test."""
    return int(part.segments["readout_id"].nunique())


def _order(corpus: Corpus, key: str) -> list[tuple[str, str]]:
    """Ids of sides or events with their names: in the order of their table, or else as the readouts have them."""
    names = dict(zip(corpus.readouts[key], corpus.readouts[f"{key}_name"]))
    table = corpus.tables.get(f"{key}s")
    order = table[key] if table is not None and key in table else names
    return [(one, names[one]) for one in order if one in names]


def _by_language(segments: pd.DataFrame):
    languages = segments["language"].map(primary)
    for language in dict.fromkeys(languages):
        yield language, segments[languages == language], languages.nunique() > 1


def _part(
    corpus: Corpus, segments: pd.DataFrame, side: str, name: str, language: str, several: bool
) -> Subcorpus:
    name = f"{name} ({language_name(language)})" if several else name
    return Subcorpus(
        _joined(side) + (f"__in__{language}" if several else ""),
        name,
        segments,
        _absent(corpus, segments),
        UNITS.get(language, "words"),
    )


def _account(
    corpus: Corpus, part: Subcorpus, event: str, event_name: str, segments: pd.DataFrame
) -> Subcorpus:
    return part._replace(
        id=f"{part.id}__on__{_joined(event)}",
        name=f"{part.name}, {event_name}",
        segments=segments,
        absent=_absent(corpus, segments),
    )


def _absent(corpus: Corpus, segments: pd.DataFrame) -> str:
    return corpus.absence(FULL if (segments["completeness"] == FULL).all() else EXCERPTS)


def _joined(name: str) -> str:
    return name.replace("-", "_")
