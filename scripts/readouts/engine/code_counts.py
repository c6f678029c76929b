"""Codes and frames of sides, counted in the shape in which words are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from ..readers.codebook_file import CodebookFile
from ..text import languages
from ..text.patterns import Pattern, of_language
from .apart import Apart, digest
from .engine import Texts
from .plain import CodeCount, SideCounts, WordCounts, names
from .selection import Selection

Tell = Callable[[str], None]
Name = tuple[str, str]


def code_counts(
    texts: Texts,
    selection: Selection,
    target: str,
    codebook: CodebookFile,
    apart: Apart,
    tell: Tell = lambda line: None,
) -> tuple[WordCounts, str]:
    """Codes and frames, in the shape of words, and the unit in which the size of a side is given.

    Parameters
    ----------
    texts, selection, codebook, tell : see `comparing.compare`
    target : str
        The side that all others are held against: where these write in another language, stretches are counted out of
        all coded stretches.
    apart : Apart
        Takes in each document by itself.
    """
    frame_of, patterns, _ = codebook
    sides: dict[str, _Side] = defaultdict(_Side)
    each: list[list[CodeCount]] = []
    for document, size, codes in texts.counted(patterns, frame_of, selection):
        sides[document.side].add(document.language, size.n_tokens, codes)
        words = digest(document.text.encode("utf-8", "surrogatepass"))
        apart.add([document], [words], [size.n_tokens])
        each.append(codes)
    here = sides[target].languages if target in sides else Counter()
    there = sum((own.languages for side, own in sides.items() if side != target), Counter())
    kept = _looked_for(names(frame_of), patterns, frame_of, here + there, tell)
    unit, n_tokens = "words", {side: own.n_tokens for side, own in sides.items()}
    try:
        languages.comparable(here, there)
    except languages.IncomparableLanguages:
        unit, stretches = "coded stretches", [name for name in kept if name[0] == "code"]
        n_tokens = {
            side: sum(own.frequency[name] for name in stretches) for side, own in sides.items()
        }
        apart.n_tokens = [
            sum(code.frequency for code in codes if code[:2] in stretches) for codes in each
        ]
    _add_entries(apart, each, kept)
    return WordCounts(
        [f"{level} {name}" for level, name in kept],
        {
            side: SideCounts(
                [own.frequency[name] for name in kept],
                [own.document_frequency[name] for name in kept],
                n_tokens[side],
                own.languages.total(),
                frozenset(own.languages),
            )
            for side, own in sides.items()
        },
    ), unit


class _Side:
    """What the documents of a side amount to."""

    def __init__(self):
        self.n_tokens = 0
        self.frequency: Counter[Name] = Counter()
        self.document_frequency: Counter[Name] = Counter()
        self.languages: Counter[str] = Counter()

    def add(self, language: str, n_tokens: int, codes: Collection[CodeCount]) -> None:
        """Count a document."""
        self.n_tokens += n_tokens
        self.languages[language] += 1
        for code in codes:
            self.frequency[code[:2]] += code.frequency
            self.document_frequency[code[:2]] += 1


def _add_entries(apart: Apart, each: list[list[CodeCount]], kept: list[Name]) -> None:
    number = {name: place for place, name in enumerate(kept)}
    entries = [
        (document, number[code[:2]], code.frequency)
        for document, codes in enumerate(each)
        for code in codes
        if code[:2] in number
    ]
    apart.add_entries(*(zip(*entries) if entries else ([], [], [])))


def _looked_for(
    every: list[Name],
    patterns: list[Pattern],
    frame_of: dict[str, str],
    spoken: Counter[str],
    tell: Tell,
) -> list[Name]:
    """The codes that have patterns in each language of the documents, and the frames for which the same codes have them.

    What is left out is told: a code without patterns can be neither found nor missed.
    """
    if not spoken:
        return every
    unknown = sum(
        number
        for language, number in spoken.items()
        if languages.primary(language) in languages.UNKNOWN
    )
    if unknown:
        tell(
            f"{unknown:,} documents are in a language that is not known (--language-is): only patterns without a language are looked for in them"
        )
    known = sorted({languages.primary(language) for language in spoken} - languages.UNKNOWN) or [""]
    present = {
        language: {
            pattern.code for pattern in of_language(patterns, language) if not pattern.excludes
        }
        for language in known
    }
    for language, codes in present.items():
        if missing := [code for code in frame_of if code not in codes]:
            tell(
                f"no patterns in {languages.name(language) or 'no language'}, so left out: {', '.join(missing)}"
            )
    of_frame = {
        frame: {
            frozenset(code for code in codes if frame_of[code] == frame)
            for codes in present.values()
        }
        for frame in frame_of.values()
    }
    both = set.intersection(*present.values())
    kept = [
        (level, name)
        for level, name in every
        if (name in both if level == "code" else len(of_frame[name]) == 1 and any(of_frame[name]))
    ]
    if not kept:
        raise ValueError(
            f"the codebook has no patterns for {' and '.join(map(languages.name, known)) or 'documents in a language that is not known'}"
        )
    return kept
