"""``readouts compare``: keyness of every word, or of every code and frame, of one side against another."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from ..engine.plain import SideCounts, WordCounts, names
from ..text import languages
from ..text.patterns import Pattern, of_language
from . import output, reading, searching

EXAMPLES = """examples:
  readouts compare calls.csv --target kremlin --reference whitehouse
  readouts compare calls.csv --target kremlin --reference whitehouse --top 30
  readouts compare calls.csv --target kremlin --reference whitehouse --where event=2022-02-12 --out words.csv
  readouts compare calls.csv --target kremlin --reference whitehouse --sort log_likelihood --measure simple_maths
  readouts compare calls.csv --target kremlin --reference beijing --frames --codebook codebook.csv

Words of different languages are never compared. Codes and frames are: they are then counted out of all coded stretches of
a side, since a Russian word and a Chinese character are no common unit, and what has no patterns in one of the languages
is left out.

Words of either side alone are rows too. The intervals hold if words were independent, which they are not. What the texts
are too few or too short for is left empty, and the column suppressed_because says why.
"""
ALWAYS = (
    "frequency",
    "frequency_reference",
    "n_target",
    "n_reference",
    "document_frequency",
    "document_frequency_reference",
    "normalized_frequency",
    "normalized_frequency_reference",
    "direction",
    "rate_ratio",
    "rate_ratio_low",
    "rate_ratio_high",
    "log_ratio",
    "log_ratio_has_zero",
    "lrc",
    "log_likelihood",
    "percent_difference",
    "percent_difference_note",
)
# What a terminal has room for.
IN_A_TABLE = (
    "frequency",
    "frequency_reference",
    "normalized_frequency",
    "normalized_frequency_reference",
    "log_ratio",
    "log_ratio_has_zero",
    "rate_ratio_low",
    "rate_ratio_high",
    "lrc",
    "log_likelihood",
)


def parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(
        prog="readouts compare",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    group = parser.add_argument_group("what is compared")
    group.add_argument("--target", metavar="SIDE", required=True, help="the side that is compared")
    group.add_argument(
        "--reference", metavar="SIDE", required=True, help="the side that it is held against"
    )
    group.add_argument(
        "--frames",
        action="store_true",
        help="compare codes and frames, found by --codebook, and not words: for sides in different languages too",
    )
    group.add_argument(
        "--codebook",
        metavar="FILE",
        type=Path,
        help="with --frames: a codebook in one file, or a folder with frames.csv, codebook.csv, patterns.csv",
    )
    group.add_argument(
        "--cut",
        choices=languages.CUTS,
        default=languages.CUTS[0],
        help="Chinese by character, or cut into words (default: %(default)s)",
    )
    group.add_argument(
        "--reduce",
        choices=languages.REDUCTIONS,
        default="none",
        help="count words as they are, their stems or their lemmas (default: as they are)",
    )
    group.add_argument(
        "--min-frequency",
        metavar="N",
        type=int,
        default=1,
        help="leave out words with fewer occurrences on both sides together; the sizes stay (default: 1)",
    )
    group.add_argument(
        "--measure",
        metavar="NAME",
        action="append",
        default=[],
        help="a further column, as readouts.measures.keyness has it, or all; may be repeated",
    )
    group.add_argument(
        "--sort",
        metavar="COLUMN",
        help="by this column, largest first, signs put aside (default: lrc, or frequency on both sides where the texts are too short for it)",
    )
    group.add_argument("--top", metavar="N", type=int, help="only the first N rows")
    searching.add_searching(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """See the module."""
    asked = parser()
    if arguments.frames != (arguments.codebook is not None):
        asked.error("--frames and --codebook go together")
    if arguments.target == arguments.reference:
        asked.error("--target and --reference are the same side")
    if (
        arguments.out and output.form(arguments) != "table"
    ):  # of which the columns hang on what is found
        output.check(
            arguments,
            [
                "code" if arguments.frames else "word",
                *_columns(_known(), arguments),
                "suppressed_because",
            ],
        )

    def work(texts, chosen) -> None:
        counts, unit = (
            _codes(texts, chosen, arguments)
            if arguments.frames
            else (texts.word_counts(chosen, arguments.cut, arguments.reduce), "words")
        )
        if missing := chosen.missing():
            raise ValueError(missing)
        for side in (arguments.target, arguments.reference):
            if side not in counts.sides:
                raise ValueError(
                    f"no document is of side {side!r}; there is {searching.listed(chosen.sides)}"
                )
        columns, names = table(counts, arguments, unit)
        output.write_columns([columns], names, arguments)

    searching.over(
        arguments, work, lambda document: document.side in (arguments.target, arguments.reference)
    )
    return 0


def _codes(texts, chosen, arguments) -> tuple[WordCounts, str]:
    """Codes and frames, in the shape of words, and the unit in which the size of a side is given."""
    from ..readers.codebook_file import read_codebook

    frame_of, patterns = read_codebook(arguments.codebook)
    every = names(frame_of)
    found, inside, words, documents = (
        {side: Counter() for side in (arguments.target, arguments.reference)} for _ in range(4)
    )
    for document, size, codes in texts.counted(patterns, frame_of, chosen):
        words[document.side][""] += size.n_tokens
        documents[document.side][document.language] += 1
        for code in codes:
            found[document.side][code[:2]] += code.frequency
            inside[document.side][code[:2]] += 1
    spoken = documents[arguments.target] + documents[arguments.reference]
    unit, kept = "words", _looked_for(every, patterns, frame_of, spoken)
    try:
        languages.comparable(documents[arguments.target], documents[arguments.reference])
    except languages.IncomparableLanguages:
        unit = "coded stretches"
        words = {
            side: Counter(
                {"": sum(found[side][level, name] for level, name in kept if level == "code")}
            )
            for side in found
        }
    return WordCounts(
        [f"{level} {name}" for level, name in kept],
        {
            side: SideCounts(
                [found[side][name] for name in kept],
                [inside[side][name] for name in kept],
                words[side][""],
                documents[side].total(),
                frozenset(documents[side]),
            )
            for side in found
            if documents[side]
        },
    ), unit


def _looked_for(
    every: list[tuple[str, str]],
    patterns: list[Pattern],
    frame_of: dict[str, str],
    spoken: Counter[str],
) -> list[tuple[str, str]]:
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
        print(
            f"{unknown:,} documents are in a language that is not known (--language-is): only patterns without a language are looked for in them",
            file=sys.stderr,
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
            print(
                f"no patterns in {languages.name(language) or 'no language'}, so left out: {', '.join(missing)}",
                file=sys.stderr,
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


def table(
    counts: WordCounts, arguments: argparse.Namespace, unit: str = "words"
) -> tuple[tuple[Sequence, ...], list[str]]:
    """The columns of the comparison, and their names.

    Parameters
    ----------
    counts : WordCounts
    arguments : argparse.Namespace
    unit : str
        What the sizes of the sides are numbers of.

    Raises
    ------
    IncomparableLanguages
        If words of different languages would be set against each other.
    ValueError
        If a side has no word, or a column is asked for that there is not.
    """
    import numpy as np

    from ..measures import guard, keyness

    target, reference = counts.sides[arguments.target], counts.sides[arguments.reference]
    if not arguments.frames:
        languages.comparable(target.languages, reference.languages)
    for name, side in ((arguments.target, target), (arguments.reference, reference)):
        if not side.n_tokens:
            raise ValueError(f"the documents of side {name!r} have no {unit}")
        print(
            f"{name}: {side.n_documents:,} document{'s' * (side.n_documents != 1)}, {side.n_tokens:,} {unit}",
            file=sys.stderr,
        )
    if not arguments.frames and (
        used := languages.tools(
            target.languages | reference.languages, cut=arguments.cut, reduction=arguments.reduce
        )
    ):
        print(f"words by {', '.join(used)}", file=sys.stderr)
    frequency, frequency_reference = np.asarray(target.frequency), np.asarray(reference.frequency)
    some = np.flatnonzero(
        frequency + frequency_reference
        >= (0 if arguments.frames else max(arguments.min_frequency, 1))
    )
    documents = {
        "document_frequency": target.document_frequency,
        "document_frequency_reference": reference.document_frequency,
    }
    known = _known()
    columns, sort = _columns(known, arguments), arguments.sort
    if sort is not None and sort not in known:
        raise ValueError(f"--sort {sort}: no such column; there are {', '.join(known)}")
    measured = keyness.measures(
        frequency[some],
        target.n_tokens,
        frequency_reference[some],
        reference.n_tokens,
        only={*columns, sort or "lrc", *guard.COUNTS},
        family="codes and frames"
        if arguments.frames
        else f"words with at least {max(arguments.min_frequency, 1)} occurrences",
    )
    measured |= {name: np.asarray(counted)[some] for name, counted in documents.items()}
    masked, reasons = guard.guard(measured, target.n_documents, reference.n_documents)
    order = _order(masked, sort, [counts.forms[place] for place in some])[: arguments.top]
    because = [
        reason.replace("words a side", f"{unit} a side")
        for reason in _because(reasons, columns, order)
    ]
    if output.form(arguments) == "table":
        # A screen has no room for reasons: they are told once, and columns without any value left out.
        for reason in sorted(set(because) - {""}):
            print(f"left empty: {reason}", file=sys.stderr)
        columns = [
            name for name in columns if name not in reasons or (reasons[name][order] == "").any()
        ]
    names = [counts.forms[place] for place in some[order]]
    values = {
        "code" if arguments.frames else "word": names,
        **{name: masked[name][order] for name in columns},
    }
    if output.form(arguments) != "table":
        values["suppressed_because"] = because
    return tuple(values.values()), list(values)


def _known() -> list[str]:
    """The columns that there are."""
    from ..measures import keyness

    return [*keyness.names(), "document_frequency", "document_frequency_reference"]


def _columns(known: list[str], arguments: argparse.Namespace) -> list[str]:
    base = IN_A_TABLE if output.form(arguments) == "table" else ALWAYS
    more = known if "all" in arguments.measure else arguments.measure
    if unknown := [name for name in more if name not in known]:
        raise ValueError(
            f"--measure {', '.join(unknown)}: no such column; there are all, {', '.join(known)}"
        )
    sort = [arguments.sort] if arguments.sort in known else []
    return list(dict.fromkeys([*base, *sort, *more]))


def _order(columns: dict, sort: str | None, names: list[str]):
    """The rows by the column asked for, then by frequency on both sides, then by the alphabet."""
    import numpy as np

    total = columns["frequency"] + columns["frequency_reference"]
    key = columns[sort or "lrc"]
    if key.dtype.kind not in "iufb":
        raise ValueError(f"--sort {sort}: a column of words; expected one of numbers")
    alphabet = np.empty(len(names), np.int64)
    alphabet[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return np.lexsort(
        [alphabet, -total, -np.nan_to_num(np.abs(key.astype(float)), nan=-1.0, posinf=np.inf)]
    )


def _because(reasons: dict, columns: list[str], order) -> list[str]:
    """Why values of a row are withheld: each reason with the columns that it holds for."""
    rows: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name in (name for name in columns if name in reasons):
        own = reasons[name][order]
        for row in (own != "").nonzero()[0].tolist():
            rows[row].setdefault(own[row], []).append(name)
    return [
        "; ".join(f"{', '.join(names)}: {reason}" for reason, names in rows[row].items())
        if row in rows
        else ""
        for row in range(len(order))
    ]
