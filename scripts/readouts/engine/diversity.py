"""The lexical diversity of each document, as rows, over any engine."""

from collections.abc import Iterator

from ..corpus.segments import paragraphs
from ..measures import diversity as measures
from ..text import languages
from ..text.tokens import is_han
from .engine import Texts
from .selection import Selection

DIVERSITY = (
    "document_id",
    "side",
    "event",
    "language",
    "completeness",
    "n_tokens",
    "n_types",
    "mtld",
    "hd_d",
    "withheld_because",
)


def diversity(
    texts: Texts,
    selection: Selection | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
) -> Iterator[tuple]:
    """Yield the rows of `DIVERSITY`: each document with MTLD and HD-D, or with the reason why it has neither.

    Its words are those that `languages.words` gives with the same options.
    """
    for document, _, _ in texts.counted((), {}, selection):
        words = [
            word.form
            for segment in paragraphs(document.text)
            for word in languages.words(
                segment.text,
                document.language,
                segmentation=segmentation,
                normalization=normalization,
            )
        ]
        yield (
            document.document_id,
            document.side,
            document.event,
            document.language,
            document.completeness,
            len(words),
            len(set(words)),
            *measured(words, document.language),
        )


def measured(words: list[str], language: str) -> tuple[float | None, float | None, str]:
    """Return MTLD and HD-D of a text, and why they are not given where they are not.

    Examples
    --------
    >>> measured(["a", "call"], "en")
    (None, None, 'fewer than 100 words')
    """
    because = withheld(words, language)
    return (None, None, because) if because else (measures.mtld(words), measures.hd_d(words), "")


def withheld(words: list[str], language: str) -> str:
    """Return why the diversity of a text is not given; "" where it is.

    Examples
    --------
    >>> withheld(list("危机") * 100, "zh"), withheld(["危机", "局势"] * 100, "zh")
    ('characters of Chinese are no words (--segmentation words)', '')
    """
    if languages.primary(language) in languages.UNCUT:
        return f"{languages.name(language)} is not cut into words here"
    if 2 * sum(len(word) == 1 and is_han(word) for word in words) > len(words):
        return "characters of Chinese are no words (--segmentation words)"
    if len(words) < measures.LEAST:
        return f"fewer than {measures.LEAST} words"
    if len(set(words)) == len(words):
        return "no word comes twice"
    return ""
