"""A report: a corpus, its coding and its findings, as chapters and the book's extension take them."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from . import chapters, stored, voices
from .analysis import Analysis
from .context import Context
from .findings import Findings
from .settings import Settings


@dataclass(frozen=True)
class Report:
    """What a chapter works with.

    Attributes
    ----------
    corpus : Corpus
    codebook : Codebook
    coded : DataFrame
        The coded spans of the counted segments, one row a match; see `coding.code`.
    findings : Findings
    unmatched : DataFrame
        The patterns that match no text of their language, ``code, language, pattern``; patterns of languages of which
        no text is at hand are left out.
    settings : Settings
        What is particular to this report.
    analysis : Analysis
        What is compared: subcorpora, their words, codes and keyness.
    stale : tuple of Stale
        What of the counts that are kept was not counted with these patterns; see `stored`.
    cited : dict
        What is said of how to cite it, as `citation.citation` reads it; empty where nothing is.
    as_if : Report, optional
        Where there is any of it, the report as if all were counted: for the names of its numbers and of what it shows.
    """

    corpus: Corpus
    codebook: Codebook
    coded: pd.DataFrame
    findings: Findings
    unmatched: pd.DataFrame
    settings: Settings = field(default_factory=Settings, kw_only=True)
    analysis: Analysis | None = field(default=None, kw_only=True, repr=False)
    stale: tuple[stored.Stale, ...] = field(default=(), kw_only=True, repr=False)
    cited: dict = field(default_factory=dict, kw_only=True, repr=False)
    as_if: "Report | None" = field(default=None, kw_only=True, repr=False)

    @property
    def context(self) -> Context:
        """What a chapter makes its findings from."""
        return Context(self.corpus, self.codebook, self.coded, self.settings, self.findings)

    def table(self, name: str) -> pd.DataFrame:
        """A table of ``data/``, without what is not counted with these patterns."""
        if self.as_if is not None and name not in self.corpus.tables:
            return self.as_if.table(name).head(0)
        return self.corpus.tables[name]

    def counted_codes(self) -> pd.DataFrame:
        """The codes of the codebook, of the frames alone that are counted whole in the lists of a reference."""
        known = stored.held(self.corpus.tables)
        codes = self.codebook.codes.reset_index(drop=True)
        if known is None:
            return codes
        counted = [("reference_codes", "", "code", code) in known for code in codes["code"]]
        return codes[pd.Series(counted).groupby(codes["frame"]).transform("all")]

    @cached_property
    def full_voices(self) -> dict[str, list[tuple[str, str]]]:
        """Whom the full text has say what a quoted passage says; see `voices.full_voices`."""
        return voices.full_voices(self.context)

    def lacks(self, exhibit: str) -> bool:
        """Whether nothing is counted of what an exhibit shows, by the name of its function."""
        return self.as_if is not None and exhibit in (_shown(self.as_if) - _shown(self))


def _shown(report: Report) -> set[str]:
    """The exhibits of the chapters that a report has."""
    return {
        name
        for kind in ("figures", "tables")
        for _, name in chapters.names(kind, report.corpus.tables, report.settings)
    }
