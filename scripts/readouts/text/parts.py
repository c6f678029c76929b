"""The parts of a word that a pattern finds in it: "Ukraine" in "Ukraine's", in "l'Ukraine" and in "NATO-Ukraine".

A word stays one word, and is counted as one. But where a pattern does not match the whole of it, it may match a part:

* without an **ending after an apostrophe**: those of English ('s, 'd, 'll, 're, 've, 'm), Turkish cases (Kemal'in,
  Ankara'nın), Polish ones (Kennedy'ego);
* without an **elided word before it**: those of French, Italian and Catalan (l'Ukraine, dell'Ucraina, qu'il);
* any **run of the pieces of a hyphenated compound**: "Cold" in "post-Cold", "military-to" in "military-to-military".

The lists are closed, and one for all languages (``clitics.csv``): "o'brien", «здоров'я» and "aujourd'hui" are not cut. A
piece that makes the rest another word, or its contrary, is bound to it: "co-operation" is no operation, "non-interference"
no interference, and "anti-Russian" not Russian.
"""

import csv
import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from .. import paths
from .tokens import APOSTROPHES, HYPHENS, IGNORABLE

_VOWELS = frozenset("aâeıiîoöuûüəäéóý")
# What has more is the address of a page or the like, and no compound.
MOST_JOINTS = 4

_JOINT = re.compile(rf"[{IGNORABLE}]*+[{APOSTROPHES}{HYPHENS}][{IGNORABLE}]*+")


@lru_cache(maxsize=1)
def clitics() -> dict[str, frozenset[str]]:
    """Return the lists of ``clitics.csv`` by their kinds.

    Examples
    --------
    >>> sorted(clitics()["ending"])
    ['d', 'll', 'm', 're', 's', 've']
    """
    found = defaultdict(set)
    with paths.CLITICS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["kind"]].add(row["form"])
    return {kind: frozenset(forms) for kind, forms in found.items()}


class Part(NamedTuple):
    """A part of a word.

    Attributes
    ----------
    form : str
        As it is counted.
    first : int
        Joints (hyphens and apostrophes) of the word before it.
    last : int
        Joints of the word after it.
    """

    form: str
    first: int
    last: int


def has_joint(form: str) -> bool:
    """Return whether a normalised form has an apostrophe or a hyphen, and may have parts.

    Examples
    --------
    >>> has_joint("ukraine's"), has_joint("ukraine")
    (True, False)
    """
    return "-" in form or "'" in form


@lru_cache(maxsize=100_000)
def parts(form: str) -> tuple[Part, ...]:
    """Return the parts of a normalised form, the leftmost first, and of those the longest first; not the whole of it.

    Examples
    --------
    >>> [part.form for part in parts("nato-ukraine's")]
    ['nato-ukraine', 'nato', "ukraine's", 'ukraine']
    >>> [part.form for part in parts("l'ukraine")], parts("o'brien"), parts("co-operation")
    (['ukraine'], (), ())
    """
    before, joint, after = form.partition("-")
    if not joint and "'" not in form:
        return ()
    if joint and before and after and "-" not in after and "'" not in form:  # as most are
        if before in clitics()["bound"]:
            return ()
        return Part(before, 0, 1), Part(after, 1, 0)
    pieces = re.split("(['-])", form)
    words, joints = pieces[::2], pieces[1::2]
    if len(joints) > MOST_JOINTS:
        return ()
    begins, ends, known = [0], [len(words)], clitics()
    for number, joint in enumerate(joints):
        before, after = words[number], words[number + 1]
        # A clitic stands at the edge of its piece, which hyphens bound.
        opens = number == 0 or joints[number - 1] == "-"
        closes = number + 1 == len(joints) or joints[number + 1] == "-"
        if joint == "-":
            if not (opens and before in known["bound"]):
                begins.append(number + 1)
                ends.append(number + 1)
        elif closes and after in known["ending"]:
            ends.append(number + 1)
        elif opens and before in known["elided"]:
            begins.append(number + 1)
        elif closes and _is_ending(before, after):
            ends.append(number + 1)
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return tuple(
        Part(form[places[2 * begin] : places[2 * end - 1]], begin, len(words) - end)
        for begin in begins
        for end in sorted(ends, reverse=True)
        if begin < end
        and (begin, end) != (0, len(words))
        and places[2 * begin] < places[2 * end - 1]
    )


def _is_ending(before: str, after: str) -> bool:
    """Say whether a word takes an ending of case. In Turkish it hangs on the last sound: "Sana'a" and "Shi'a" have none."""
    sound = "vowel" if before[-1:] in _VOWELS else "consonant"
    return len(before) > 1 and any(
        after in clitics()[kind] for kind in ("case ending", f"case ending after a {sound}")
    )


def place(word: str, part: Part) -> tuple[int, int]:
    """Return where a part stands in the word as it is written: characters, the end not included.

    Examples
    --------
    >>> word = "NATO‐Ukraine’s"
    >>> [word[slice(*place(word, part))] for part in parts("nato-ukraine's")]
    ['NATO‐Ukraine', 'NATO', 'Ukraine’s', 'Ukraine']
    """
    joints = [joint.span() for joint in _JOINT.finditer(word)]
    if part.first + part.last > len(
        joints
    ):  # one letter that is folded into two has a joint of its own (ŉ)
        return 0, len(word)
    return (
        joints[part.first - 1][1] if part.first else 0,
        joints[-part.last][0] if part.last else len(word),
    )
