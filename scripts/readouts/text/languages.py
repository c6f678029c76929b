"""What depends on a language: which it is, the words that are counted in it, and which words may be compared at all.

A codebook is always looked for in the tokens of `tokens.tokenize`, in every language. What this module gives is for
counting words: cut by a segmenter, where a script has no spaces, and reduced to stems or lemmas. Its libraries come
with the extra ``languages``, are imported when they are first needed, and download nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from . import han
from .tokens import HAN, IGNORABLE, Token, normalize, tokenize

# The stemmers of Snowball by ISO 639-1 code; of two for a language the maintained one.
STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
# The languages that are called by name; any other goes by its code.
NAMES = {code: algorithm.capitalize() for code, algorithm in STEMMERS.items()} | {
    "be": "Belarusian",
    "bg": "Bulgarian",
    "he": "Hebrew",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "th": "Thai",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
TRADITIONAL = "zh-Hant"
_TRADITIONAL_TAGS = {"hant", "tw", "hk", "mo"}
UNKNOWN = {"", "und"}  # the second is ISO 639-2's word for it
UNCUT = {"ja", "km", "lo", "my", "th"}  # written without spaces, and with no segmenter here
SEGMENTATIONS = ("characters", "segmented")
NORMALIZATIONS = ("none", "stem", "lemma")


class IncomparableLanguages(ValueError):
    """The words of two sides are of different languages, so that no count of one can be set against the other's."""


class MissingLibrary(ValueError):
    """A library is not installed; the message says how to get it."""


def primary(language: str) -> str:
    """Return the language of a tag, without its script and region.

    Examples
    --------
    >>> primary("zh-Hans-CN"), primary("EN"), primary("")
    ('zh', 'en', '')
    """
    return language.replace("_", "-").partition("-")[0].strip().lower()


def name(language: str) -> str:
    """Return the language's name in English; its code, where the package has no name for it.

    Examples
    --------
    >>> name("zh-Hans"), name("zh-Hant"), name("fr"), name("tlh")
    ('Chinese', 'Chinese in traditional characters', 'French', 'tlh')
    """
    code = with_script(language)
    return "Chinese in traditional characters" if code == TRADITIONAL else NAMES.get(code, code)


# --- Which words may be compared ----------------------------------------------------


def with_script(language: str, frequency: Mapping[str, int] | None = None) -> str:
    """Return the language whose words are of one list: `primary`, but Chinese in traditional characters is one of its own.

    A codebook's patterns match both (`patterns.Index`); a list of words would have every word twice.

    Parameters
    ----------
    language : str
        An ISO 639-1 code or a tag.
    frequency : mapping of str to int, optional
        How often each word of the texts occurs: then these tell the script, where the tag names none.

    Examples
    --------
    >>> with_script("zh-TW"), with_script("zh"), with_script("zh", {"國": 2, "會": 1}), with_script("en-GB")
    ('zh-Hant', 'zh', 'zh-Hant', 'en')
    """
    code, *subtags = language.replace("_", "-").strip().lower().split("-")
    if code not in UNKNOWN | {"zh"} or "hans" in subtags:
        return code
    traditional = not _TRADITIONAL_TAGS.isdisjoint(subtags) or (
        frequency is not None and han.script(frequency) == "Hant"
    )
    return TRADITIONAL if traditional else code


def comparable(target: Iterable[str], reference: Iterable[str]) -> None:
    """Refuse to set words of one language against words of another.

    Parameters
    ----------
    target, reference : iterable of str
        The languages of the documents (or segments) of either side, in any order and as often as they occur: ISO
        639-1 codes or language tags; empty or ``und`` where it is not known. A document whose language is not known is taken to
        be of the language of its side.

    Raises
    ------
    IncomparableLanguages
        If the sides have different languages, if a side has several, or if the language of one side is known and the
        other's is not. Sides that are both unknown pass: nothing is known against them.

    Examples
    --------
    >>> comparable(["en", "en"], ["en-GB", ""])
    >>> comparable(["ru"], ["zh"])
    Traceback (most recent call last):
    readouts.text.languages.IncomparableLanguages: words of Russian and words of Chinese are not the same types, ...
    """
    sides = [{with_script(language) for language in side} for side in (target, reference)]
    known = [side - UNKNOWN for side in sides]
    every = sorted(known[0] | known[1], key=lambda code: (code not in known[0], code))
    instead = "compare coded frames instead (--frames with a codebook that has patterns in each language), or choose documents of one language"
    if len(every) > 1:
        words = " and ".join(f"words of {name(code)}" for code in every)
        raise IncomparableLanguages(
            f"{words} are not the same types, so that no count of one can be set against a count of the other: {instead}"
        )
    if len(every) == 1 and any(side and side <= UNKNOWN for side in sides):
        side = "reference" if known[0] else "target"
        raise IncomparableLanguages(
            f"the {side} is in a language that is not known, the other side in {name(every[0])}: name the language "
            f"(a column of the corpus, or --language-is), or {instead}"
        )


# --- Which language a text is in ----------------------------------------------------

_LOOKED_AT = 1000  # characters of a text
_SCRIPTS = {
    "Latin": "a-z\u00aa\u00ba\u00df-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0430-\u052f",
    "Han": HAN,
    "kana": "\u3041-\u30fa\u30fc-\u30ff",
    "Hangul": "\uac00-\ud7af",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Thai": "\u0e01-\u0e4f",
}
# Scripts that one language is written in; a Japanese text has Chinese characters too.
_OF_SCRIPT = {
    "Han": "zh",
    "kana": "ja",
    "Hangul": "ko",
    "Greek": "el",
    "Georgian": "ka",
    "Armenian": "hy",
    "Thai": "th",
}
_WEIGHT = {"Han": 3}  # a Chinese character says as much as some three letters
_NO_LETTERS = bytes(set(range(128)) - set(range(ord("a"), ord("z") + 1)))


class _Spelling(NamedTuple):
    """How words of a language look among those of its script: all but few have its letters, and some tell it."""

    script: str
    letters: str
    telling_letters: frozenset[str]
    telling_words: frozenset[str]


_SPELLINGS = {
    "en": _Spelling(
        "Latin",
        "a-z",
        frozenset(),
        frozenset(
            [
                "the",
                "and",
                "that",
                "with",
                "from",
                "which",
                "this",
                "these",
                "been",
                "were",
                "would",
                "their",
                "they",
                "its",
                "his",
                "between",
                "our",
                "where",
                "who",
                "when",
                "what",
                "there",
                "has",
                "have",
            ]
        ),
    ),
    # Ukrainian, Bulgarian and Serbian have neither letter.
    "ru": _Spelling(
        "Cyrillic",
        "а-яё",
        frozenset("ыэ"),
        frozenset(
            [
                "что",
                "как",
                "для",
                "его",
                "её",
                "ее",
                "их",
                "к",
                "или",
                "был",
                "была",
                "было",
                "они",
                "также",
                "если",
                "чтобы",
                "который",
                "которая",
                "которые",
                "которых",
                "только",
                "уже",
                "ещё",
                "еще",
            ]
        ),
    ),
    "uk": _Spelling(
        "Cyrillic", "а-щьюяіїєґ", frozenset("іїєґ"), frozenset(["та", "що", "це", "як", "від"])
    ),
}
_TELLING = 0.02  # of the words: English and Russian texts have more, most of them far more; those of another language hardly any
_OTHER_LETTERS = (
    0.02  # of the letters: names from elsewhere; a neighbour's text has more than twice as many
)


def language_of(text: str) -> str:
    """Return the language of a text, by the scripts of its first 1,000 characters and by words that tell it.

    English, Russian and Ukrainian are told from the other languages of their scripts; Chinese, Japanese and a few
    others by the script alone. It is a guess, to be shown before it is used.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        An ISO 639-1 code; empty where it cannot be told: no word that tells it, no script with two thirds of the
        letters, another language of the Latin or Cyrillic script.

    Examples
    --------
    >>> [language_of(text) for text in ("They spoke by telephone.", "Они говорили по телефону.", "Вони розмовляли телефоном, і це добре.", "两国元首通电话。")]
    ['en', 'ru', 'uk', 'zh']
    >>> language_of("Les deux présidents se sont entretenus par téléphone.")
    ''
    """
    sample = text[:_LOOKED_AT].casefold()
    beyond_ascii = "" if sample.isascii() else re.sub("[\x00-\x7f]+", "", sample)
    counts = {
        script: _WEIGHT.get(script, 1) * len(re.findall(f"[{letters}]", beyond_ascii))
        if beyond_ascii
        else 0
        for script, letters in _SCRIPTS.items()
    }
    counts["Latin"] += len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if counts["kana"]:
        counts["kana"] += counts.pop("Han")
    script = max(counts, key=lambda name: counts[name])
    if not counts[script] or 3 * counts[script] < 2 * sum(counts.values()):
        return ""
    return _OF_SCRIPT.get(script) or _of_spelling(script, sample, beyond_ascii, counts[script])


def _of_spelling(script: str, sample: str, beyond_ascii: str, n_letters: int) -> str:
    """Return the language of this script whose words tell themselves most often."""
    words = sample.split()
    told = {}
    for language, spelling in _SPELLINGS.items():
        if (
            spelling.script == script
            and len(re.findall(f"(?![{spelling.letters}])[{_SCRIPTS[script]}]", beyond_ascii))
            <= _OTHER_LETTERS * n_letters
        ):
            told[language] = sum(
                word in spelling.telling_words or not spelling.telling_letters.isdisjoint(word)
                for word in words
            )
    return max(
        (language for language in told if told[language] >= _TELLING * len(words)),
        key=lambda language: told[language],
        default="",
    )


# --- What is counted as a word ------------------------------------------------------


def words(
    text: str,
    language: str,
    *,
    segmentation: str = "characters",
    normalization: str = "none",
    **tokenizing: bool,
) -> list[Token]:
    """Return the words of a text as they are counted in a frequency list.

    Parameters
    ----------
    text : str
    language : str
        Of the text: an ISO 639-1 code or a language tag.
    segmentation : {'characters', 'segmented'}
        Whether each Chinese character is a word, as in a codebook, or runs of them are cut by `segment`.
    normalization : {'none', 'stem', 'lemma'}
        What is done to a form: see `reduce`.
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    list of Token
        The form as it is counted, and the place of the whole word in the text.

    Raises
    ------
    ValueError
        As `reduce`; if `segmentation` is another word.
    MissingLibrary
        If what is asked for needs a library that is not installed.

    Examples
    --------
    >>> [word.form for word in words("Сотрудничества", "ru", normalization="lemma")]
    ['сотрудничество']
    >>> [word.form for word in words("就乌克兰危机", "zh", segmentation="segmented")]
    ['就', '乌克兰', '危机']
    """
    if segmentation not in SEGMENTATIONS:
        raise ValueError(f"words are cut as {' or '.join(SEGMENTATIONS)}; found {segmentation!r}")
    found = (
        segment(text, **tokenizing) if segmentation == "segmented" else tokenize(text, **tokenizing)
    )
    return (
        found
        if normalization == "none"
        else [word._replace(form=reduce(word.form, language, normalization)) for word in found]
    )


def segment(text: str, **tokenizing: bool) -> list[Token]:
    """Return the words of a text, its runs of Chinese characters cut into words too.

    The cut is that of rjieba, with its dictionary and its model for words that the dictionary lacks. No word reaches
    over anything that is not a Chinese character: "G20峰会" is two. Other words are those of `tokens.tokenize`.

    Parameters
    ----------
    text : str
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    list of Token
        Each with the place of its first and its last character in the text.

    Raises
    ------
    MissingLibrary

    Examples
    --------
    >>> segment("G20峰会，乌克兰危机")
    [Token(form='g20', start=0, end=3), Token(form='峰会', start=3, end=5), Token(form='乌克兰', start=6, end=9), Token(form='危机', start=9, end=11)]
    """
    found: list[Token] = []
    run: list[Token] = []
    for token in tokenize(text, **tokenizing):
        if run and not _adjoins(text, run[-1], token):
            found += cut(run)
            run = []
        if _han().match(token.form):
            run.append(token)
        else:
            found.append(token)
    return found + cut(run)


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{IGNORABLE}]*")


def _adjoins(text: str, before: Token, token: Token) -> bool:
    """Say whether a token is a Chinese character that stands right after another one."""
    return bool(_han().match(token.form) and _unseen().fullmatch(text, before.end, token.start))


def cut(run: list[Token]) -> list[Token]:
    """Cut a run of Chinese characters into words; a variation or a mark after a character goes with it."""
    if not run:
        return []
    pieces, first = [], 0
    for piece in _library("rjieba").cut("".join(token.form[0] for token in run)):
        own = run[first : first + len(piece)]
        pieces.append(Token("".join(token.form for token in own), own[0].start, own[-1].end))
        first += len(piece)
    return pieces


@lru_cache(maxsize=100_000)
def reduce(form: str, language: str, normalization: str) -> str:
    """Return a word's stem or lemma: a function of the form alone, so that it can be applied to a vocabulary.

    Stems are Snowball's. Lemmas of Russian are pymorphy3's, the first of its analyses; those of other languages are
    simplemma's. Neither knows the context: a form of two words ("суда": of a court, vessels) gets the likelier one.
    Words of another script than the language's, words of one letter (initials, abbreviations) and every word of
    Chinese, which has no inflection, stay as they are.

    Parameters
    ----------
    form : str
        A normalised form, as `tokens.normalize` gives it.
    language : str
        Of the text that it is from: an ISO 639-1 code or a language tag.
    normalization : {'none', 'stem', 'lemma'}

    Returns
    -------
    str
        Normalised again, so that ё is е in a lemma too, and British spelling stays.

    Raises
    ------
    ValueError
        If `normalization` is another word, or if there is no stemmer or lemmatiser for the language.
    MissingLibrary

    Examples
    --------
    >>> [reduce(form, "ru", "lemma") for form in ("украинским", "партнерства", "путина")]
    ['украинский', 'партнерство', 'путин']
    >>> reduce("легитимности", "ru", "stem"), reduce("sanctions", "en", "stem"), reduce("countries", "en", "lemma")
    ('легитимн', 'sanction', 'country')
    """
    if normalization not in NORMALIZATIONS:
        raise ValueError(
            f"words are reduced by {', '.join(NORMALIZATIONS)}; found {normalization!r}"
        )
    code = primary(language)
    if normalization == "none" or code == "zh":
        return form
    reduced = (_stemmer if normalization == "stem" else _lemmatizer)(code)
    return form if len(form) == 1 else normalize(reduced(form))


@lru_cache
def _stemmer(code: str) -> Callable[[str], str]:
    if code not in STEMMERS:
        raise ValueError(f"no stemmer for {_asked(code)}; there is one for {', '.join(STEMMERS)}")
    stem: Callable[[str], str] = _library("snowballstemmer").stemmer(STEMMERS[code]).stemWord
    return stem


@lru_cache
def _lemmatizer(code: str) -> Callable[[str], str]:
    if code == "ru":
        return _russian_lemma(_library("pymorphy3").MorphAnalyzer(lang="ru").parse)
    lemmatize = _library("simplemma").lemmatize
    try:
        lemmatize("a", lang=code)
    except ValueError:
        raise ValueError(
            f"no lemmatiser for {_asked(code)}; take stems (--reduce stem), or none"
        ) from None
    return lambda form: lemmatize(_without_possessive(form) if code == "en" else form, lang=code)


def _russian_lemma(analyse: Callable[[str], list[Any]]) -> Callable[[str], str]:
    def lemma(form: str) -> str:
        try:
            found: str = analyse(form)[0].normal_form
            return found
        except ValueError:  # it asks each letter for its name in Unicode, and some have none
            return form

    return lemma


def _without_possessive(form: str) -> str:
    return form.removesuffix("'s")


def tools(
    languages: Iterable[str], *, segmentation: str = "characters", normalization: str = "none"
) -> list[str]:
    """Return the libraries that `words` uses for texts of some languages, with their versions: a count made with them has to name them.

    Examples
    --------
    >>> tools(["en", "ru"])
    []
    >>> [tool.split()[0] for tool in tools(["ru"], segmentation="segmented", normalization="lemma")]
    ['rjieba', 'pymorphy3', 'pymorphy3-dicts-ru']
    """
    inflected = {primary(language) for language in languages} - {"zh"}
    used = ["rjieba"] if segmentation == "segmented" else []
    if normalization == "stem" and inflected:
        used.append("snowballstemmer")
    if normalization == "lemma":
        used += ["pymorphy3", "pymorphy3-dicts-ru"] * ("ru" in inflected) + ["simplemma"] * bool(
            inflected - {"ru"}
        )
    if not used:
        return []
    from importlib.metadata import version

    return [f"{library} {version(library)}" for library in used]


def _asked(code: str) -> str:
    return (
        f"words of {name(code)}"
        if code not in UNKNOWN
        else "words of a language that is not known (name it by a column of the corpus, or --language-is)"
    )


def _library(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            f"this needs {error.name}; it comes with pip install 'readouts[languages]'"
        ) from None
