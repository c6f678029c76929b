"""What one account of an event has and the others have not: code by code, with what may be said of each other account."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..corpus.document import Document
from ..corpus.events import event_key
from ..readers.codebook_file import CodebookFile
from ..text import absence, near
from ..text.function_words import FUNCTION_WORDS
from ..text.languages import primary
from ..text.nearest import Nearest
from ..text.patterns import Pattern, divided, of_language, parse
from ..text.sentences import around, sentences
from . import plain

# Of a word that tells a code: how many letters its forms share, and it has at least.
_STEM, _LEAST_STEM = 7, 4
# How many other readouts of a side, at least, say how often it has a code.
SERIES = 10


class Row(NamedTuple):
    """A code that one account of an event has, and another one that does not have it.

    Attributes
    ----------
    event, frame, code : str
    side : str
        Whose account has it.
    document_id, frequency, keyword, sentence
        Where it stands first, how many distinct stretches the account has, the words that match first, and their sentence.
    side_documents_with, side_documents : int or None
        How many of the side's readouts of other events have the code, and how many there are: None if they are fewer than
        `SERIES`.
    other : str
        The side whose account does not have it.
    state, said : str
        What may be said of that account: see `absence.Absence`.
    nearest : str
        Its sentence that is nearest to ``sentence``; empty where none shares a word with it.
    other_documents_with, other_documents : int or None
        The same of the other side.
    confirmed : str
        By whom it is confirmed that the other account does not have it, and when.
    """

    event: str
    frame: str
    code: str
    side: str
    document_id: str
    frequency: int
    keyword: str
    sentence: str
    side_documents_with: int | None
    side_documents: int | None
    other: str
    state: str
    said: str
    nearest: str
    other_documents_with: int | None
    other_documents: int | None
    confirmed: str


COLUMNS = Row._fields


class Account:
    """What one side published of one event, in one language.

    Parameters
    ----------
    event, side, language : str
    documents : sequence of Document
    """

    def __init__(self, event: str, side: str, language: str, documents: Sequence[Document]):
        self.event, self.side, self.language = event, side, language
        self.documents = list(documents)

    @property
    def texts(self) -> list[str]:
        """Its texts."""
        return [document.text for document in self.documents]

    @property
    def completeness(self) -> str:
        """Whether all of its texts are full."""
        full = all(document.completeness == absence.FULL for document in self.documents)
        return absence.FULL if full else absence.EXCERPTS

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences."""
        return [text[start:end] for text in self.texts for start, end in sentences(text)]


class Stretch(NamedTuple):
    """Where a code stands in an account."""

    document: Document
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """Its sentence."""
        return around(self.document.text, self.start, self.end)


class Coded:
    """Accounts with their codes, to be asked what may be said of those that one does not have.

    Parameters
    ----------
    accounts : iterable of Account
    codebook : CodebookFile
    excerpts : str
        What excerpts are called; see `absence.not_found`.
    """

    def __init__(
        self, accounts: Iterable[Account], codebook: CodebookFile, excerpts: str = absence.QUOTED
    ):
        self.accounts, self.frame_of, self._excerpts = list(accounts), codebook.codes, excerpts
        self._patterns: dict[str, list[Pattern]] = {code: [] for code in codebook.codes}
        for pattern in divided(codebook.patterns)[0]:
            self._patterns[pattern.code].append(pattern)
        self._near: dict[tuple[str, str], near.NearForms] = {}
        index = plain.by_language(codebook.patterns)
        self._found: dict[tuple[Account, str], list[Stretch]] = defaultdict(list)
        self._with: dict[str, set[str]] = defaultdict(set)
        self._nearest: dict[tuple[Account, Account], Nearest] = {}
        for account in self.accounts:
            for document in account.documents:
                self._code(account, document, index)
        self._of_side: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for account in self.accounts:
            self._of_side[account.side, account.language] += [
                (account.event, document.document_id) for document in account.documents
            ]

    def _code(self, account: Account, document: Document, index: Callable) -> None:
        seen = set()
        for match in plain.matches(document, index(document.language)):
            place = match.pattern.code, match.first, match.after
            if place not in seen:
                seen.add(place)
                stretch = Stretch(document, match.start, match.end)
                self._found[account, match.pattern.code].append(stretch)
                self._with[match.pattern.code].add(document.document_id)

    def stretches(self, account: Account, code: str) -> list[Stretch]:
        """Return the distinct stretches of a code in an account, in the order of its texts."""
        return self._found.get((account, code), [])

    def searched(self, account: Account, code: str) -> bool:
        """Say whether a code has patterns that can be found in an account."""
        return bool(absence.searched(self._patterns[code], account.texts, account.language))

    def absence(self, account: Account, code: str) -> absence.Absence:
        """Return what may be said of an account that has no stretch of a code."""
        own, key = self._patterns[code], (code, account.language)
        if key not in self._near:
            looked_for = of_language([*own, *_name(code)], account.language)
            self._near[key] = near.NearForms(looked_for, account.language)
        absent = absence.of_code(account.completeness, self._excerpts)
        said = absence.absence(own, account.texts, account.language, absent, self._near[key])
        if said.state == absent and (shared := _shared(own, account)):
            return said._replace(state=absence.NEAR, near=shared)
        return said

    def base_rate(self, account: Account, code: str) -> tuple[int | None, int | None]:
        """Return how many readouts of other events have a code, and how many there are, of an account's side in its language.

        None, where there are fewer than `SERIES`.
        """
        others = [
            document_id
            for event, document_id in self._of_side[account.side, account.language]
            if event != account.event
        ]
        if len(others) < SERIES:
            return None, None
        return sum(document_id in self._with[code] for document_id in others), len(others)

    def nearest(self, stretch: Stretch, account: Account, asking: Account) -> str:
        """Return the sentence of an account that is nearest to the one of a stretch in another; or why there is none."""
        if account.language != asking.language:
            languages = f"{absence.named(asking.language)} and {absence.named(account.language)}"
            return f"[none can be given: the accounts are in {languages}]"
        if (account, asking) not in self._nearest:
            self._nearest[account, asking] = Nearest(
                account.sentences, account.language, asking.sentences
            )
        found = self._nearest[account, asking].of(stretch.sentence)
        return account.sentences[found[0]] if found else ""


def _shared(patterns: Iterable[Pattern], account: Account) -> dict[str, int]:
    """Return the forms in an account of the words that a fifth of a code's patterns share, with how often each stands there.

    Where many patterns are of the security of something, “security” is near; with a capital it is a part of a name, and is not.
    """
    own = divided(of_language(patterns, account.language))[0]
    counts = Counter(piece for pattern in own for piece in _pieces(pattern, account.language))
    shared = [piece for piece, count in counts.items() if len(own) > 1 and 5 * count >= len(own)]
    form = "{}" if account.language == "zh" else r"\b{}\w*"
    text = "\n".join(account.texts)
    found = (re.findall(form.format(re.escape(piece)), text) for piece in shared)
    return dict(Counter(form for forms in found for form in forms))


def _pieces(pattern: Pattern, language: str) -> set[str]:
    """Return the words of a pattern of several, cut to what their forms share; of Chinese, pairs of characters."""
    if language == "zh":
        written = pattern.pattern.replace(" ", "")
        return set(map("".join, pairwise(written))) if len(written) > 2 else set()
    words = {word.rstrip("*") for word in pattern.words if len(pattern.words) > 1} - FUNCTION_WORDS
    return {word[:_STEM] for word in words if len(word) >= _LEAST_STEM}


def _name(code: str) -> list[Pattern]:
    """Return the name of a code as a pattern: where it stands in a text, the code is near, whatever its patterns are."""
    try:
        return [Pattern(code, "", code, parse(re.sub(r"[\W_]+", " ", code)))]
    except ValueError:
        return []


def accounts(
    documents: Iterable[Document], event_of: Mapping[str, str] | None = None
) -> list[Account]:
    """Return the accounts of documents: those of one event (or, where it is not known, one date), side and language together.

    Parameters
    ----------
    documents : iterable of Document
    event_of : mapping of str to str, optional
        The event of documents that name none, by their ids, where it is not that of their date: see `corpus.events.pairs`.

    Examples
    --------
    >>> found = accounts([Document("a", "A call.", "one", None, "Call", "en"), Document("b", "A talk.", "two", None, "Call", "en-GB")])
    >>> [(account.event, account.side, account.language) for account in found]
    [('Call', 'one', 'en'), ('Call', 'two', 'en')]
    """
    found: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
    for document in documents:
        event = event_key(document, event_of or {})
        found[event, document.side, primary(document.language)].append(document)
    return [Account(*key, own) for key, own in found.items()]


def alone(
    coded: Coded, confirmed: Mapping[tuple[str, str, str], str] | None = None
) -> Iterator[Row]:
    """Yield what exactly one account of an event has, among two or more in which it could be found: a row for each other account.

    Events stand in the order of the accounts, codes in that of the codebook.

    Parameters
    ----------
    coded : Coded
    confirmed : dict, optional
        As from `confirmed.read_confirmed`.
    """
    confirmed, events = confirmed or {}, defaultdict(list)
    for account in coded.accounts:
        events[account.event].append(account)
    for event, own in events.items():
        for code, frame in coded.frame_of.items() if len(own) > 1 else ():
            having = [account for account in own if coded.stretches(account, code)]
            others = [account for account in own if account not in having]
            if len(having) != 1 or not any(coded.searched(other, code) for other in others):
                continue
            (one,) = having
            stretches = coded.stretches(one, code)
            first = stretches[0]
            keyword = first.document.text[first.start : first.end]
            sentence, rate = first.sentence, coded.base_rate(one, code)
            for other in others:
                said = coded.absence(other, code)
                yield Row(
                    event,
                    frame,
                    code,
                    one.side,
                    first.document.document_id,
                    len(stretches),
                    keyword,
                    sentence,
                    *rate,
                    other.side,
                    said.state,
                    said.said,
                    coded.nearest(first, other, one),
                    *coded.base_rate(other, code),
                    confirmed.get((event, other.side, code), ""),
                )
