"""What is compared: what each side published in one language, over all events and event by event.

A side that writes in two languages is two parts: their words are no words of one list, and an official translation
must not count twice.
"""

from typing import NamedTuple

import pandas as pd

from ..corpus.corpus import EXCERPTS, FULL, Corpus
from ..report.results import Part
from ..text import languages
from ..text.languages import primary

# Chinese is cut into characters, so that no count hangs on a segmenter.
UNITS = {"zh": "Chinese characters"}


# ISO 639-2: the language of a text that has one, and which is not known.
UNKNOWN = "und"


def language_name(language: str) -> str:
    """A language in print."""
    return "not known" if primary(language) == UNKNOWN else languages.name(language)


class Account(NamedTuple):
    """What one side published, in one language, of one event.

    Attributes
    ----------
    part : Part
    side : Part
        Of the same side and language, over all events.
    event : str
    event_name : str
    """

    part: Part
    side: Part
    event: str
    event_name: str


def sides(corpus: Corpus) -> list[Part]:
    """A part for each side and language, in the order of ``sides.csv``.

    The ids of parts have no hyphen, so that ``word-<part>-<word>`` can be read in one way only.
    """
    return [
        _part(corpus, own, side, name, language, several)
        for side, name in _order(corpus, "side")
        for language, own, several in _by_language(corpus.segments[corpus.segments["side"] == side])
    ]


def accounts(corpus: Corpus, parts: list[Part]) -> list[Account]:
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


def by_language(parts: list[Part]) -> dict[str, list[Part]]:
    """The parts of each language: those whose words may be compared."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(primary(part.language), []).append(part)
    return found


def most_words(parts: list[Part], most: int) -> list[Part]:
    """At most so many parts, those with the most words, in their order."""
    kept = {part.id for part in sorted(parts, key=lambda part: -part.n_tokens)[:most]}
    return [part for part in parts if part.id in kept]


def n_texts(part: Part) -> int:
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
) -> Part:
    name = f"{name} ({language_name(language)})" if several else name
    return Part(
        _joined(side) + (f"__in__{language}" if several else ""),
        name,
        segments,
        _absent(corpus, segments),
        UNITS.get(language, "words"),
    )


def _account(
    corpus: Corpus, part: Part, event: str, event_name: str, segments: pd.DataFrame
) -> Part:
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
