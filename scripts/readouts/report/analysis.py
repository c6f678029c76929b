"""What the chapters of a report count and compare: its subcorpora, their words, codes and keyness, each made when it is asked for."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..text.languages import primary
from . import (
    amounts,
    chance,
    collocates,
    corrected,
    diversity,
    keyness,
    sentence_counts,
    subcorpora,
    unshared,
    words,
)
from .coded import CodeCounts
from .context import Context
from .subcorpora import Account, Subcorpus

# How many readouts, and accounts of single events, are listed with numbers of their own; the CSV files have all.
READOUTS, ACCOUNTS = 40, 60


@dataclass(frozen=True)
class Analysis(Context):
    """A context with what is made of it.

    Compared are the two readouts of the settings' pair; without one, what each side published in each language, over the
    events of which two sides or more have a text, or over all of them if the settings ask for it.
    """

    @property
    def paired(self) -> bool:
        """Whether two readouts are in focus."""
        return self.settings.focused

    @cached_property
    def subcorpora(self) -> list[Subcorpus]:
        """What is compared."""
        if self.paired:
            return subcorpora.readouts(self.data, self.settings.pair)
        return (
            subcorpora.of_events(self.data, self.parts, self.matched)
            if self.leaves_out
            else self.parts
        )

    @cached_property
    def parts(self) -> list[Subcorpus]:
        """What each side published in each language, over all events."""
        return subcorpora.sides(self.data)

    @cached_property
    def matched(self) -> list[str]:
        """See `subcorpora.matched`."""
        return subcorpora.matched(self.data)

    @cached_property
    def unmatched(self) -> list[str]:
        """The readouts at hand of events of which one side alone has a text, where there are several sides; none of a pair in focus."""
        if self.paired or self.data.readouts["side"].nunique() < 2:
            return []
        own = self.data.readouts
        alone = own["readout_id"].isin(self.data.segments["readout_id"]) & ~own["event"].isin(
            self.matched
        )
        return list(own.loc[alone, "readout_id"])

    @property
    def leaves_out(self) -> bool:
        """Whether unmatched readouts are not compared: there are others, and nobody asked for them."""
        return bool(self.unmatched and self.matched) and not self.settings.unmatched

    @cached_property
    def readouts(self) -> list[Subcorpus]:
        """The readouts that have numbers of their own and are not compared as a whole."""
        if self.paired:
            return [
                one
                for one in subcorpora.readouts(self.data)
                if one.id not in {compared.id for compared in self.subcorpora}
            ]
        return [
            Subcorpus(
                self.readout_id(row.readout_id),
                f"{row.side_name}, {row.event_name}",
                segments,
                self.data.absence(row.completeness),
                subcorpora.UNITS.get(primary(row.language), "words"),
            )
            for row in self.data.readouts.head(READOUTS).itertuples()
            if len(segments := self.data.of(row.readout_id))
        ]

    def readout_id(self, readout_id: str) -> str:
        """What a readout has in the ids of findings: no hyphen where sides have their words there too, so that ``word-<id>-<word>`` can be read in one way only."""
        return readout_id if self.paired else f"readout__{readout_id.replace('-', '_')}"

    @cached_property
    def accounts(self) -> list[Account]:
        """What each side published of each event; see `subcorpora.accounts`."""
        return subcorpora.accounts(self.data, self.subcorpora if self.paired else self.parts)

    @cached_property
    def vocabularies(self) -> list[words.LanguageWords]:
        """The words of each language."""
        return words.vocabularies(self.subcorpora)

    @cached_property
    def pairs(self) -> list[tuple[words.LanguageWords, keyness.Pair]]:
        """Every target with its reference, and the vocabulary that both are of."""
        return [
            (vocabulary, pair)
            for vocabulary in self.vocabularies
            for pair in keyness.pairs(vocabulary)
        ]

    @cached_property
    def chance(self) -> list[pd.DataFrame]:
        """Of each of `pairs` how many keywords chance makes; see `chance.of_pair`."""
        return [chance.of_pair(pair) for _, pair in self.pairs]

    @cached_property
    def around(self) -> list[collocates.Around]:
        """What stands near the words that the settings name; see `collocates.around`."""
        return collocates.around(self.vocabularies, self.settings.collocates)

    @cached_property
    def diversity(self) -> pd.DataFrame:
        """The lexical diversity of each text; see `diversity.of_texts`."""
        return diversity.of_texts(self.vocabularies)

    @cached_property
    def codes(self) -> CodeCounts:
        """Codes and frames of the subcorpora."""
        return CodeCounts(self.subcorpora, self.codebook, self.coded)

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """Rates of codes with the error of coding in them; see `corrected.rates`."""
        return corrected.rates(self)

    @cached_property
    def codes_by_account(self) -> CodeCounts:
        """Codes and frames of the accounts."""
        return CodeCounts([account.part for account in self.accounts], self.codebook, self.coded)

    @cached_property
    def amounts(self) -> list[amounts.Row]:
        """See `amounts.rows`."""
        return amounts.rows(self.accounts)

    @cached_property
    def unshared(self) -> pd.DataFrame:
        """See `unshared.codes`."""
        read = sentence_counts.by_reading(self.sentences, self.codebook.codes.index)
        confirmed = sentence_counts.absences(self.sentences, read) | self.data.confirmed
        return unshared.codes(
            self.accounts, self.codes_by_account, self.data.excerpts, confirmed, read
        )

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences of the accounts with what is said of each; see `sentence_counts.by_sentence`."""
        return sentence_counts.by_sentence(self.data, self.accounts, self.coded, self.settings)
