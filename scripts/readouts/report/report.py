"""A report: a corpus, its coding and its findings, as chapters and the book's extension take them."""

from dataclasses import dataclass, field

import pandas as pd

from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
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
    """

    corpus: Corpus
    codebook: Codebook
    coded: pd.DataFrame
    findings: Findings
    unmatched: pd.DataFrame
    settings: Settings = field(default_factory=Settings, kw_only=True)
    analysis: Analysis | None = field(default=None, kw_only=True, repr=False)

    @property
    def context(self) -> Context:
        """What a chapter makes its findings from."""
        return Context(self.corpus, self.codebook, self.coded, self.settings, self.findings)

    def table(self, name: str) -> pd.DataFrame:
        """A table of ``data/``."""
        return self.corpus.tables[name]
