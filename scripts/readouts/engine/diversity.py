"""The lexical diversity and the readability of each document, as rows, over any engine."""

from collections.abc import Iterator

from ..corpus.segments import paragraphs
from ..measures import diversity as measures
from ..measures.readability import coleman_liau
from ..text import languages
from ..text.sentences import sentences
from ..text.tokens import is_han, word_expression
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
    "coleman_liau",
    "withheld_because",
)


def diversity(
    texts: Texts,
    selection: Selection | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
) -> Iterator[tuple]:
    """Yield the rows of `DIVERSITY`: each document with its measures, or with the reason why it has none.

    Its words are those that `languages.words` gives with the same options; the readability is of words as they are written.
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
        mtld, hd_d, because = measured(words, document.language)
        grade = None
        if not because and languages.primary(document.language) == "en":
            grade = readability(document.text)
        elif not because:
            because = "coleman_liau: a formula for English"
        yield (
            document.document_id,
            document.side,
            document.event,
            document.language,
            document.completeness,
            len(words),
            len(set(words)),
            mtld,
            hd_d,
            grade,
            because,
        )


def readability(text: str) -> float:
    """Return the Coleman-Liau index of an English text.

    Examples
    --------
    Nine words of 48 letters in two sentences; what has no word is none:

    >>> round(readability("The leaders talked. *** Both noted the good cooperation today."), 2)
    8.98
    """
    words = word_expression().findall(text)
    n_sentences = sum(
        word_expression().search(text, *place) is not None for place in sentences(text)
    )
    letters = sum(letter.isalpha() for word in words for letter in word)
    return coleman_liau(letters, len(words), n_sentences)


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
