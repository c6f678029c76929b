"""Find patterns in encoded documents. A match is what `patterns.match` says it is; here it is found without the words.

The words of the patterns are held against each form once, when the form first occurs. Which of them a form matches is
then a look into a table, and the matches of a text are walks through the patterns' tree over its numbers. The exclusions
are found in a block before the patterns are, in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

import numpy as np

from ..text.languages import primary
from ..text.parts import has_joint
from ..text.patterns import (
    CLAUSE,
    SENTENCE,
    Index,
    Pattern,
    Stretches,
    divided,
    holds,
    inset,
    of_language,
)
from . import compiled
from .numbering import Block, Vocabulary

ROOM = 1 << 16  # matches handed on at a time
# First bytes of the marks that end a sentence without a space after them (。！？；): to look for one byte takes little time.
_WITHOUT_SPACE = (b"\xe3", b"\xef")


class Matches(NamedTuple):
    """Some matches in a block, in the order of the text; those that begin at one word in the order of `Index.patterns`.

    Attributes
    ----------
    places : numpy.ndarray of int32, shape (k,)
        Where in the block's ids each begins.
    patterns : numpy.ndarray of int32, shape (k,)
        The place of its pattern in `Matcher.patterns`.
    """

    places: np.ndarray
    patterns: np.ndarray


class Matcher:
    """The patterns of a codebook, made ready to be found in blocks that share a vocabulary.

    Parameters
    ----------
    patterns : iterable of Pattern
    vocabulary : Vocabulary
        It may grow from block to block.
    compiled : bool
        Use the compiled loop.

    Attributes
    ----------
    patterns : list of Pattern
        Those that are no exclusions. A pattern without language stands here once for each language of the codebook, and
        once for all others; one with a gap as often as there are ways for its words to stand.
    lengths : numpy.ndarray of int32, shape (patterns,)
        Words a pattern, those in its gaps included.
    compiled : bool
        As given.
    """

    def __init__(self, patterns: Iterable[Pattern], vocabulary: Vocabulary, compiled: bool = False):
        patterns, exclusions = divided(patterns)
        self._exclusions = Matcher(exclusions, vocabulary, compiled) if exclusions else None
        self._vocabulary = vocabulary
        languages = sorted({primary(pattern.language) for pattern in patterns} | {""})
        self._tree_of = {language: tree for tree, language in enumerate(languages)}
        self._trees = [Index(of_language(patterns, language)) for language in languages]
        self._laid = [laid for tree in self._trees for laid in tree.laid]
        self.patterns = [laid.pattern for laid in self._laid]
        self.lengths = np.array([size for tree in self._trees for size in tree.sizes], np.int32)
        # Which matches may not hold: whatever stands between their words, or if something other than a space does.
        options = [(pattern.case, pattern.gap, pattern.within) for pattern in self.patterns]
        self._doubtful = np.array([case or within == CLAUSE for case, _, within in options], bool)
        self._in_sentence = np.array([within == SENTENCE for *_, within in options], bool)
        self._with_gap = np.array([gap > 0 for _, gap, _ in options], bool)
        self._join_trees()
        self._used: set[int] = set()
        self._forget()
        self._insets: dict[tuple[int, int], tuple[int, int]] = {}
        self._learning = Lock()
        self.compiled = compiled

    def _join_trees(self) -> None:
        """All trees in one set of arrays: words, nodes and patterns of a tree are numbered on from those before it."""
        tree_of_word, root_of_word, edges, targets, ends, skips = [], [], [], [], [], []
        n_words = sum(len(tree.words) for tree in self._trees)
        before = 0
        for number, tree in enumerate(self._trees):
            first_word, first_node = len(tree_of_word), len(ends)
            tree_of_word += [number] * len(tree.words)
            root_of_word += [
                tree.edges[0, word] + first_node if (0, word) in tree.edges else -1
                for word in range(len(tree.words))
            ]
            edges += [
                (node + first_node) * n_words + word + first_word for node, word in tree.edges
            ]
            targets += [node + first_node for node in tree.edges.values()]
            ends += [[place + before for place in places] for places in tree.ends]
            skips += [node + first_node if node >= 0 else -1 for node in tree.skips]
            before += len(tree.laid)
        order = np.argsort(np.array(edges, np.int64))
        self._n_words = n_words
        self._tree_of_word, self._root_of_word = (
            np.array(tree_of_word, np.int32),
            np.array(root_of_word, np.int32),
        )
        self._edges, self._targets = (
            np.array(edges, np.int64)[order],
            np.array(targets, np.int32)[order],
        )
        self._end_bounds = np.concatenate(
            [[0], np.cumsum(np.fromiter(map(len, ends), np.int64, len(ends)))]
        ).astype(np.int64)
        self._skips = np.array(skips, np.int32)
        self._ends = np.array([place for places in ends for place in places], np.int32)

    def _forget(self) -> None:
        self._known = 0
        self._word_bounds, self._words = np.zeros(1, np.int64), np.zeros(0, np.int32)
        self._begins = np.zeros(0, np.uint8)
        self._has_joint = np.zeros(0, bool)  # of each form

    def _learn(self, trees: set[int]) -> None:
        """Hold the words of the patterns against the forms that are new, and know of each type whether a match can begin with it.

        Trees of languages that no text has had so far are left out; where there is a new one, all forms are new.
        """
        if not trees <= self._used:
            self._used |= trees
            self._forget()
        if len(self._begins) == len(self._vocabulary.form_of):
            return
        forms = self._vocabulary.forms[self._known :]
        found: dict[int, list[int]] = defaultdict(list)
        first = 0
        for number, tree in enumerate(self._trees):
            if number in self._used and tree.words:
                spelt, owners = self._vocabulary.spellings(self._known, tree.has_stars)
                for place in {owners[one] for one in tree.candidates(spelt)}:
                    words = tree.words_matching_anew(forms[place])
                    found[place] += [word + first for word in words]
            first += len(tree.words)
        counts = np.zeros(len(forms), np.int64)
        counts[list(found)] = list(map(len, found.values()))
        self._word_bounds = np.concatenate(
            [self._word_bounds, self._word_bounds[-1] + np.cumsum(counts)]
        )
        self._words = np.concatenate(
            [
                self._words,
                np.array([word for place in sorted(found) for word in found[place]], np.int32),
            ]
        )
        self._known += len(forms)
        self._has_joint = np.concatenate([self._has_joint, list(map(has_joint, forms))]).astype(
            bool
        )
        first_words = np.concatenate([[0], np.cumsum(self._root_of_word[self._words] >= 0)])[
            self._word_bounds
        ]
        self._begins = (first_words[:-1] < first_words[1:]).astype(np.uint8)[
            self._vocabulary.form_of
        ]

    def insets(self, block: Block, found: Matches) -> tuple[np.ndarray, np.ndarray]:
        """Return how many characters of its first word each match leaves out before it, and of its last word behind it."""
        last = found.places + self.lengths[found.patterns] - 1
        before, behind = (np.zeros(len(found.places), np.int64) for _ in range(2))
        for places, insets, edge in ((found.places, before, 0), (last, behind, 1)):
            types = block.ids[places]
            some = np.flatnonzero(self._has_joint[self._vocabulary.form_of[types]])
            # The same words are met again and again: of each with each pattern it is asked once.
            pairs, at = np.unique(
                types[some].astype(np.int64) * len(self.patterns) + found.patterns[some],
                return_inverse=True,
            )
            known = [
                self._inset(*divmod(pair, len(self.patterns)))[edge] for pair in pairs.tolist()
            ]
            insets[some] = np.array(known, np.int64)[at]
        return before, behind

    def _inset(self, number: int, pattern: int) -> tuple[int, int]:
        """Return, of a type with a joint, the characters before what the first word of a pattern matches, and behind what its last word does."""
        if (known := self._insets.get((number, pattern))) is None:
            words, vocabulary = self.patterns[pattern].words, self._vocabulary
            word, form = vocabulary.types[number], vocabulary.forms[vocabulary.form_of[number]]
            known = self._insets[number, pattern] = (
                inset(words, 0, word, form)[0],
                len(word) - inset(words, len(words) - 1, word, form)[1],
            )
        return known

    def find(self, block: Block) -> Iterator[Matches]:
        """The matches in a block, some at a time; the documents' languages decide which patterns are looked for."""
        spoken = [document.language for document in block.described]
        tree_of = {
            language: self._tree_of.get(primary(language), self._tree_of[""])
            for language in set(spoken)
        }
        trees = np.array([tree_of[language] for language in spoken], np.int32)
        with self._learning:  # several threads of a worker may share a matcher
            self._learn(set(trees.tolist()))
        every = (self._find_compiled if self.compiled else self._find)(block, trees)
        found = (self._holding(block, part) for part in every)
        return self._not_excluded(block, found) if self._exclusions else found

    def _holding(self, block: Block, found: Matches) -> Matches:
        """The matches that hold by their options (`patterns.holds`); of a pattern with a gap the shortest from each place."""
        doubtful = np.flatnonzero(
            self._doubtful[found.patterns]
            | (self._in_sentence[found.patterns] & self._with_more_than_a_space(block, found))
        )
        kept = np.ones(len(found.places), bool)
        if len(doubtful):
            document = np.searchsorted(block.bounds, found.places[doubtful], side="right") - 1
            for row, within in zip(doubtful.tolist(), document.tolist()):
                kept[row] = self._holds(block, within, *(int(column[row]) for column in found))
        with_gap = set()
        for row in np.flatnonzero(kept & self._with_gap[found.patterns])[::-1].tolist():
            key = int(found.places[row]), self.patterns[found.patterns[row]]
            kept[row] = key not in with_gap  # the shortest stands last
            with_gap.add(key)
        return found if kept.all() else Matches(found.places[kept], found.patterns[kept])

    def _with_more_than_a_space(self, block: Block, found: Matches) -> np.ndarray:
        """Whether more than one character stands between two words of a match; any, where there may be marks without a space after them."""
        lengths, more = self.lengths[found.patterns], np.zeros(len(found.places), bool)
        least = 1 if any(mark in block.utf8 for mark in _WITHOUT_SPACE) else 2
        some, depth = np.flatnonzero(lengths > 1), 0
        while len(some):
            at = found.places[some] + depth
            end = block.starts[at].astype(np.int64) + self._vocabulary.lengths[block.ids[at]]
            more[some] |= block.starts[at + 1] - end >= least
            depth += 1
            some = some[lengths[some] > depth + 1]
        return more

    def _holds(self, block: Block, document: int, place: int, pattern: int) -> bool:
        ids = block.ids[place : place + int(self.lengths[pattern])]
        starts = block.starts[place : place + len(ids)].tolist()
        lengths = self._vocabulary.lengths[ids].tolist()
        forms = self._vocabulary.form_of[ids]
        return holds(
            block.documents[document].text,
            self._laid[pattern],
            [(start, start + length) for start, length in zip(starts, lengths)],
            lambda at: self._vocabulary.forms[forms[at]],
        )

    def _not_excluded(self, block: Block, parts: Iterator[Matches]) -> Iterator[Matches]:
        """The matches that share no word with an exclusion of their code."""
        excluded: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for part in self._exclusions.find(block):
            after = part.places + self._exclusions.lengths[part.patterns]
            for place, end, pattern in zip(
                part.places.tolist(), after.tolist(), part.patterns.tolist()
            ):
                excluded[self._exclusions.patterns[pattern].code].append((place, end))
        stretches = {code: Stretches(places) for code, places in excluded.items()}
        of_pattern = [stretches.get(pattern.code) for pattern in self.patterns]
        concerned = np.array([found is not None for found in of_pattern], bool)
        for part in parts:
            kept, after = np.ones(len(part.places), bool), part.places + self.lengths[part.patterns]
            some = np.flatnonzero(concerned[part.patterns])
            kept[some] = [
                not of_pattern[pattern].meet(first, end)
                for first, end, pattern in zip(
                    part.places[some].tolist(), after[some].tolist(), part.patterns[some].tolist()
                )
            ]
            yield Matches(part.places[kept], part.patterns[kept])

    def _find_compiled(self, block: Block, trees: np.ndarray) -> Iterator[Matches]:
        room = ROOM + len(self.patterns)
        places, found_patterns = np.empty(room, np.int32), np.empty(room, np.int32)
        nodes, reached = (
            np.empty(len(self._end_bounds), np.int32),
            np.empty(len(self._end_bounds), np.int32),
        )
        state, scan = np.zeros(2, np.int64), compiled.functions()["scan"]
        while state[0] < len(block.ids):
            found = scan(
                block.ids,
                int(state[0]),
                len(block.ids),
                self._begins,
                block.bounds,
                trees,
                self._vocabulary.form_of,
                self._word_bounds,
                self._words,
                self._tree_of_word,
                self._root_of_word,
                self._n_words,
                self._edges,
                self._targets,
                len(self._edges),
                self._skips,
                self._end_bounds,
                self._ends,
                len(self.patterns),
                nodes,
                reached,
                places,
                found_patterns,
                room,
                state,
            )
            yield _in_order(places[:found], found_patterns[:found], len(self.patterns))

    def _find(self, block: Block, trees: np.ndarray) -> Iterator[Matches]:
        forms = self._vocabulary.form_of[block.ids]
        some = np.flatnonzero(self._begins[block.ids])
        tree_at = np.repeat(trees, np.diff(block.bounds))
        for first in range(0, len(some), self._step()):
            yield self._walk(forms, tree_at, some[first : first + self._step()])

    def _step(self) -> int:
        """How many words to look at in one go, so that even a codebook made for it fills no memory."""
        widest = int(np.diff(self._word_bounds).max(initial=1))
        nodes = int(np.count_nonzero(self.lengths > 1))  # as many as may be reached and go on
        return max(1, min(ROOM, (1 << 22) // (widest * max(nodes, 1))))

    def _walk(self, forms: np.ndarray, tree_at: np.ndarray, at: np.ndarray) -> Matches:
        which, words = _spread(self._word_bounds, self._words, forms[at])
        begin, node = at[which], self._root_of_word[words]
        here = (self._tree_of_word[words] == tree_at[begin]) & (node >= 0)
        begin, node, depth = begin[here], node[here], 0
        places, found_patterns = [], []
        while len(begin):
            which, patterns = _spread(self._end_bounds, self._ends, node)
            places.append(begin[which])
            found_patterns.append(patterns)
            depth += 1
            # A segment ends with a 0, which no pattern matches: there is always one more number to look at.
            which, words = _spread(self._word_bounds, self._words, forms[begin + depth])
            keys = node[which].astype(np.int64) * self._n_words + words
            edge = np.minimum(np.searchsorted(self._edges, keys), len(self._edges) - 1)
            on = self._edges[edge] == keys
            skip = self._skips[node]
            over = (skip >= 0) & (forms[begin + depth] > 0)
            begin, node = (
                np.concatenate([begin[which][on], begin[over]]),
                np.concatenate([self._targets[edge[on]], skip[over]]),
            )
        empty = np.zeros(0, np.int32)
        return _in_order(
            np.concatenate([empty, *places]).astype(np.int32),
            np.concatenate([empty, *found_patterns]),
            len(self.patterns),
        )

    def unmatched(self, seen: np.ndarray) -> list[Pattern]:
        """The patterns that match nothing, given the number of matches of each of `patterns`."""
        total = defaultdict(int)
        for pattern, number in zip(self.patterns, seen.tolist()):
            total[pattern] += number
        return [pattern for pattern, number in total.items() if not number]


def _spread(
    bounds: np.ndarray, values: np.ndarray, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The values of some rows of a ragged table, and for each the place in `rows` of its row.

    Examples
    --------
    >>> which, values = _spread(np.array([0, 2, 2, 3]), np.array([7, 8, 9]), np.array([2, 1, 0]))
    >>> which.tolist(), values.tolist()
    ([0, 2, 2], [9, 7, 8])
    """
    counts = bounds[rows + 1] - bounds[rows]
    which = np.repeat(np.arange(len(rows)), counts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    return which, values[bounds[rows][which] + within]


def _in_order(places: np.ndarray, patterns: np.ndarray, n_patterns: int) -> Matches:
    order = np.argsort(places.astype(np.int64) * n_patterns + patterns, kind="stable")
    return Matches(places[order], patterns[order])
