"""Patterns, and where they match: a word or a phrase, with `*` inside a word for any run of word characters, none included.

A pattern is never a regular expression. Its words are normalised as those of a text are, so that it matches in any case
and spelling; a Chinese one matches traditional and simplified characters alike. A word also matches a part of a word
(`parts`), and a phrase stays in one sentence (`sentences`). What a match is, is said by `match`, and by nothing else; the
engines are held against it.

The overlap rule: **every match is kept**; a phrase inside a longer one is found under both. A pattern of a codebook may be
an **exclusion**, written with `!` before it: a match of its code that shares a word with what it matches is none. It may
have **options**: case, a gap between its words, and what it stays within.
"""

import fnmatch
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from .han import simplified
from .languages import primary
from .parts import Part, has_joint, parts, place
from .refusals import A_GAP, NO_STAR, NO_WORD, refusal
from .sentences import ends, parts_clauses
from .tokens import (
    HAN,
    HYPHENS,
    IGNORABLE,
    Token,
    american,
    cased,
    normalize,
    tokenize,
    word_expression,
)

# A letter that no text can hold stands for `*` while a pattern is cut into words as a text is.
_STAR = "\u0294"
# A full stop after an initial ("U.S."), and a hyphen after it ("U.S.-led"): a text is cut there too.
_INITIAL = re.compile(rf"(?<=(?<![^\W_])[^\W\d_{HAN}])\.[{HYPHENS}]?")
_BETWEEN = re.compile(rf"[^\s{IGNORABLE}]")
EXCLUSION = "!"
# What a phrase does not reach beyond.
SENTENCE, CLAUSE, PARAGRAPH = WITHIN = ("sentence", "clause", "paragraph")
OPTIONS = ("case", "gap", "within")
# How wide a gap may be, and in how many ways the words of a phrase with gaps may stand.
MOST_GAP, MOST_WAYS = 20, 1000
# Abbreviations that are other words in small letters: "told us" is no mention of the US.
ALSO_WORDS = frozenset(
    ["ai", "aids", "car", "eu", "is", "it", "salt", "start", "swift", "un", "us", "who"]
)
_YES = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False}


class OptionError(ValueError):
    """An option of a pattern that cannot be read: which one, and what is expected of it."""

    def __init__(self, option: str, expected: str):
        super().__init__(f"{option}: {expected}")
        self.option, self.expected = option, expected


class Pattern(NamedTuple):
    """A pattern as written, its code, its language, its words in normalised form, and its options (see `options`)."""

    code: str
    language: str
    pattern: str
    words: tuple[str, ...]
    case: bool = False
    gap: int = 0
    within: str = SENTENCE

    @property
    def excludes(self) -> bool:
        """Whether it is an exclusion.

        Examples
        --------
        >>> Pattern("west", "en", "the west", ("the", "west")).excludes, Pattern("west", "en", "!west bank", ("west", "bank")).excludes
        (False, True)
        """
        return self.pattern.startswith(EXCLUSION)


def parse(pattern: str, **tokenizing: bool) -> tuple[str, ...]:
    """Return the words of a pattern, normalised; a Han character is a word.

    Options are those of `tokens.tokenize`: they must be those with which the text is cut.

    Raises
    ------
    ValueError
        If the pattern is empty or holds anything but words and `*`; the message says what is expected.

    Examples
    --------
    >>> parse("Ukrain* crisis")
    ('ukrain*', 'crisis')
    >>> parse("危机")
    ('危', '机')
    >>> parse("(special|so-called) operation")
    Traceback (most recent call last):
    ValueError: words, with * inside a word, and nothing else: '(', '|', ')' are not understood; no regular expression is read; give each wording a row of its own
    >>> parse("U.S. sanctions")
    ('u', 's', 'sanctions')
    """
    held = pattern.replace("*", _STAR)
    between = word_expression().sub(" ", _INITIAL.sub(" ", held))
    words = [held[word.start : word.end] for word in tokenize(held, **tokenizing)]
    if strange := list(dict.fromkeys(_BETWEEN.findall(between))):
        raise ValueError(refusal(strange, " ".join(words).replace(_STAR, "*")))
    fold_spelling = tokenizing.get("fold_spelling", True)
    forms = tuple(_star(word, fold_spelling) for word in words)
    if re.search(f"[{HAN}]", pattern) and "*" in pattern:
        raise ValueError(NO_STAR)
    if not forms or any(not form.strip("*'-") for form in forms):
        raise ValueError(A_GAP if any(form.strip("*'-") for form in forms) else NO_WORD)
    return forms


def words_of(pattern: str, **tokenizing: bool) -> tuple[str, ...]:
    """The words of a pattern of a codebook, which may be an exclusion: see `parse`.

    Examples
    --------
    >>> words_of("!West Bank"), words_of("the West")
    (('west', 'bank'), ('the', 'west'))
    """
    return parse(pattern.removeprefix(EXCLUSION), **tokenizing)


def options(
    written: str, words: Sequence[str], case: str = "", gap: str = "", within: str = ""
) -> tuple[bool, int, str]:
    """Return the options of a pattern from the cells of a codebook; an empty cell is the default.

    Parameters
    ----------
    written : str
        The pattern.
    words : sequence of str
        Its words.
    case : str
        Whether case counts: ``yes`` or ``no``. Words are then matched as they are written, in spelling too. By default it
        counts where a word is an abbreviation in capitals that in small letters is another word (`ALSO_WORDS`).
    gap : str
        How many other words may stand between two of its words; the shortest match from each place is taken. None by default.
    within : {'sentence', 'clause', 'paragraph'}
        What a phrase does not reach beyond: the end of a sentence by default, a comma and the like too, or a paragraph alone.

    Raises
    ------
    OptionError
        If a cell is none of these.

    Examples
    --------
    >>> options("eu", ("eu",), case="yes"), options("a b", ("a", "b"), gap="3", within="Clause")
    ((True, 0, 'sentence'), (False, 3, 'clause'))
    >>> [options(written, ("us",), case)[0] for written, case in (("US", ""), ("us", ""), ("US", "no"))]
    [True, False, False]
    """
    case, gap, within = (value.strip().lower() for value in (case, gap, within))
    if case not in (*_YES, ""):
        raise OptionError("case", "yes, no, or an empty cell")
    most = _most_gap(len(words))
    if gap and not (gap.isascii() and gap.isdigit() and len(gap) < 4 and int(gap) <= most):
        raise OptionError("gap", f"a number of words, here at most {most}, or an empty cell")
    if within not in (*WITHIN, ""):
        raise OptionError("within", f"{', '.join(WITHIN)}, or an empty cell")
    return _YES.get(case, _is_also_a_word(written)), int(gap or 0), within or SENTENCE


def _is_also_a_word(written: str) -> bool:
    return any(
        word.isupper() and word.lower() in ALSO_WORDS
        for word in written.removeprefix(EXCLUSION).split()
    )


def written_options(pattern: Pattern) -> dict[str, str]:
    """Return the options of a pattern as the cells of a codebook; a default is an empty cell.

    Examples
    --------
    >>> written_options(Pattern("a", "en", "US", ("us",), case=True))
    {'case': 'yes', 'gap': '', 'within': ''}
    """
    return {
        "case": "yes" if pattern.case else "no" if _is_also_a_word(pattern.pattern) else "",
        "gap": str(pattern.gap or ""),
        "within": "" if pattern.within == SENTENCE else pattern.within,
    }


def options_in_words(pattern: Pattern) -> str:
    """Return the options of a pattern as they are said beside it; nothing where all are as by default.

    Examples
    --------
    >>> options_in_words(Pattern("a", "en", "the West", ("the", "west"), case=True, gap=2))
    'in this case alone, up to 2 words between'
    """
    said = (
        "in this case alone" if pattern.case else "",
        f"up to {pattern.gap} words between" if pattern.gap else "",
        f"within a {pattern.within}" if pattern.within != SENTENCE else "",
    )
    return ", ".join(filter(None, said))


def _most_gap(n_words: int) -> int:
    """Return the widest gap with which the words of a phrase may stand in no more ways than are looked for."""
    joints = max(1, n_words - 1)
    return max(gap for gap in range(MOST_GAP + 1) if not gap or (gap + 1) ** joints <= MOST_WAYS)


def _star(word: str, fold_spelling: bool) -> str:
    return re.sub(r"\*+", "*", normalize(word, fold_spelling).replace(_STAR, "*"))


@lru_cache(maxsize=100_000)
def _compiled(word: str) -> re.Pattern[str]:
    # `translate` writes globs with atomic groups, so that no pattern can be made slow.
    return re.compile(fnmatch.translate(word), re.DOTALL)


def word_matches(word: str, form: str) -> bool:
    """Whether a word of a pattern matches a normalised form; one with `*` does so in either spelling.

    Examples
    --------
    >>> word_matches("sanction*", "sanctions"), word_matches("sanction", "sanctions")
    (True, False)
    >>> word_matches("labor*", "labourers"), word_matches("organiz*", "organisation")
    (True, True)
    """
    word, form = simplified(word), simplified(form)
    if "*" not in word:
        return word == form
    return any(_compiled(word).match(spelt) for spelt in {form, american(form)})


def part_matched(word: str, form: str, first: bool = True, last: bool = True) -> Part | None:
    """Return what a word of a pattern matches in a normalised form: the whole of it, else the leftmost of its parts.

    Parameters
    ----------
    word, form : str
    first, last : bool
        Whether it is the first word of its pattern, and the last. Inside a phrase words are matched whole: what the first
        one matches ends with its word (post-"Cold War"), what the last one matches begins it ("help Ukraine"'s).

    Examples
    --------
    >>> part_matched("ukraine", "nato-ukraine").form, part_matched("ukraine*", "ukraine-related").form
    ('ukraine', 'ukraine-related')
    >>> part_matched("cold", "post-cold", last=False).form, part_matched("cold", "post-cold", first=False)
    ('cold', None)
    """
    if word_matches(word, form):
        return Part(form, 0, 0)
    for part in parts(form):
        if (first or not part.first) and (last or not part.last) and word_matches(word, part.form):
            return part
    return None


class Laid(NamedTuple):
    """A pattern in one of the ways in which its words may stand: the place of each, counted from that of the first."""

    pattern: Pattern
    places: tuple[int, ...]


def laid_out(pattern: Pattern) -> Iterator[Laid]:
    """Yield a pattern in every way in which its words may stand: one after the other, and with up to `gap` words between two.

    Examples
    --------
    >>> pattern = Pattern("a", "en", "russian actions", ("russian", "actions"), gap=2)
    >>> [laid.places for laid in laid_out(pattern)]
    [(0, 1), (0, 2), (0, 3)]
    """
    for gaps in product(range(1, pattern.gap + 2), repeat=len(pattern.words) - 1):
        yield Laid(pattern, tuple(accumulate(gaps, initial=0)))


def holds(
    text: str, laid: Laid, spans: Sequence[tuple[int, int]], forms: Callable[[int], str]
) -> bool:
    """Return whether a phrase whose words match is a match by its options too: in one sentence, in the case that is written.

    Parameters
    ----------
    text : str
    laid : Laid
    spans : sequence of (int, int)
        Where in the text each of the words stands, those in the gaps included.
    forms : function
        The form of each of them, by its number.
    """
    pattern = laid.pattern
    if pattern.within != PARAGRAPH:
        parted = ends if pattern.within == SENTENCE else parts_clauses
        if any(parted(text, one[1], other[0]) for one, other in pairwise(spans)):
            return False
    return not pattern.case or all(
        _in_case(written, text[slice(*spans[place])], forms(place), pattern.words, at)
        for at, (written, place) in enumerate(zip(_as_written(pattern), laid.places))
    )


def _in_case(written: str, word: str, form: str, words: tuple[str, ...], at: int) -> bool:
    start, end = inset(words, at, word, form)
    return _compiled(written).match(cased(word[start:end])) is not None


@lru_cache(maxsize=10_000)
def _as_written(pattern: Pattern) -> tuple[str, ...]:
    """Return the words of a pattern in the case in which they are written."""
    held = pattern.pattern.removeprefix(EXCLUSION).replace("*", _STAR)
    for split_hyphens in (False, True):
        words = tokenize(held, split_hyphens=split_hyphens)
        if len(words) == len(pattern.words):
            break
    found = (cased(held[word.start : word.end]).replace(_STAR, "*") for word in words)
    return tuple(re.sub(r"\*+", "*", word) for word in found)


class Match(NamedTuple):
    """Where a pattern stands in a text: characters, and words counted from 0, `end` and `after` not included."""

    start: int
    end: int
    first: int
    after: int
    pattern: Pattern


def inset(words: Sequence[str], at: int, word: str, form: str) -> tuple[int, int]:
    """Return where, in a word as it is written, the match of a pattern begins and ends: that of its word number `at`, which matches there.

    Examples
    --------
    >>> inset(("cold", "war"), 0, "post-Cold", "post-cold"), inset(("ukraine",), 0, "Ukraine’s", "ukraine's")
    ((5, 9), (0, 7))
    """
    part = part_matched(words[at], form, at == 0, at == len(words) - 1)
    return (0, len(word)) if part is None else place(word, part)


class Index:
    """Patterns made ready to be looked for: a tree of their words, and which of these words a form of the text matches.

    Parameters
    ----------
    patterns : iterable of Pattern

    Attributes
    ----------
    laid : list of Laid
        The patterns that are no exclusions, in every way in which their words may stand. Longer ones first, then by code and
        as written: the order of matches that begin at one word.
    sizes : list of int
        How many words each has, those in its gaps included.
    exclusions : Index or None
        The exclusions, as patterns to be looked for; None if there are none.
    words : list of str
        The distinct words of the patterns; a word's place is its number. A word stands here once for each of its
        roles: what it may match of a compound hangs on whether it is the first word of its pattern, or the last.
    roles : list of (bool, bool)
        Of each of them, whether it is the first, and whether it is the last.
    edges : dict of (int, int) to int
        From a node of the tree, by the number of a word, to the next node. The root is node 0.
    skips : list of int
        Node by node, the next node by any word; -1 where there is none.
    ends : list of list of int
        Node by node, the places in `laid` of those whose last word leads there.
    has_stars : bool
        Whether any word has a `*`.
    """

    def __init__(self, patterns: Iterable[Pattern]):
        looked_for, exclusions = divided(patterns)
        self.exclusions = Index(exclusions) if exclusions else None
        self.laid = sorted(
            (laid for pattern in looked_for for laid in laid_out(pattern)),
            key=lambda laid: (
                -laid.places[-1],
                laid.pattern.code,
                laid.pattern.pattern,
                laid.places,
            ),
        )
        self.sizes = [laid.places[-1] + 1 for laid in self.laid]
        numbers: dict[tuple[str, bool, bool], int] = {}
        self.edges: dict[tuple[int, int], int] = {}
        self.skips: list[int] = [-1]
        self.ends: list[list[int]] = [[]]
        for number, (pattern, places) in enumerate(self.laid):
            node, last = 0, len(pattern.words) - 1
            words = dict(zip(places, enumerate(map(simplified, pattern.words))))
            for step in range(places[-1] + 1):
                if step in words:
                    at, word = words[step]
                    key = word, at == 0, at == last
                    edge = node, numbers.setdefault(key, len(numbers))
                    if edge not in self.edges:
                        self.edges[edge] = self._new_node()
                    node = self.edges[edge]
                else:
                    if self.skips[node] < 0:
                        self.skips[node] = self._new_node()
                    node = self.skips[node]
            self.ends[node].append(number)
        self.words = [key[0] for key in numbers]
        self.roles = [key[1:] for key in numbers]
        self._plain: dict[str, list[int]] = defaultdict(list)
        # Few words with `*` share their first letters with a form, or their last: only those few are held against it.
        self._beginnings: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._others: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self.words):
            beginning, star, end = form.partition("*")
            if not star:
                self._plain[form].append(number)
            else:
                kind, edge_letters = (
                    (self._others, beginning)
                    if (beginning and end) or "*" in end
                    else (self._ends, end)
                    if end
                    else (self._beginnings, beginning)
                )
                kind[edge_letters].append(number)
        self._lengths = [
            sorted(set(map(len, kind))) for kind in (self._beginnings, self._ends, self._others)
        ]
        self.has_stars = any(self._lengths)
        self._known: dict[str, tuple[int, ...]] = {}

    def _new_node(self) -> int:
        self.skips.append(-1)
        self.ends.append([])
        return len(self.ends) - 1

    def words_matching(self, form: str) -> tuple[int, ...]:
        """The numbers of the words that match a normalised form, or a part of it, as `part_matched` has it.

        Examples
        --------
        >>> index = Index([Pattern("a", "en", text, (text,)) for text in ("labor*", "labour", "*our", "war")])
        >>> [index.words[number] for number in index.words_matching("labour-related")]
        ['*our', 'labor*', 'labour']
        """
        if (known := self._known.get(form)) is None:
            known = self._known[form] = self.words_matching_anew(form)
        return known

    def words_matching_anew(self, form: str) -> tuple[int, ...]:
        """`words_matching` for a form that is asked for once: nothing is kept of it."""
        found = set(self._whole(form))
        if has_joint(form):
            for part in parts(form):
                found.update(
                    number
                    for number in self._whole(part.form)
                    for first, last in [self.roles[number]]
                    if (first or not part.first) and (last or not part.last)
                )
        return tuple(sorted(found))

    def _whole(self, form: str) -> list[int]:
        """The numbers of the words that match the whole of a form."""
        form = simplified(form)
        found = list(self._plain.get(form, ()))
        if self.has_stars:
            spelt = american.__wrapped__(form)  # each form comes once: its cache would only cost
            for written in (form,) if spelt == form else (form, spelt):
                found += self._with_star(written)
        return found

    def candidates(self, spellings: Sequence[str]) -> set[int]:
        """The places of the `spellings` that a word may match; to put the others aside together takes less time.

        Examples
        --------
        >>> index = Index([Pattern("a", "en", text, (text,)) for text in ("labor*", "war")])
        >>> sorted(index.candidates(["labour", "laborers", "law", "war"]))
        [1, 3]
        """
        spellings = list(map(simplified, spellings))
        places = {place for place, form in enumerate(spellings) if form in self._plain}
        beginnings, ends, others = self._lengths
        for known, lengths in ((self._beginnings, beginnings), (self._others, others)):
            for length in lengths:
                places.update(
                    place for place, form in enumerate(spellings) if form[:length] in known
                )
        for length in ends:
            places.update(
                place for place, form in enumerate(spellings) if form[-length:] in self._ends
            )
        return places

    def _with_star(self, form: str) -> list[int]:
        """The numbers of the words with `*` that match a form as it is spelt."""
        found, size = [], len(form)
        beginnings, ends, others = self._lengths
        for length in beginnings:
            if (beginning := form[:length]) in self._beginnings and length <= size:
                found += self._beginnings[beginning]
        for length in ends:
            if length <= size and (end := form[size - length :]) in self._ends:
                found += self._ends[end]
        for length in others:
            if length <= size and (beginning := form[:length]) in self._others:
                found += [
                    number
                    for number in self._others[beginning]
                    if _compiled(self.words[number]).match(form)
                ]
        return found


def spellings(forms: Sequence[str], both: bool = True) -> tuple[list[str], list[int]]:
    """Return all that a word of a pattern may match in some forms, and some that none does; and the place of the form that each belongs to.

    Parameters
    ----------
    forms : sequence of str
    both : bool
        Whether words with `*` are looked for, which match American spelling too.

    Examples
    --------
    >>> spellings(["labour", "war's"])
    (['labour', "war's", 'labor', 'war', 's'], [0, 1, 0, 1, 1])
    """
    found, owners = list(forms), list(range(len(forms)))
    if both:  # each form comes once, and the cache would only cost
        for owner, other in enumerate(map(american.__wrapped__, forms)):
            if other != forms[owner]:
                found.append(other)
                owners.append(owner)
    for owner, form in enumerate(forms):
        if "-" in form or "'" in form:
            pieces = form.replace("'", "-").split("-")
            inside = pieces if len(pieces) == 2 else [part.form for part in parts(form)]
            found += inside
            owners += [owner] * len(inside)
            for other in map(american, inside) if both else ():
                if other not in inside:
                    found.append(other)
                    owners.append(owner)
    return found, owners


def divided(patterns: Iterable[Pattern]) -> tuple[list[Pattern], list[Pattern]]:
    """The patterns that are looked for, and the exclusions among them, these without their mark so that they can be looked for too.

    Examples
    --------
    >>> looked_for, exclusions = divided([Pattern("west", "en", text, words_of(text)) for text in ("the west", "!west bank")])
    >>> [pattern.pattern for pattern in looked_for], [pattern.pattern for pattern in exclusions]
    (['the west'], ['west bank'])
    """
    patterns = list(patterns)
    return (
        [pattern for pattern in patterns if not pattern.excludes],
        [
            pattern._replace(pattern=pattern.pattern.removeprefix(EXCLUSION))
            for pattern in patterns
            if pattern.excludes
        ],
    )


class Stretches:
    """Stretches of words, to be asked which others share a word with one of them.

    Parameters
    ----------
    stretches : iterable of (int, int)
        The first word of each, and the word after its last.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]):
        stretches = sorted(stretches)
        self._firsts = [first for first, _ in stretches]
        self._reach = list(
            accumulate((after for _, after in stretches), max)
        )  # how far those reach that begin no later

    def meet(self, first: int, after: int) -> bool:
        """Whether the words from `first` to before `after` share one with a stretch.

        Examples
        --------
        >>> [Stretches([(1, 4), (2, 3)]).meet(*other) for other in ((0, 1), (0, 2), (3, 5), (4, 5))]
        [False, True, True, False]
        """
        before = bisect_left(self._firsts, after)
        return before > 0 and self._reach[before - 1] > first


def match(
    text: str, patterns: Iterable[Pattern] | Index, tokens: list[Token] | None = None
) -> list[Match]:
    """Return every match of every pattern, overlapping ones included, without those that share a word with an exclusion of their code.

    Parameters
    ----------
    text : str
        A segment: no match crosses from one to the next.
    patterns : iterable of Pattern, or Index
        An index, where the same patterns are looked for in many segments.
    tokens : list of Token, optional
        The words of the text; those of `tokens.tokenize` by default.

    Returns
    -------
    list of Match
        In the order of the text.

    Examples
    --------
    >>> patterns = [Pattern("a", "en", text, tuple(text.split())) for text in ("military operation", "special military operation")]
    >>> [(found.first, found.after) for found in match("a special military operation", patterns)]
    [(1, 4), (2, 4)]
    >>> patterns = [Pattern("west", "en", text, words_of(text)) for text in ("the west", "!west bank")]
    >>> [(found.first, found.after) for found in match("the West on the West Bank", patterns)]
    [(0, 2)]
    """
    index = patterns if isinstance(patterns, Index) else Index(patterns)
    tokens = tokenize(text) if tokens is None else tokens
    found = _every_match(text, tokens, index)
    if index.exclusions and found:
        found = _not_excluded(found, _every_match(text, tokens, index.exclusions))
    return [
        Match(*_span(text, tokens, first, after, pattern), first, after, pattern)
        for first, after, pattern in found
    ]


def _span(
    text: str, tokens: list[Token], first: int, after: int, pattern: Pattern
) -> tuple[int, int]:
    """Where a match begins and ends, in characters: it may have a part only of its first word, and of its last."""
    words, (begin, end) = pattern.words, (tokens[first], tokens[after - 1])
    start, stop = begin.start, end.end
    if has_joint(begin.form):
        start += inset(words, 0, text[begin.start : begin.end], begin.form)[0]
    if has_joint(end.form):
        stop = end.start + inset(words, len(words) - 1, text[end.start : end.end], end.form)[1]
    return start, stop


def _not_excluded(
    found: list[tuple[int, int, Pattern]], exclusions: list[tuple[int, int, Pattern]]
) -> list[tuple[int, int, Pattern]]:
    places = defaultdict(list)
    for first, after, pattern in exclusions:
        places[pattern.code].append((first, after))
    excluded = {code: Stretches(stretches) for code, stretches in places.items()}
    return [
        one
        for one in found
        if one[2].code not in excluded or not excluded[one[2].code].meet(*one[:2])
    ]


def _every_match(text: str, tokens: list[Token], index: Index) -> list[tuple[int, int, Pattern]]:
    matching = [index.words_matching(token.form) for token in tokens]
    found = []
    for first, words in enumerate(matching):
        if not words:
            continue
        nodes, after, here = [0], first, []
        while nodes and after < len(matching):
            nodes = [
                index.edges[node, word]
                for node in nodes
                for word in matching[after]
                if (node, word) in index.edges
            ] + [index.skips[node] for node in nodes if index.skips[node] >= 0]
            after += 1
            here += [(place, after) for node in nodes for place in index.ends[node]]
        found += _holding(text, tokens, first, sorted(here), index)
    return found


def _holding(
    text: str, tokens: list[Token], first: int, here: list[tuple[int, int]], index: Index
) -> list[tuple[int, int, Pattern]]:
    """Return the matches that begin at a word and hold; of a pattern with a gap the shortest alone."""
    kept, with_gap = [], set()
    for number, after in reversed(here):  # the shortest first
        laid = index.laid[number]
        pattern = laid.pattern
        if (after - first > 1 or pattern.case) and not holds(
            text,
            laid,
            [(token.start, token.end) for token in tokens[first:after]],
            lambda at: tokens[first + at].form,
        ):
            continue
        if pattern.gap:
            if pattern in with_gap:
                continue
            with_gap.add(pattern)
        kept.append((first, after, pattern))
    return kept[::-1]


def of_language(patterns: Iterable[Pattern], language: str) -> list[Pattern]:
    """The patterns that are looked for in texts of a language: its own, and those for which no language is given.

    Examples
    --------
    >>> patterns = [Pattern("a", language, "war", ("war",)) for language in ("en", "ru", "")]
    >>> [pattern.language for pattern in of_language(patterns, "en-GB")]
    ['en', '']
    """
    return [pattern for pattern in patterns if primary(pattern.language) in ("", primary(language))]
