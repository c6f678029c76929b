"""What a comparison says with the text, or a cluster of texts, as the unit: its columns, and why a value is not there."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..measures.arrays import group_numbers
from ..measures.by_text import (
    ByText,
    clustered,
    document_frequency,
    dp_norm,
    effective_texts,
    restricted,
    shrunk_log_ratio,
    text_dispersion_keyness,
)
from ..measures.dispersion import LEAST_TEXTS
from ..measures.guard import TEST, Reasons
from ..measures.max_t import REPETITIONS, max_t
from ..measures.multiple_testing import holm
from ..measures.significance import fisher_p
from .apart import MOST, Apart, cluster_of

Tell = Callable[[str], None]
EFFECT = ("shrunk_log_ratio", "shrunk_log_ratio_low", "shrunk_log_ratio_high")
PERMUTATION = ("permutation_p", "max_t_p")
DISPERSION = ("dp_norm", "dp_norm_reference")
KEYNESS = "text_dispersion_keyness"
PRESENCE = ("document_frequency_p", "document_frequency_holm")
COLUMNS = (*EFFECT, *PERMUTATION, KEYNESS, *DISPERSION, *PRESENCE)
# What is made without being asked: texts times words times relabellings, some ten seconds' work, and how few relabellings do.
WORK, FEWEST = 1.2e11, 999
LEVEL = 0.05
# A text with more of its side's words than this is told.
LARGE_SHARE = 0.5


class TextLevel(NamedTuple):
    """The distinct texts of two sides, and in which clusters they are.

    Attributes
    ----------
    texts : ByText
        Its words are numbers of forms; there are no entries where `entries` is False.
    clusters : list of str, optional
    entries : bool
    n_target, n_reference : int
        Distinct texts, or clusters.
    effective : float
        The effective texts, or clusters, of the side that has fewer.
    """

    texts: ByText
    clusters: list[str] | None
    entries: bool
    n_target: int
    n_reference: int
    effective: float


def prepared(
    apart: Apart,
    n_forms: int,
    target: str | None,
    references: Collection[str],
    clusters: str | None = None,
    tell: Tell = lambda line: None,
) -> TextLevel:
    """Return the distinct texts of two sides: copies on one side are one text, and what has no word is none.

    Parameters
    ----------
    apart : Apart
    n_forms : int
    target : str, optional
        Without one, all texts are taken: each second one, or cluster, is the target.
    references : collection of str
    clusters : str, optional
        The column that says which texts belong together; one of which it says nothing stands for itself.
    tell : function, optional
        Is told of copies, and of a text that has most of its side's words.
    """
    sides = {target: True, **dict.fromkeys(references, False)}
    roles = [target is None or sides.get(document.side) for document in apart.described]
    places, in_target, copies = _distinct(apart, roles)
    texts = _texts(apart, places, in_target, n_forms)
    described = [apart.described[place] for place in places]
    for role, name in ((True, target or "all texts"), (False, " and ".join(references))):
        _tell_of_side(texts, role, name, described, copies[role], tell)
    own = clusters and _clusters(described, clusters, tell)
    if target is None:
        number = group_numbers(own, places.size) if own else np.arange(places.size)
        texts = texts._replace(in_target=number % 2 == 0)
    units = clustered(restricted(texts, []), own)[0] if own else texts
    n_target = int(units.in_target.sum())
    return TextLevel(
        texts,
        own or None,
        apart.entries,
        n_target,
        units.in_target.size - n_target,
        min(effective_texts(units.size[units.in_target == role]) for role in (True, False)),
    )


def _distinct(
    apart: Apart, roles: Sequence[bool | None]
) -> tuple[NDArray[np.intp], NDArray[np.bool_], Counter[bool]]:
    """Return the places of the first of equal documents of a role, their roles, and how many copies either has."""
    seen: dict[tuple[bool, bytes], int] = {}
    copies: Counter[bool] = Counter()
    for place, (role, digest, size) in enumerate(zip(roles, apart.digests, apart.n_tokens)):
        if role is not None and size:
            copies[role] += seen.setdefault((role, digest), place) != place
    return np.array([*seen.values()], int), np.array([role for role, _ in seen], bool), copies


def _texts(
    apart: Apart, places: NDArray[np.intp], in_target: NDArray[np.bool_], n_forms: int
) -> ByText:
    number = np.full(len(apart.described), -1)
    number[places] = np.arange(places.size)
    document, form, frequency = apart.columns()
    kept = number[document] >= 0
    return ByText(
        form[kept].astype(int),
        number[document[kept]],
        frequency[kept].astype(float),
        np.asarray(apart.n_tokens, float)[places],
        in_target,
        n_forms,
    )


def _tell_of_side(
    texts: ByText, role: bool, name: str, described: list, copies: int, tell: Tell
) -> None:
    own = np.flatnonzero(texts.in_target == role)
    if copies:
        tell(
            f"{name}: {copies:,} of {own.size + copies:,} documents repeat the words of an earlier one; what is measured by text takes each distinct text once"
        )
    if own.size > 1:
        share = texts.size[own] / texts.size[own].sum()
        if share.max() > LARGE_SHARE:
            tell(
                f"{name}: one text, {described[own[share.argmax()]].document_id}, has {share.max():.0%} of the words; in rates its {own.size:,} texts weigh as {effective_texts(texts.size[own]):.1f}"
            )


def _clusters(described: list, column: str, tell: Tell) -> list[str]:
    """Return the cluster of each text; what has none is one by itself."""
    names = [cluster_of(document, column) for document in described]
    alone = sum(not name for name in names)
    tell(
        f"clusters by {column}: {len(set(names) - {''}):,}"
        + (f", and {alone:,} texts without one, each by itself" if alone else "")
    )
    return [f"= {name}" if name else f"alone {place}" for place, name in enumerate(names)]


class _Found(NamedTuple):
    """Columns, for some of them a reason a row, and what the units are: texts or clusters."""

    columns: dict[str, NDArray]
    reasons: dict[str, NDArray[np.object_]]
    unit: str


def columns(
    level: TextLevel,
    forms: NDArray[np.intp],
    wanted: Collection[str],
    *,
    relabellings: int | None = None,
    seed: int = 0,
    tell: Tell = lambda line: None,
) -> tuple[dict[str, NDArray], dict[str, NDArray[np.object_]]]:
    """Return those of `COLUMNS` that are wanted for some forms, a row each, and why values are missing.

    What `readouts.measures.guard` withholds is missing here without a reason.

    Parameters
    ----------
    level : TextLevel
    forms : numpy.ndarray of int, of shape (k,)
    wanted : collection of str
    relabellings : int, optional
        How many; by default `max_t.REPETITIONS`, or as many as are some ten seconds' work.
    seed : int
    tell : function, optional
        Is told what was tested.
    """
    found = _Found(
        {name: np.full(forms.size, np.nan) for name in COLUMNS if name in wanted},
        {},
        "clusters" if level.clusters else "texts",
    )
    enough = min(level.n_target, level.n_reference) >= TEST.texts
    if not level.entries:
        reason = f"more than {MOST:,} entries of a word in a text: the texts are not kept apart"
        found.reasons.update({name: _same(reason, forms.size) for name in found.columns})
    elif found.columns and forms.size:
        units, cluster = _units(level, forms)
        if enough:
            _add(found, EFFECT, lambda: shrunk_log_ratio(units))
            _add(found, (KEYNESS,), lambda: [text_dispersion_keyness(units)])
            _add(found, PRESENCE, lambda: _presence(units))
            if found.columns.keys() & {*PERMUTATION}:
                _add_permutation(found, units, cluster, relabellings, seed, tell)
        _add_dispersion(found, units)
    return found.columns, found.reasons


def gravest(guarded: Reasons, missing: Reasons) -> Reasons:
    """Return the reasons of `readouts.measures.guard` with those of `columns`; where there are both, the guard's.

    Parameters
    ----------
    guarded, missing : dict of str to arrays of str, of shape (k,)
    """
    return guarded | {
        name: np.where(guarded[name] == "", own, guarded[name]).astype(object)
        if name in guarded
        else own
        for name, own in missing.items()
    }


def _units(level: TextLevel, forms: NDArray[np.intp]) -> tuple[ByText, NDArray[np.intp]]:
    """Return the texts, or clusters, with the words of some forms alone; and the cluster of each."""
    texts = restricted(level.texts, forms)
    if level.clusters:
        return clustered(texts, level.clusters)
    return texts, np.arange(texts.size.size)


def _add(found: _Found, names: Collection[str], values: Callable[[], Collection]) -> None:
    if found.columns.keys() & {*names}:
        found.columns.update(
            {name: value for name, value in zip(names, values()) if name in found.columns}
        )


def _presence(units: ByText) -> list[NDArray]:
    """Return Fisher's p of the numbers of texts that have each word, and Holm's correction of it."""
    target, reference = document_frequency(units)
    n_target = units.in_target.sum()
    p = fisher_p(target, n_target, reference, units.in_target.size - n_target)
    return [p, holm(p)]


def _add_dispersion(found: _Found, units: ByText) -> None:
    for name, role in zip(DISPERSION, (True, False)):
        if name in found.columns:
            n = int((units.in_target == role).sum())
            if n < LEAST_TEXTS:
                reason = f"needs {LEAST_TEXTS} {found.unit} on the side, has {n}: over so few every word is uneven"
                found.reasons[name] = _same(reason, units.n_words)
                continue
            found.columns[name] = dp_norm(units, role)
            missing = np.isnan(found.columns[name])
            found.reasons[name] = np.where(missing, "the side does not have it", "").astype(object)


def _add_permutation(
    found: _Found,
    units: ByText,
    cluster: NDArray[np.intp],
    relabellings: int | None,
    seed: int,
    tell: Tell,
) -> None:
    n_target = int(units.in_target.sum())
    n_reference = units.in_target.size - n_target
    least = least_texts(n_target, n_reference)
    number = np.add(*document_frequency(units))
    tested = np.flatnonzero(number >= least)
    repetitions = _repetitions(units.in_target.size, tested.size, relabellings)
    reasons = _same("", units.n_words)
    if repetitions:
        short = f"in fewer than {least} {found.unit}: no difference between {n_target} and {n_reference} can then reach p = {LEVEL}"
        reasons[number < least] = short
        test = max_t(restricted(units, tested), cluster, repetitions=repetitions, seed=seed)
        for name, values in zip(PERMUTATION, (test.p, test.adjusted)):
            if name in found.columns:
                found.columns[name][tested] = values
        tell(
            f"tested by text: {tested.size:,} rows that stand in {least} {found.unit} or more; {test.relabellings:,} relabellings of {units.in_target.size:,}, seed {seed}; max_t_p is adjusted for all of these rows"
        )
    else:
        reasons[:] = (
            f"{tested.size:,} words in {units.in_target.size:,} {found.unit} take long to test: --relabellings {FEWEST} does"
            if relabellings is None
            else "no relabellings were asked for"
        )
    found.reasons.update({name: reasons for name in PERMUTATION if name in found.columns})


def _repetitions(n_units: int, n_words: int, asked: int | None) -> int:
    """Return how many relabellings are made, 0 for none."""
    if asked is not None or not n_words:
        return asked or 0
    possible = int(min(REPETITIONS, WORK / (n_units * n_words)))
    return possible if possible >= FEWEST else 0


def least_texts(n_target: int, n_reference: int) -> int:
    """Return in how many texts a word must stand that any division of these between the sides could reach `LEVEL`.

    It does not look at the labels, so that leaving words out by it is no selection (Tarone 1990, "A modified Bonferroni
    method for discrete data").

    Examples
    --------
    >>> least_texts(500, 500), least_texts(4, 4), least_texts(10, 1000)
    (6, 4, 1)
    """
    number = np.arange(1, min(n_target, n_reference) + 1)
    least_p = np.minimum(
        fisher_p(number, n_target, 0, n_reference), fisher_p(0, n_target, number, n_reference)
    )
    return int(number[least_p <= LEVEL][0])


def _same(reason: str, n: int) -> NDArray[np.object_]:
    return np.full(n, reason, dtype=object)
