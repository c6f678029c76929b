"""What the commands that count and search share: which documents, by which engine, and a store to come back to."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

from ..engine import engine, running
from ..engine.selection import FIELDS, Selection
from ..text import languages
from ..text.patterns import Pattern, parse
from . import output, progress, reading

Result = TypeVar("Result")
# The documents of a corpus, ready to be counted.
Texts: TypeAlias = engine.Plain | engine.Encoded


def add_searching(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which documents are taken, and how."""
    parser.set_defaults(dated=False)
    group = parser.add_argument_group("which documents, and how")
    add_where(group)
    group.add_argument(
        "--store",
        metavar="FILE",
        type=Path,
        help="keep the corpus there as numbers, texts included, and take it from there next time; made anew when the corpus has changed",
    )
    group.add_argument(
        "--engine",
        choices=(*engine.ENGINES, "dask"),
        default="auto",
        help="how it is counted: word by word, by numpy, by loops compiled with numba, or in parts of the --store by a Dask cluster; "
        "the numbers are the same (default: by the size of the corpus)",
    )
    group.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="with --engine dask: the cluster's scheduler, such as tcp://10.0.0.5:8786 (default: a cluster of this machine's cores)",
    )


def add_where(parser: argparse._ActionsContainer) -> None:
    """Add the option that says which documents are taken."""
    parser.add_argument(
        "--where",
        metavar="FIELD=VALUE",
        type=condition,
        action="append",
        default=[],
        help=f"only documents of which this is true; may be repeated, and any one value of a field will do ({', '.join(FIELDS)})",
    )


def condition(text: str) -> tuple[str, str]:
    """Return the field and the value of a condition; an error for a field that documents cannot be chosen by."""
    field, equals, value = text.partition("=")
    if not equals or field not in FIELDS:
        raise argparse.ArgumentTypeError(
            f"FIELD=VALUE with a field of {', '.join(FIELDS)}; found {text!r}"
        )
    return field, value


def add_word_forms(parser: argparse._ArgumentGroup, of: str = "") -> None:
    """Add the options that say what a word is; `of` says which command's words.

    ``--cut`` and ``--reduce`` are what these options were called before.
    """
    parser.add_argument(
        "--segmentation",
        "--cut",
        metavar="{characters,words}",
        type=_segmentation,
        default="characters",
        help=f"{of}Chinese by character, or segmented into words (default: %(default)s)",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--stem",
        action="store_const",
        const="stem",
        dest="normalization",
        default="none",
        help=f"{of}count stems, and not words as they are",
    )
    forms.add_argument(
        "--lemma",
        action="store_const",
        const="lemma",
        dest="normalization",
        help=f"{of}count lemmas, and not words as they are",
    )
    forms.add_argument(
        "--reduce", choices=languages.NORMALIZATIONS, dest="normalization", help=argparse.SUPPRESS
    )


def _segmentation(text: str) -> str:
    known = dict(zip(("characters", "words"), languages.SEGMENTATIONS))
    found = known.get(text, text)
    if found not in known.values():
        raise argparse.ArgumentTypeError(
            f"invalid choice: {text!r} (choose from {', '.join(known)})"
        )
    return found


def pattern(text: str) -> Pattern:
    """Return a pattern that is typed, of no code and for every language."""
    try:
        return Pattern("", "", text, parse(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def tell(line: str) -> None:
    """Tell the user, apart from what is given."""
    print(line, file=sys.stderr)


def run(
    arguments: argparse.Namespace,
    work: Callable[[Texts, Selection], Result],
    sides: tuple[str, ...] | None = None,
    further: bool = False,
) -> Result:
    """Do some work over the corpus of a command: `running.run` with what its options say; `further` columns if asked for."""
    output.check(arguments)
    return running.run(
        work,
        arguments.corpus,
        reading.options(arguments),
        where=arguments.where,
        sides=sides,
        engine=arguments.engine,
        store=arguments.store,
        scheduler=arguments.scheduler,
        documents=lambda: progress.watched(reading.read(arguments, further), "documents"),
        tell=tell,
    )
