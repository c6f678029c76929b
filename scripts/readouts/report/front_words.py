"""What sentences are made of: sides, codes and words as a reader writes them; and the words that one side alone has."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from .. import paths
from ..corpus.corpus import FULL
from ..text import absence, coding, rarity
from ..text.amounts import LANGUAGES, months
from ..text.languages import primary
from ..text.patterns import Pattern
from . import words
from .findings import literal, spans_of
from .subcorpora import Subcorpus, language_name, listed, most_words, n_texts
from .words import LanguageWords

if TYPE_CHECKING:
    from .analysis import Analysis

# How many sides have sentences of their own.
SIDES = 4
# How many codes, words or amounts a sentence names.
NAMED = 6
# What share in general language a word has at most that is taken for a name by its capital alone.
_RARE = 1e-6
# From which likeness on two words are taken for one that is misspelt.
_ALIKE = 0.8
# Languages in which a capital does not tell a name: German writes every noun with one, Chinese has none.
_WITHOUT_CAPITALS = ("de", "zh", "ja", "ko", "ar", "fa", "he", "ur", "hi")


def names(context: "Analysis") -> str:
    """Say which names one side has and no other side of its language."""
    return _of_words(context, "Of names", _is_name)


def repeated(context: "Analysis") -> str:
    """Say which words one side repeats and no other side of its language has in any form."""
    return _of_words(context, "Of other words that stand twice or more", _is_repeated)


def _of_words(
    context: "Analysis", opening: str, chosen: Callable[[LanguageWords, Subcorpus, str], bool]
) -> str:
    said = []
    for vocabulary in context.vocabularies:
        if len(vocabulary.parts) < 2 or not all(map(is_full, vocabulary.parts)):
            continue
        most = words.rows(vocabulary, len(context.vocabularies))
        for part in most_words(vocabulary.parts, SIDES):
            items = [
                f"“{plain(_as_written(vocabulary, part, word))}” ({{finding}}`word-{part.id}-{vocabulary.ids[word]}`)"
                for word in _only_there(vocabulary, part, most, chosen)
            ]
            if items:
                said.append(f"{_among(context, vocabulary, part)} alone {has(part)} {some(items)}")
    return f"{opening}, {'; '.join(said)}." if said else ""


def _among(context: "Analysis", vocabulary: LanguageWords, part: Subcorpus) -> str:
    """Whose texts alone have a word; where there are other languages, in which a name is another word, among which texts."""
    if len(context.vocabularies) == 1:
        return owned(context, part, "text")
    return f"among the texts in {language_name(vocabulary.language)} {whose(context, part)}"


def _only_there(
    vocabulary: LanguageWords, part: Subcorpus, most: int, chosen: Callable[..., bool]
) -> list[str]:
    """The words chosen of which no other part has any form, as many as a sentence names; of the words that a page counts."""
    counts = vocabulary.words.head(most)
    texts = [text for one in vocabulary.parts if one.id != part.id for text in one.segments["text"]]
    own = counts.index[(counts[part.id] > 0) & (counts.drop(columns=part.id).sum(axis=1) == 0)]
    if rarity.known(vocabulary.language):
        own = sorted(own, key=lambda word: rarity.share(word, vocabulary.language))
    words_there = set(re.findall(r"\w+", " ".join(texts)))
    folded = {one.casefold() for one in words_there}
    found: dict[str, str] = {}
    for word in own:
        if len(found) > NAMED:
            break
        if (
            words.is_content(word)
            and len(word) > 2
            and not word[0].isdigit()
            and chosen(vocabulary, part, word)
            and _is_absent(word, texts, vocabulary.language)
        ):
            written = _as_written(vocabulary, part, word)
            initials = "".join(one[0] for one in written.split())
            # “North Atlantic Treaty Organisation” is not missing where NATO stands, nor what is but misspelt.
            # Nor is whoever is named there by a part of the name: “Ada R. Oda” where “Oda” stands.
            is_named = any(
                one in words_there and _is_rare(one.casefold(), vocabulary.language)
                for one in re.findall(r"\w{3,}", written)
            )
            if not (initials in words_there or is_named or get_close_matches(word, folded, 1, _ALIKE)):  # fmt: skip
                found.setdefault(written, word)
    return list(found.values())


def _is_absent(word: str, texts: list[str], language: str) -> bool:
    """Whether texts have neither a word, nor a form near to it, nor its parts, nor what it abbreviates."""
    parts = word.split("-")
    if len(parts) > 1 and not any(_is_absent(one, texts, language) for one in parts):
        return False
    said = absence.absence([Pattern("", "", word, (word,))], texts, language)
    return said.state == absence.STATES[FULL] and not written_out(word, texts)


def written_out(word: str, texts: Iterable[str]) -> bool:
    """Say whether a word may be an abbreviation of words in capitals that stand in texts.

    Examples
    --------
    >>> written_out("OSCE", ["the Organization for Security and Cooperation in Europe"]), written_out("NATO", ["nothing"])
    (True, False)
    """
    if not word.isalpha() or not 2 < len(word) < 7:
        return False
    between = r"\s+(?:(?:of|for|and|the|in|on)\s+)*"
    full = between.join(rf"{letter}\w+" for letter in word.upper())
    return any(re.search(rf"\b{full}", text) for text in texts)


def _is_name(vocabulary: LanguageWords, part: Subcorpus, word: str) -> bool:
    """Whether a word is a name: it has a capital wherever it stands, and is no month, nor a common word that stands by itself."""
    language = primary(vocabulary.language)
    if language in _WITHOUT_CAPITALS or (language in LANGUAGES and word in months(language)):
        return False
    places = _places(vocabulary, part, word)
    inside = [re.search(r"[\w,;]\s+$", text[:start]) for text, start, _ in places]
    return (
        all(text[start].isupper() for text, start, _ in places)
        and any(inside)
        and (_is_rare(word, language) or " " in _as_written(vocabulary, part, word))
    )


def _is_rare(word: str, language: str) -> bool:
    return rarity.known(language) and rarity.share(word, language) < _RARE


def _is_repeated(vocabulary: LanguageWords, part: Subcorpus, word: str) -> bool:
    """Whether a part has a word in small letters twice."""
    places = _places(vocabulary, part, word)
    return sum(text[start].islower() for text, start, _ in places) >= words.LEAST


def _as_written(vocabulary: LanguageWords, part: Subcorpus, word: str) -> str:
    """The form in which a text has a word: with the words in capitals beside it where it always has the same."""
    places = _places(vocabulary, part, word)
    names = {_name_around(text, start, end) for text, start, end in places}
    if len(names) == 1:
        return re.sub(r"['’]s$", "", names.pop())
    written = Counter(text[start:end] for text, start, end in places).most_common(1)[0][0]
    return re.sub(r"['’]s$", "", written)


def _name_around(text: str, start: int, end: int) -> str:
    """A word with those right beside it that have a capital too: “Strategic Stability Dialogue”."""
    if not text[start].isupper():
        return text[start:end]
    before = re.search(r"(?:\b[^\W\d_a-z](?:\.|[\w-]*) )*$", text[:start])
    after = re.match(r"(?: [^\W\d_a-z](?:\.(?= [^\W\d_a-z])|[\w-]*))*", text[end:])
    words_before = (before[0] if before else "").split(" ")
    while (
        words_before[0].casefold() in words.FUNCTION_WORDS
    ):  # “The President” is no name of two words
        del words_before[0]
    return f"{' '.join(words_before)}{text[start:end]}{after[0] if after else ''}"


def _places(vocabulary: LanguageWords, part: Subcorpus, word: str) -> list[tuple[str, int, int]]:
    """Where a word stands in a part: the text of the passage, and from where to where."""
    own, texts = vocabulary.occurrences()[part.id], part.segments["text"]
    found = own[own["ngram"] == word]
    return [(texts[row.segment_id], row.start, row.end) for row in found.itertuples()]


def spans(context: "Analysis", part: Subcorpus, code: str) -> tuple[tuple[str, int, int], ...]:
    """Return the distinct stretches of a code in a part."""
    coded = context.coded
    own = coded[(coded["code"] == code) & coded["segment_id"].isin(part.searched)]
    return spans_of(coding.distinct(own))


def in_words(context: "Analysis", part: Subcorpus, code: str) -> str:
    """Return the words that a part has most often for a code, as they stand there."""
    texts = part.segments["text"]
    found = Counter(texts[name][start:end] for name, start, end in spans(context, part, code))
    return found.most_common(1)[0][0]


def label(context: "Analysis", code: str) -> str:
    """Return a code in print."""
    return literal(context.codebook.codes.at[code, "label"])


def coded(context: "Analysis", part: Subcorpus, code: str, finding_id: str) -> str:
    """Return the words that a part has most often for a code, the code, and a number."""
    number = f"{'in ' * finding_id.startswith('front-')}{{finding}}`{finding_id}`"
    return f"“{plain(in_words(context, part, code))}” ({label(context, code)}, {number})"


def said_with(context: "Analysis", part: Subcorpus, code: str) -> str:
    """Return the words that a part has most often for a code, and how often it has the code."""
    return f"“{plain(in_words(context, part, code))}”, {{finding}}`code-{part.id}-{code}`"


def side_of(part: Subcorpus) -> str:
    """Return the id of the side whose texts a part has."""
    return str(part.segments["side"].iloc[0])


def is_full(part: Subcorpus) -> bool:
    """Say whether all texts of a part are at hand in full."""
    return bool((part.segments["completeness"] == FULL).all())


def called(context: "Analysis", side: str) -> str:
    """Return a side in running prose: as ``report.yml`` calls it, or with the article that its name has in English."""
    own = next(one for one in context.settings.sides if one.id == side)
    return literal(own.called or articled(own.name))


def articled(name: str) -> str:
    """Return a name with the article that it has in an English sentence, by the last word of what is before “of” or “for”.

    Examples
    --------
    >>> [articled(name) for name in ("Northern Court", "Northland", "The Hague", "Ministry of Foreign Affairs")]
    ['the Northern Court', 'Northland', 'The Hague', 'the Ministry of Foreign Affairs']
    """
    last = re.split(r" of | for ", name)[0].rpartition(" ")[2]
    return f"the {name}" if last in _articled() and not name.startswith("The ") else name


@lru_cache(maxsize=1)
def _articled() -> frozenset[str]:
    return frozenset(paths.ARTICLED.read_text(encoding="utf-8").split())


def whose(context: "Analysis", part: Subcorpus) -> str:
    """Return the possessive of a side in running prose."""
    return f"{called(context, side_of(part))}’s"


def one_text(part: Subcorpus) -> bool:
    """Say whether a part is one text: of which a sentence speaks in the singular."""
    return n_texts(part) == 1


def has(part: Subcorpus) -> str:
    """Return the verb of a sentence on the texts of a part."""
    return "has" if one_text(part) else "have"


def owned(context: "Analysis", part: Subcorpus, noun: str) -> str:
    """Return the texts of a part as those of its side, with the language where its texts are in several."""
    nouns = f" {noun}{'' if one_text(part) else 's'}" if noun else ""
    return f"{whose(context, part)}{nouns}{_in_language(context, part)}"


def named(context: "Analysis", part: Subcorpus) -> str:
    """Return a side in running prose, with the language where its texts are in several."""
    return f"{called(context, side_of(part))}{_in_language(context, part)}"


def _in_language(context: "Analysis", part: Subcorpus) -> str:
    several = sum(side_of(one) == side_of(part) for one in context.subcorpora) > 1
    return f" in {language_name(part.language)}" * several


def opened(said: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return said[:1].upper() + said[1:]


def some(items: list[str]) -> str:
    """Return the first items of a list in a sentence.

    Examples
    --------
    >>> some(["a", "b"]), some(list("abcdefgh"))
    ('a and b', 'a, b, c, d, e and others')
    """
    return listed(items if len(items) <= NAMED else [*items[: NAMED - 1], "others"])


def plain(text: str) -> str:
    """Return words of which no digit is a result, for MyST."""
    return f"{{plain}}`{' '.join(text.replace('`', '’').split())}`"
