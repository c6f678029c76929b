"""Words with their places: the one definition of a token, and of the form under which it is counted.

What is shown is always the source: a token keeps its character offsets in the text as given, and only its
*form* is normalised. The normalisation, in this order:

1. Unicode NFC; 2. case folded; 3. curly apostrophes straight, every hyphen the ASCII one; 4. Russian ё to е;
5. American spelling to British, by the rules of `british`.

English and Russian words keep inner apostrophes and hyphens ("military-technical" is one word); a dash ends a
word. Every Han character is a token of its own, so that a Chinese phrase is matched as the string it is and no
count hangs on a segmenter.
"""

import csv
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .. import paths

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A word character of any script but Han; combining marks belong to the letter before them.
_CHARACTER = rf"(?:[^\W_{HAN}]|[\u0300-\u036f])"
_APOSTROPHE = "'\u2018\u2019\u02bc"
_HYPHEN = "\u2010\u2011-"  # the ASCII hyphen last: anywhere else in a character class it makes a range
_WORD = re.compile(rf"[{HAN}]|{_CHARACTER}+(?:[{_APOSTROPHE}{_HYPHEN}]{_CHARACTER}+)*")
_WORD_SPLIT = re.compile(rf"[{HAN}]|{_CHARACTER}+(?:[{_APOSTROPHE}]{_CHARACTER}+)*")
_FOLD = str.maketrans({**dict.fromkeys(_APOSTROPHE, "'"), **dict.fromkeys(_HYPHEN, "-"), "ё": "е"})

# Words in -ize that are no verbs made with the suffix, and so are spelt alike on both sides of the Atlantic.
_NO_SUFFIX = frozenset("size resize outsize oversize downsize upsize midsize prize seize capsize maize assize baize belize".split())
_IZE = re.compile(r"(?P<stem>[a-z]{2,})(?P<z>iz|yz)(?P<end>e|es|ed|er|ers|ing|ation|ations|ational)")
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
    words = (_WORD_SPLIT if split_hyphens else _WORD).finditer(text)
    return [Token(normalize(word.group(), fold_spelling), word.start(), word.end()) for word in words]


@lru_cache(maxsize=100_000)
def normalize(word: str, fold_spelling: bool = True) -> str:
    """The form under which a word is counted.

    Examples
    --------
    >>> normalize("Demilitarization"), normalize("Партнёрства")
    ('demilitarisation', 'партнерства')
    """
    form = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold()).translate(_FOLD)
    return british(form) if fold_spelling else form


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
    base, apostrophe, ending = form.partition("'")
    match = _IZE.fullmatch(base)
    if match and match["stem"] + match["z"] + "e" not in _NO_SUFFIX:
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
    base, apostrophe, ending = form.partition("'")
    match = _ISE.fullmatch(base)
    if match and match["stem"] + match["z"].replace("s", "z") + "e" not in _NO_SUFFIX:
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
