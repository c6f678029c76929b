"""What a chapter's findings are made from: the data, their coding, and what is particular to the report.

A chapter is a module with ``NEEDS``, the tables without which it is in no report, and ``findings(context)``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import paths
from ..corpus import codebook, corpus
from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from . import results, settings
from .findings import Findings
from .settings import Settings


@dataclass(frozen=True)
class Context:
    """What a chapter's findings are made from.

    Attributes
    ----------
    data : Corpus
    codebook : Codebook
    coded : DataFrame
        The coded spans of the counted segments; see `coding.code`.
    settings : Settings
        Completed from the tables.
    found : Findings, optional
        The findings of the chapters before, for a chapter that takes some up.
    """

    data: Corpus
    codebook: Codebook
    coded: pd.DataFrame
    settings: Settings
    found: Findings | None = None

    def table(self, name: str) -> pd.DataFrame:
        """A table of the data."""
        return self.data.tables[name]

    def has(self, needs: Iterable[str]) -> bool:
        """Whether the data have all these tables."""
        return set(needs) <= set(self.data.tables)


def load(folder: Path = paths.DATA, checks: Iterable[Callable] = ()) -> Context:
    """Read a data folder, code its segments, and complete its settings.

    Parameters
    ----------
    folder : Path
    checks : iterable of functions
        Further rules, as `datapackage.read` takes them.

    Raises
    ------
    datapackage.DataError
        All faults of the data at once.
    """
    own = settings.read(folder)
    data = corpus.load(folder, [codebook.faults, *checks], own.excerpts)
    book = codebook.load(data.tables)
    return Context(data, book, results.coded_segments(data, book), own.completed(data))
