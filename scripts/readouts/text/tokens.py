"""Words with their places: the one definition of a token, and of the form under which it is counted.

What is shown is always the source: a token keeps its character offsets in the text as given, and only its
*form* is normalised.

**What a word is.** Every character is of one kind, whatever stands around it:

* `HAN`: a Chinese character. Each is a token of its own, so that a Chinese phrase is matched as the string it is and
  no count hangs on a segmenter (`languages.segment` cuts words, for frequency lists alone).
* A *letter*: any other letter, digit or number of any script (``\\w`` without the underscore). A run of them is a word.
* `MARKS`: combining marks (accents, vowel signs and vowel points, the virama). They belong to the letter before;
  one after anything else is no word.
* `APOSTROPHES` and `HYPHENS` join two letters of a word: "military-technical" is one. A dash ends a word.
* `IGNORABLE`: characters that are not seen: the soft hyphen, zero-width spaces and joiners, controls of direction,
  variation selectors. The words are those of the text without them, so that one within a word does not cut it; in
  texts taken from web pages they are remains of the layout far more often than they part words.
* Anything else parts words: spaces, punctuation, the underscore, symbols, emoji.

So "1,000" is two words, "1" and "000"; "3.5" is "3" and "5"; "U.S." is "u" and "s"; "％" is none.

**What its form is**, a function of the word alone. In this order: 1. without `IGNORABLE`; 2. full-width Latin and
half-width katakana (U+FF01 to U+FF9F) as the ordinary character, so that "Ｇ２０" is "G20"; 3. Unicode NFC; 4. case
folded; 5. apostrophes straight, every hyphen the ASCII one; 6. Russian ё to е; 7. American spelling to British, by the
rules of `british`. Not folded: simplified and traditional Chinese characters, accents, raised and circled figures.
"""

import csv
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .. import paths
from .combining import character_class

# Each as it stands between the brackets of a regular expression.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = character_class()
APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
HYPHENS = "\u2010\u2011\uff0d-"  # the ASCII hyphen last: anywhere else in a character class it makes a range
# Unicode's Default_Ignorable_Code_Point, without the letters among them (Hangul fillers).
IGNORABLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_LETTER = rf"[^\W_{APOSTROPHES}{HAN}]"
_RUN = rf"{_LETTER}++(?:[{IGNORABLE}]*+(?:{_LETTER}++|[{MARKS}]++))*"

_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFFA0)}
_FOLD = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), "ё": "е"})
_INVISIBLE = re.compile(f"[{IGNORABLE}]+")

# Words in -ize that are no verbs made with the suffix, and so are spelt alike on both sides of the Atlantic.
_NO_SUFFIX = frozenset(
    [
        "size",
        "resize",
        "outsize",
        "oversize",
        "downsize",
        "upsize",
        "midsize",
        "prize",
        "seize",
        "capsize",
        "maize",
        "assize",
        "baize",
        "belize",
    ]
)
_IZE = re.compile(
    r"(?P<stem>[a-z]{2,})(?P<z>iz|yz)(?P<end>e|es|ed|er|ers|ing|ation|ations|ational)"
)
_ISE = re.compile(_IZE.pattern.replace("iz|yz", "is|ys"))


class Token(NamedTuple):
    """A word: its normalised `form`, and the offsets of the source characters, `start` included, `end` not."""

    form: str
    start: int
    end: int


def tokenize(text: str, *, split_hyphens: bool = False, fold_spelling: bool = True) -> list[Token]:
    """The words of a text, in order.

    Parameters
    ----------
    text : str
    split_hyphens : bool
        Take "military-technical" as two words. The default keeps it one.
    fold_spelling : bool
        Give American spellings their British form. The default does.

    Returns
    -------
    list of Token

    Examples
    --------
    >>> text = "The West’s “defense ties”"
    >>> [token.form for token in tokenize(text)]
    ['the', "west's", 'defence', 'ties']
    >>> token = tokenize(text)[2]
    >>> text[token.start:token.end]
    'defense'
    >>> [token.form for token in tokenize("military-technical ties")]
    ['military-technical', 'ties']
    >>> [token.form for token in tokenize("乌克兰危机")]
    ['乌', '克', '兰', '危', '机']
    """
    words = word_expression(split_hyphens).finditer(text)
    return [
        Token(normalize(word.group(), fold_spelling), word.start(), word.end()) for word in words
    ]


@lru_cache(maxsize=2)
def word_expression(split_hyphens: bool = False) -> re.Pattern[str]:
    """The expression that finds the words of a text, in a time that grows as its length.

    Examples
    --------
    >>> word_expression().findall("the ‘cold-war’ era")
    ['the', 'cold-war', 'era']
    """
    joint = APOSTROPHES if split_hyphens else APOSTROPHES + HYPHENS
    return re.compile(
        rf"[{HAN}](?:[{IGNORABLE}]*+[{MARKS}]++)*|{_RUN}(?:[{IGNORABLE}]*+[{joint}][{IGNORABLE}]*+{_RUN})*"
    )


@lru_cache(maxsize=100_000)
def normalize(word: str, fold_spelling: bool = True) -> str:
    """The form under which a word is counted.

    Examples
    --------
    >>> normalize("Demilitarization"), normalize("Партнёрства"), normalize("Ｇ２０")
    ('demilitarisation', 'партнерства', 'g20')
    """
    form = word.lower() if word.isascii() else _folded(word)
    return british(form) if fold_spelling else form


def _folded(word: str) -> str:
    seen = unicodedata.normalize("NFC", _INVISIBLE.sub("", word).translate(_WIDTH))
    return unicodedata.normalize("NFC", seen.casefold()).translate(_FOLD)


def cased(word: str) -> str:
    """Return a word as `normalize` does, but in its case and spelling.

    Examples
    --------
    >>> cased("De\u00adfense"), cased("Ｇ２０’s")
    ('Defense', "G20's")
    """
    seen = _INVISIBLE.sub("", word).translate(_WIDTH)
    return unicodedata.normalize("NFC", seen).translate(_FOLD)


def british(form: str) -> str:
    """The British spelling of a lower-case English word; any other word as it is.

    Two rules: the pairs in ``spelling.csv``, and -ize, -yze with their inflections to -ise, -yse. A hyphenated
    word is respelt part by part, a possessive without its ending.

    Examples
    --------
    >>> british("organizations"), british("defense"), british("seized"), british("neighbor's")
    ('organisations', 'defence', 'seized', "neighbour's")
    """
    if "-" in form:
        return "-".join(map(british, form.split("-")))
    base, apostrophe, ending = form.partition("'") if "'" in form else (form, "", "")
    # Few words have a z, and to look for one takes a tenth of the time of the expression.
    if (
        "z" in base
        and (match := _IZE.fullmatch(base))
        and match["stem"] + match["z"] + "e" not in _NO_SUFFIX
    ):
        base = match["stem"] + match["z"].replace("z", "s") + match["end"]
    return spelling().get(base, base) + apostrophe + ending


@lru_cache(maxsize=100_000)
def american(form: str) -> str:
    """The American spelling of a lower-case word that `british` has respelt, so that ``organiz*`` finds it too.

    Examples
    --------
    >>> american("organisation"), american("neighbour's"), american("crisis")
    ('organization', "neighbor's", 'crisis')
    """
    if "-" in form:
        return "-".join(map(american, form.split("-")))
    base, apostrophe, ending = form.partition("'") if "'" in form else (form, "", "")
    if (
        ("is" in base or "ys" in base)
        and (match := _ISE.fullmatch(base))
        and match["stem"] + match["z"].replace("s", "z") + "e" not in _NO_SUFFIX
    ):
        base = match["stem"] + match["z"].replace("s", "z") + match["end"]
    return _british_to_american().get(base, base) + apostrophe + ending


@lru_cache(maxsize=1)
def _british_to_american() -> dict[str, str]:
    return {british: american for american, british in spelling().items()}


@lru_cache(maxsize=1)
def spelling() -> dict[str, str]:
    """American forms and the British forms that stand for both, from ``spelling.csv``."""
    with paths.SPELLING.open(encoding="utf-8", newline="") as file:
        return {row["american"]: row["british"] for row in csv.DictReader(file)}


def is_han(form: str) -> bool:
    """Whether a token is a Han character.

    Examples
    --------
    >>> is_han("危"), is_han("crisis")
    (True, False)
    """
    return re.match(f"[{HAN}]", form) is not None
