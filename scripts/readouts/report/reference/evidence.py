"""What the findings on a reference share: its tables and settings, what each stratum and readout is called, and what was counted."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ...corpus.names import numbered
from .. import results, sources
from ..context import Context
from ..findings import Row, WithheldText, slug
from . import comparison, words
from .rules import Reference


@dataclass(frozen=True)
class Evidence:
    """The tables of a report and what it compares its readouts with."""

    tables: dict[str, pd.DataFrame]
    reference: Reference

    @classmethod
    def of(cls, context: Context) -> "Evidence":
        """Take what a chapter is given."""
        return cls(context.data.tables, context.settings.reference)

    @cached_property
    def strata(self) -> dict:
        """The rows of ``reference_strata`` by stratum."""
        return {row.stratum: row for row in self.tables["reference_strata"].itertuples()}

    @cached_property
    def withheld(self) -> dict[str, tuple[WithheldText, ...]]:
        """The texts of each stratum, which are not given."""
        found = {}
        for name, row in self.strata.items():
            title, address = sources.named(self.tables, row.source)
            found[name] = (
                WithheldText(
                    f"{row.n_documents} texts: {row.label} ({title})",
                    f"{row.n_tokens} words",
                    address,
                    row.sha256,
                ),
            )
        return found

    @cached_property
    def texts(self) -> dict[str, WithheldText]:
        """The full texts of the readouts compared, which are not given."""
        return {row.readout_id: results.withheld_text(row) for row in self._readouts.itertuples()}

    @cached_property
    def names(self) -> dict[str, str]:
        """Each readout compared, in prose."""
        return {
            row.readout_id: f"{self.reference.issuer}’s readout of {results.day(row.event_date)}"
            for row in self._readouts.itertuples()
        }

    @cached_property
    def labels(self) -> dict[str, str]:
        """See `comparison.labels`."""
        return comparison.labels(self.tables, self.reference)

    @cached_property
    def rates(self) -> pd.DataFrame:
        """The rates of all `comparison.views` in all texts."""
        return comparison.document_rates(self.tables, self.views)

    @cached_property
    def views(self) -> dict[str, list[str]]:
        """See `comparison.views`."""
        return comparison.views(self.tables, self.reference)

    def language(self, stratum: str) -> str:
        """Return the language of a stratum's texts."""
        return self.reference.sources[self.reference.strata[stratum].source].language

    @cached_property
    def words(self) -> dict[str, pd.DataFrame]:
        """The words of the readouts compared, against the main stratum and against the other one."""
        return {
            name: words.call_words(self.tables, self.reference, name)
            for name in (self.reference.main, self.reference.other)
        }

    @property
    def _readouts(self) -> pd.DataFrame:
        table = self.tables["readouts"]
        return table[table["readout_id"].isin(self.reference.columns.values())]


def rows_of(table: pd.DataFrame) -> tuple[Row, ...]:
    """Give texts as rows: the day of each, and its stretches in its words."""
    return tuple(
        Row(
            "reference/documents.csv",
            text.document,
            f"{results.day(text.date)}: {numbered(text.frequency, 'stretches')} in {numbered(text.n_tokens, 'words')}",
        )
        for text in table.itertuples()
    )


def word_id(word: str) -> str:
    """A word in an id: one word, one id, although an apostrophe and a hyphen are no letters.

    Examples
    --------
    >>> word_id("russia's"), word_id("russian-chinese")
    ('russia-apostrophe-s', 'russian-hyphen-chinese')
    """
    return slug(word.replace("'", " apostrophe ").replace("-", " hyphen "))


def word_finding(*parts: str) -> str:
    """The id of a finding on a word, which is the last part."""
    return "-".join((*map(slug, parts[:-1]), word_id(parts[-1])))


def shown_p(value: float) -> str:
    """A p in print.

    Examples
    --------
    >>> shown_p(0.0004), shown_p(0.001), shown_p(0.0123), shown_p(0.5)
    ('< 0.001', '0.001', '0.012', '0.50')
    """
    return "< 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
