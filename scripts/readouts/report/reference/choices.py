"""Whether what is said of a readout among others holds under other choices that could as well be made."""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

import pandas as pd

from .comparison import readout_counts, views, wide_counts
from .rules import LONG, Period, Reference

MAIN, BEFORE = "main", "before"  # the strata that can be taken, by what they are in `Reference`
ALL = "all"  # the period that takes all texts of a stratum
MORE, HIGHER, HAVE = "more", "higher", "have"


class ComparisonChoice(NamedTuple):
    """One way to hold a readout against others: which texts, what is left out of the frame, and whether other matters count."""

    stratum: str = MAIN
    floor: int = LONG
    period: str = ALL
    left_out: str = ""
    other_matters: bool = False

    def told(self, reference: Reference) -> str:
        """Say in which respects the choice differs from the one made here."""
        parts = [
            reference.strata[reference.before].short if self.stratum != MAIN else "",
            f"{self.floor} words or more" if self.floor not in (1, reference.long) else "",
            self.period if self.period != ALL else "",
            f"without the code {self.left_out}" if self.left_out else "",
            "other matters counted" if self.other_matters else "",
        ]
        return ", ".join(part for part in parts if part) or "as here"


def choices(
    tables: dict[str, pd.DataFrame], reference: Reference, floors: Iterable[int] = ()
) -> pd.DataFrame:
    """Each readout compared and each view under every combination of choices.

    Parameters
    ----------
    tables : dict of DataFrame
    reference : Reference
    floors : iterable of int
        How many words a text must have, one choice each; those of the settings where none are given.

    Returns
    -------
    DataFrame
        ``readout_id, frame, choice, frequency, n_texts, has, above, as_many``: of the texts that the choice takes, how many have the frame, have
        a higher rate, have as many stretches or more.
    """
    documents = tables["reference_documents"]
    masks = {}
    strata = {MAIN: reference.main, BEFORE: reference.before}
    periods = {ALL: Period()} | reference.periods
    for stratum, floor, (period, days) in product(
        strata, floors or reference.floors, periods.items()
    ):
        if stratum == MAIN or period == ALL:
            masks[stratum, floor, period] = (
                (documents["stratum"] == strata[stratum])
                & (documents["n_tokens"] >= floor)
                & (documents["date"] >= days.from_)
                & (documents["date"] <= days.to)
            ).to_numpy()
    of = {
        (name, left_out): [code for code in codes if code != left_out]
        for name, codes in views(tables, reference, of_readouts=True).items()
        for left_out in ("", *codes)
        if left_out == "" or len(codes) > 1
    }
    sizes, rows = documents["n_tokens"].to_numpy(), []
    own = {
        (row.readout_id, row.frame): row
        for row in readout_counts(tables, reference, of).itertuples()
    }
    readouts = sorted({readout_id for readout_id, _ in own})
    for other_matters in (False, True):
        wide = wide_counts(tables, other_matters)
        for (name, left_out), codes in of.items():
            counts = wide.reindex(columns=codes, fill_value=0).sum(axis=1).to_numpy()
            for readout_id in readouts:
                row = own[readout_id, (name, left_out)]
                above, as_many = (
                    counts * row.n_target > row.frequency * sizes,
                    counts >= row.frequency,
                )
                rows += [
                    (
                        readout_id,
                        name,
                        ComparisonChoice(*key, left_out, other_matters),
                        row.frequency,
                        int(mask.sum()),
                        int((mask & (counts > 0)).sum()),
                        int((mask & above).sum()),
                        int((mask & as_many).sum()),
                    )
                    for key, mask in masks.items()
                ]
    return pd.DataFrame(
        rows,
        columns=[
            "readout_id",
            "frame",
            "choice",
            "frequency",
            "n_texts",
            "has",
            "above",
            "as_many",
        ],
    )


def outcome(claim: str, table: pd.DataFrame) -> pd.Series:
    """Whether a claim holds under each row of `choices`: that no text has as many stretches (`MORE`), none a higher rate (`HIGHER`), or more than half have the frame (`HAVE`)."""
    return {
        MORE: table["as_many"] == 0,
        HIGHER: table["above"] == 0,
        HAVE: 2 * table["has"] > table["n_texts"],
    }[claim]


def one_thing_else(choice: ComparisonChoice, long: int = LONG) -> bool:
    """Whether a choice differs from the one made here in at most one respect.

    Examples
    --------
    >>> one_thing_else(ComparisonChoice()), one_thing_else(ComparisonChoice(floor=100)), one_thing_else(ComparisonChoice(floor=100, other_matters=True))
    (True, True, False)
    """
    return (
        sum(
            mine != usual
            for mine, usual in zip(choice, ComparisonChoice(floor=long if choice.floor != 1 else 1))
        )
        <= 1
    )


ANY_LENGTH = (1,)


def claims_under_choices(tables: dict[str, pd.DataFrame], reference: Reference) -> pd.DataFrame:
    """Try each of the report's claims under every combination of choices: ``claim, readout_id, frame, choice, holds``."""
    grids = {
        floors: choices(tables, reference, floors) for floors in (ANY_LENGTH, reference.floors)
    }
    parts = []
    for said in reference.claims:
        # That no text has as many stretches is said of texts of any length.
        grid = grids[ANY_LENGTH if said.claim == MORE else reference.floors]
        readout_id = reference.columns[said.readout]
        for frame in said.frames:
            own = grid[(grid["readout_id"] == readout_id) & (grid["frame"] == frame)]
            parts.append(
                pd.DataFrame(
                    {
                        "claim": said.claim,
                        "readout_id": readout_id,
                        "frame": frame,
                        "choice": own["choice"],
                        "holds": outcome(said.claim, own),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)
