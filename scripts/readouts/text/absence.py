"""What is said where a pattern has no match: not searched, not in this form, or absent.

"Absent" is said of full texts, in a language in which was looked, where no near form stands (see `near`).
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from . import languages, near
from .patterns import Pattern, divided, of_language

FULL, EXCERPTS = "full", "excerpts"
STATES = {FULL: "absent", EXCERPTS: "not in the {excerpts}"}
QUOTED = "quoted passages"
NOT_SEARCHED, NEAR = "not searched", "not in this form"
# Of a code no more can be said than of its wordings: the same matter may stand in other words. A person may confirm an absence.
NO_WORDING = "none of these wordings"
# How many near forms, and how many wordings, a sentence names.
NAMED = 12
# A text is in a script that has this part of its letters; a Chinese character says as much as some three letters.
_PART, _WEIGHT, _LOOKED_AT = 0.1, {"CJK": 3}, 20_000


def not_found(completeness: str, excerpts: str = QUOTED) -> str:
    """Say what may be said of something that was looked for and not found: absence is a fact about a whole text.

    Parameters
    ----------
    completeness : {'full', 'excerpts'}
    excerpts : str
        What the excerpts are called, in the plural.

    Examples
    --------
    >>> not_found("full"), not_found("excerpts")
    ('absent', 'not in the quoted passages')
    """
    return STATES[completeness].format(excerpts=excerpts)


class Absence(NamedTuple):
    """What may be said of a text in which a pattern, or any pattern of a code, has no match.

    Attributes
    ----------
    state : str
        ``not searched``; ``not in this form``, where near forms stand; else what may be said of the text: of a word
        ``absent``, of a code ``none of these wordings``, of excerpts that it is not in them.
    language : str
        The text's, in print.
    near : dict of str to int
        The near forms as they stand in the text, with how often.
    wordings : tuple of str
        The patterns that were looked for.
    """

    state: str
    language: str = ""
    near: Mapping[str, int] = {}
    wordings: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The whole of it in words.

        Examples
        --------
        >>> print(Absence("not searched", "Chinese").said)
        not searched: the text is Chinese
        >>> print(Absence("not in this form", "English", {"Ukraine's": 1, "U.S.": 3}).said)
        not in this form; near: U.S. (3), Ukraine's (1)
        >>> print(Absence("none of these wordings", "English", {}, ("peace", "ceasefire")).said)
        none of these wordings: peace, ceasefire
        """
        if self.state == NOT_SEARCHED:
            return f"{self.state}: the text is {self.language}"
        if self.state == NEAR:
            several = len(self.wordings) > 1
            said = f"{NO_WORDING}: {some(self.wordings)}" if several else self.state
            return f"{said}; near: {listed(self.near)}"
        return f"{self.state}: {some(self.wordings)}" if self.state == NO_WORDING else self.state

    @property
    def short(self) -> str:
        """The same without the wordings.

        Examples
        --------
        >>> print(Absence("not in this form", "English", {"U.S.": 3}, ("us", "america")).short)
        not in this form; near: U.S. (3)
        >>> print(Absence("none of these wordings", "English", {}, ("peace", "ceasefire")).short)
        none of the wordings
        """
        if self.state == NEAR:
            return f"{self.state}; near: {listed(self.near)}"
        return "none of the wordings" if self.state == NO_WORDING else self.said


def of_code(completeness: str, excerpts: str = QUOTED) -> str:
    """Return what may be said of a text that has none of a code's wordings, nor anything near to one.

    Examples
    --------
    >>> of_code("full"), of_code("excerpts")
    ('none of these wordings', 'not in the quoted passages')
    """
    return NO_WORDING if completeness == FULL else not_found(completeness, excerpts)


def absence(
    patterns: Iterable[Pattern],
    texts: Sequence[str],
    language: str,
    absent: str = "absent",
    forms: "near.NearForms | None" = None,
) -> Absence:
    """Return what may be said of texts of one language in which none of some patterns matches.

    Parameters
    ----------
    patterns : iterable of Pattern
        Of one code. Exclusions are passed over.
    texts : sequence of str
    language : str
        Of the texts.
    absent : str
        What is said where nothing is near; see `not_found`.
    forms : NearForms, optional
        Ready, where the same patterns are looked for in many texts.

    Examples
    --------
    >>> absence([Pattern("", "", "us", ("us",))], ["They told the U.S. side."], "en").said
    'not in this form; near: U.S. (1)'
    >>> absence([Pattern("", "", "war", ("war",))], ["两国元首通电话。"], "zh").said
    'not searched: the text is Chinese'
    >>> absence([Pattern("", "", "war", ("war",))], ["They spoke of grain."], "en").said
    'absent'
    """
    looked_for = searched(divided(patterns)[0], texts, language)
    wordings = tuple(dict.fromkeys(pattern.pattern for pattern in looked_for))
    if not looked_for:
        return Absence(NOT_SEARCHED, named(language, texts))
    forms = forms or near.NearForms(looked_for, language)
    found = near.FormCounts()
    for text in texts:
        found.add(text, forms.find(text))
    state = NEAR if found else absent
    return Absence(state, named(language, texts), found.most_common(), wordings)


def searched(patterns: Iterable[Pattern], texts: Iterable[str], language: str) -> list[Pattern]:
    """Return the patterns that can be found in texts of a language: its own, and those of no language in a script of the texts."""
    own = of_language(patterns, language)
    if all(pattern.language for pattern in own):
        return own
    written = scripts("".join(texts))
    return [
        pattern
        for pattern in own
        if pattern.language or not written or scripts(pattern.pattern) <= written
    ]


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text, as Unicode names them; none for a text with figures alone, or for a short one with any.

    Examples
    --------
    >>> sorted(scripts("G20")), sorted(scripts("Украина")), sorted(scripts("乌克兰 (Ukraine)"))
    ([], ['CYRILLIC'], ['CJK', 'LATIN'])
    """
    text = text[:_LOOKED_AT]
    if len(text) < 50 and any(character.isdigit() for character in text):
        return frozenset()
    counts = Counter(_script(character) for character in text if character.isalpha())
    weighed = {script: number * _WEIGHT.get(script, 1) for script, number in counts.items()}
    least = _PART * sum(weighed.values())
    return frozenset(script for script, number in weighed.items() if number >= least)


@lru_cache(maxsize=10_000)
def _script(letter: str) -> str:
    script = unicodedata.name(letter, "UNKNOWN").partition(" ")[0].partition("-")[0]
    return {"FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA", "HIRAGANA": "KATAKANA"}.get(
        script, script
    )


def named(language: str, texts: Iterable[str] = ()) -> str:
    """Return a language in print: where it is not known, the script of the texts.

    Examples
    --------
    >>> named("zh"), named("", ["سلام"])
    ('Chinese', 'in a language that is not known, in Arabic script')
    """
    if languages.primary(language) not in languages.UNKNOWN:
        return languages.name(language)
    script = " and ".join(sorted(scripts("".join(texts)))).title()
    return "in a language that is not known" + (f", in {script} script" if script else "")


def listed(forms: Mapping[str, int]) -> str:
    """Return near forms with their counts, the commonest first.

    Examples
    --------
    >>> listed({"talks": 1, "talking": 1200})
    'talking (1,200), talks (1)'
    """
    order = sorted(forms.items(), key=lambda form: -form[1])
    said = [f"{form} ({number:,})" for form, number in order[:NAMED]]
    return ", ".join(said) + _more(len(order))


def some(wordings: Sequence[str]) -> str:
    """Return the first of some wordings, and how many more there are."""
    return ", ".join(wordings[:NAMED]) + _more(len(wordings))


def _more(number: int) -> str:
    return f" and {number - NAMED:,} more" if number > NAMED else ""
