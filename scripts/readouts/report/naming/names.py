"""Findings on what something is called: in full texts, in the items of a series on contacts, and in the whole programme."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from .. import results, stored
from ..context import Context
from ..findings import Finding, Row, WithheldText, slug
from .rules import FILE, Series

# The tables without which the chapter is in no report; those of the series are named in its rules.
NEEDS: tuple[str, ...] = (
    "events",
    "naming_stretches",
    "naming",
    "naming_standards",
    "fulltext_codes",
    FILE,
)


class TermCount(NamedTuple):
    """How often a string stands in a text of so many characters, and how often of these inside a longer name."""

    term: str
    frequency: int
    inside: int
    n_hanzi: int


def contacts(series: pd.DataFrame) -> pd.DataFrame:
    """The contacts of the series in their order: ``event_date, contact, n_items, n_hanzi``."""
    return series[["event_date", "contact", "n_items", "n_hanzi"]].drop_duplicates(
        ignore_index=True
    )


def _read(rules: Series, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The stretches that were read, each with the day of its contact."""
    days = tables[rules.table("items")][["item", "event_date"]]
    return tables["naming_stretches"].merge(days, on="item")


def names_by_contact(rules: Series, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """How often the items on each contact call it by each name, those with none included.

    Returns
    -------
    DataFrame
        ``event_date, contact, name, frequency, strings``; the strings that were met, joined by a semicolon. A name whose
        strings are others than those that were read has no frequency.
    """
    read = _read(rules, tables)
    read = read[read["of"] == rules.this].assign(
        name=lambda table: table["term"].map(rules.name_of)
    )
    found = (
        read.groupby(["event_date", "name"])["term"]
        .agg(frequency="size", strings=lambda terms: "; ".join(dict.fromkeys(terms)))
        .reset_index()
    )
    grid = contacts(tables[rules.table("series")])[["event_date", "contact"]].merge(
        pd.DataFrame({"name": list(rules.names)}), how="cross"
    )
    grid = grid.merge(found, how="left", on=["event_date", "name"])
    frequency = grid["frequency"].fillna(0).astype("Int64")
    return grid.assign(
        frequency=frequency.mask(~grid["name"].isin(read_names(rules, tables))),
        strings=grid["strings"].fillna(""),
    )


def read_names(rules: Series, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Give the names of which every stretch was read, by the strings of today."""
    return [
        name for name in rules.names if stored.is_counted(tables, "naming_stretches", "name", name)
    ]


def counted_strings(rules: Series, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Give the strings that are counted in the items, as they are to be counted today."""
    return [
        term
        for term in tables[rules.table("strings")]["term"]
        if stored.is_counted(tables, rules.table("item_terms"), "string", term)
    ]


def programme_and_contacts(rules: Series, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The months of the whole programme, and beside them its items on contacts, for some names.

    Returns
    -------
    DataFrame
        ``month, term, item_frequency, frequency, n_items, contact_items, contact_items_with``; the last two are of the
        items broadcast in the month that are on a contact. Of the first month the copies begin after its only such item.
        Without the strings that are not counted in the items.
    """
    months = tables[rules.table("months")]
    own = tables[rules.table("items")].dropna(subset=["event_date"])
    own = own.assign(month=[f"{date:%Y-%m}" for date in own["broadcast_date"]])
    own = own[own["month"] > months["month"].min()]
    having = (
        own.merge(tables[rules.table("item_terms")], on="item")
        .groupby(["month", "term"])
        .size()
        .rename("contact_items_with")
        .reset_index()
    )
    table = months.merge(
        own.groupby("month").size().rename("contact_items").reset_index(), how="left", on="month"
    ).merge(having, how="left", on=["month", "term"])
    table = table.assign(**table[["contact_items", "contact_items_with"]].fillna(0).astype(int))
    return table[table["term"].isin(counted_strings(rules, tables))].reset_index(drop=True)


def findings(context: Context) -> Iterator[Finding]:
    """Give all findings on names; the ids are said at each part. None where the report follows no series."""
    rules, tables = context.settings.series, context.data.tables
    if rules is None:
        return
    yield from _full_texts(rules, tables, context.settings.full_texts)
    yield from _items(rules, tables[rules.table("items")])
    yield from _strings(rules, tables)
    yield from _this(rules, tables)
    yield from _programme(rules, tables)


def _full_texts(
    rules: Series, tables: dict[str, pd.DataFrame], full_texts: tuple[str, ...]
) -> Iterator[Finding]:
    """``names-<readout>``: names in a full text, without the code that is counted apart."""
    names = {row.readout_id: results.readout_name(row) for row in tables["readouts"].itertuples()}
    for readout in full_texts:
        if not stored.is_counted(tables, "fulltext_codes", "frame", rules.frame, readout):
            continue
        frame, apart = slug("frame", readout, rules.frame), slug("code", readout, rules.apart.code)
        counts = (
            tables["fulltext_codes"]
            .query("readout_id == @readout")
            .set_index(["level", "name"])["frequency"]
        )
        yield Finding(
            slug("names", readout),
            int(counts["frame", rules.frame] - counts["code", rules.apart.code]),
            f"names of {rules.what}, {rules.apart.label} counted apart: {names[readout]}",
            parts=(frame, apart),
            formula=f"coded stretches of the frame, less those of {rules.apart.label}",
        )


def _about(rules: Series, item) -> str:
    return f"{rules.kinds[item.kind].label}, broadcast on {results.day(item.broadcast_date)}"


def _address(item) -> str:
    """Its address at the broadcaster or, where none is known, that of the stored copy."""
    return item.url if isinstance(item.url, str) else item.copy


def _rows(rules: Series, items: pd.DataFrame, table: str = "items") -> tuple[Row, ...]:
    """Items of the programme as rows of a table: what each reports, its day, and where it and its title stand."""
    return tuple(
        Row(rules.file(table), item.item, f"{_about(rules, item)}: {_address(item)}")
        for item in items.itertuples()
    )


def withheld(rules: Series, items: pd.DataFrame) -> tuple[WithheldText, ...]:
    """Items of the programme as evidence: texts that were counted and are not given."""
    return tuple(
        WithheldText(
            f"item of {rules.programme} ({_about(rules, item)})",
            f"{item.n_hanzi} {rules.unit}",
            _address(item),
            item.sha256,
        )
        for item in items[
            ["kind", "broadcast_date", "n_hanzi", "url", "copy", "sha256"]
        ].itertuples()
    )


def _items(rules: Series, items: pd.DataFrame) -> Iterator[Finding]:
    """``<adjective>-items``, those of contacts ``<adjective>-texts``, ``<adjective>-contacts``, and ``<adjective>-items-<kind>``."""
    own = items.dropna(subset=["event_date"])
    for name, table, label in (
        (
            slug(rules.adjective, "items"),
            items,
            f"items of the programme on {rules.about}",
        ),
        (slug(rules.adjective, "texts"), own, f"items on contacts of {rules.parties}"),
    ):
        yield Finding(
            name,
            len(table),
            label,
            None if table is items else (len(items), "items"),
            rows=_rows(rules, table),
        )
    days = own.groupby("event_date")["item"].agg("; ".join)
    yield Finding(
        slug(rules.adjective, "contacts"),
        len(days),
        f"contacts of {rules.parties} on which there are items",
        rows=tuple(
            Row(rules.file("items"), results.day(day), named) for day, named in days.items()
        ),
    )
    for kind, of in rules.kinds.items():
        table = items[items["kind"] == kind]
        yield Finding(
            slug(rules.adjective, "items", kind),
            len(table),
            f"items of the programme: {of.label}",
            (len(items), "items"),
            rows=_rows(rules, table),
        )


def _strings(rules: Series, tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """``term-<date>-<string>`` of the two calls; ``series-<date>-<contact>-<string>`` of a contact, and of an item where a contact has several, its kind after the contact.

    Also ``characters-<date>``, and how many items and contacts have a string: ``texts-with-``, ``texts-without-``, ``contacts-with-``,
    ``contacts-without-<string>``; ``items-with-<string>`` is of all items.
    """
    own = tables[rules.table("items")].dropna(subset=["event_date"])
    longer = tables[rules.table("strings")].set_index("term")["inside"].dropna().to_dict()
    evidence = {day: withheld(rules, items) for day, items in own.groupby("event_date")}
    for row in tables[rules.table("terms")].itertuples():
        yield _counted(
            rules,
            slug("term", str(row.event_date), row.term),
            row,
            f"the {rules.adjective} text of {results.day(row.event_date)}",
            longer,
            evidence[row.event_date],
        )
    for row in tables[rules.table("series")].itertuples():
        yield _counted(
            rules,
            slug("series", str(row.event_date), row.contact, row.term),
            row,
            f"the {rules.adjective} items on the contact of {results.day(row.event_date)}",
            longer,
            evidence[row.event_date],
        )
    for readout in tables["readouts"].query("language == @rules.language").itertuples():
        yield Finding(
            slug("characters", str(readout.event_date)),
            int(readout.size),
            f"{rules.unit}: {results.readout_name(readout)}",
            withheld=evidence[readout.event_date],
        )
    series = tables[rules.table("series")]
    counts = {
        (row.item, row.term): (row.frequency, row.inside)
        for row in tables[rules.table("item_terms")].itertuples()
    }
    names = contacts(series).set_index("event_date")["contact"]
    for item in own[own.duplicated("event_date", keep=False)].itertuples():
        of_item = withheld(rules, own[own["item"] == item.item])
        for term in series["term"].unique():
            row = TermCount(term, *counts.get((item.item, term), (0, 0)), item.n_hanzi)
            yield _counted(
                rules,
                slug("series", str(item.event_date), names[item.event_date], item.kind, term),
                row,
                f"the {rules.adjective} item on {_about(rules, item)}",
                longer,
                of_item,
            )
    for term in counted_strings(rules, tables):
        yield from _having(
            rules, term, tables[rules.table("items")], own, tables[rules.table("item_terms")]
        )


def _counted(
    rules: Series,
    finding_id: str,
    row,
    where: str,
    longer: dict[str, str],
    evidence: tuple[WithheldText, ...],
) -> Finding:
    note = "The string is counted wherever it stands, inside longer words too."
    if row.inside:
        names = f"a longer name ({longer[row.term]}) or in " if row.term in longer else ""
        note += f" Of these stand in {names}the title of a document: {row.inside}."
    return Finding(
        finding_id,
        row.frequency,
        f"{row.term} in {where}",
        (row.n_hanzi, rules.unit),
        patterns=(row.term,),
        withheld=evidence,
        note=note,
    )


def _having(
    rules: Series, term: str, items: pd.DataFrame, own: pd.DataFrame, counts: pd.DataFrame
) -> Iterator[Finding]:
    found = counts[counts["term"] == term].set_index("item")["frequency"]
    for name, table, of in (
        ("items", items, f"items of the programme on {rules.about}"),
        ("texts", own, f"items on contacts, {rules.years}"),
    ):
        for word, has in (("with", True), ("without", False)):
            rows = tuple(
                Row(
                    rules.file("item_terms") if has else rules.file("items"),
                    item.item,
                    f"{_about(rules, item)}" + (f": {term} × {found[item.item]}" if has else ""),
                )
                for item in table.itertuples()
                if (item.item in found.index) is has
            )
            yield Finding(
                slug(f"{name}-{word}", term),
                len(rows),
                f"{rules.adjective} {name} {word} {term}",
                (len(table), of),
                rows=rows,
            )
    sums = (
        own.assign(frequency=own["item"].map(found).fillna(0).astype(int))
        .groupby("event_date")["frequency"]
        .sum()
    )
    for word, some in (("with", sums[sums > 0]), ("without", sums[sums == 0])):
        rows = tuple(
            Row(rules.file("series"), results.day(day), f"{term} × {number}" if number else "")
            for day, number in some.items()
        )
        yield Finding(
            slug(f"contacts-{word}", term),
            len(rows),
            f"contacts whose {rules.adjective} items are {word} {term}",
            (len(sums), f"contacts, {rules.years}"),
            rows=rows,
        )


def _this(rules: Series, tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """What the reading of the items on contacts found.

    ``named-<date>-<name>``: stretches of the items on a contact that call it so; ``contacts-naming-<name>``: how many contacts have one;
    ``stretches-<name>``, ``stretches-<name>-<this>``: how many were read, and are of it; ``stretches-all``, ``stretches-all-<this>``.
    """
    every, named = names_by_contact(rules, tables), read_names(rules, tables)
    n_contacts = every["event_date"].nunique()
    table = every[every["name"].isin(named)].astype({"frequency": int})
    read = _read(rules, tables)
    own = read[read["of"] == rules.this]
    of = dict(iter(own.groupby(["event_date", own["term"].map(rules.name_of)])))
    for row in table.itertuples():
        own = of.get((row.event_date, row.name), read[:0])
        yield Finding(
            slug("named", str(row.event_date), row.name),
            row.frequency,
            f"stretches that call {rules.this} by {', '.join(rules.names[row.name])} in the {rules.adjective} items on the contact of {results.day(row.event_date)}",
            rows=_stretches(own),
        )
    for name, own in table.groupby("name", sort=False):
        rows = tuple(
            Row(
                "naming_stretches.csv",
                f"{results.day(row.event_date)}, {row.contact}",
                f"{row.strings} × {row.frequency}",
            )
            for row in own.itertuples()
            if row.frequency
        )
        yield Finding(
            slug("contacts-naming", name),
            len(rows),
            f"contacts whose {rules.adjective} items call {rules.this} by: {', '.join(rules.names[name])}",
            (n_contacts, f"contacts, {rules.years}"),
            rows=rows,
        )
    whole = (None,) if len(named) == len(rules.names) else ()
    for name in (*whole, *named):
        own = read if name is None else read[read["term"].map(rules.name_of) == name]
        strings = ", ".join(rules.name_of) if name is None else ", ".join(rules.names[name])
        for this, some in (("", own), (slug(rules.this), own[own["of"] == rules.this])):
            yield Finding(
                slug("stretches", name or "all", *([this] if this else [])),
                len(some),
                f"stretches {f'of {rules.this}' if this else 'read'} in the items on contacts: {strings}",
                (len(own), "stretches read") if this else None,
                rows=_stretches(some),
            )


def _stretches(table: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        Row(
            "naming_stretches.csv",
            f"item {row.item}, from character {row.start}",
            f"{row.term}: {row.of}",
        )
        for row in table.itertuples()
    )


def _programme(rules: Series, tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """``programme-items``; ``programme-items-with-`` and ``programme-frequency-<string>``; ``programme-contact-items`` and ``-with-<string>`` of the same months."""
    table = programme_and_contacts(rules, tables)
    months = table.drop_duplicates("month")
    total = int(months["n_items"].sum())
    copies = (
        WithheldText(
            f"stored copies of the scripts of {rules.programme}, {months['month'].iloc[0]} to {months['month'].iloc[-1]}, counted by month ({rules.file('months')})",
            f"{total} items",
            rules.copies,
        ),
    )
    yield Finding(
        "programme-items",
        total,
        "items of the whole programme",
        withheld=copies,
        shown=f"{total:,}",
    )
    yield Finding(
        "programme-months",
        len(months),
        "months of the programme",
        rows=tuple(
            Row(rules.file("months"), row.month, f"{row.n_items} items")
            for row in months.itertuples()
        ),
    )
    start = datetime.date.fromisoformat(f"{months['month'].iloc[1]}-01")
    own = tables[rules.table("items")].dropna(subset=["event_date"])
    own = own[own["broadcast_date"] >= start]
    yield Finding(
        "programme-contact-items",
        len(own),
        f"items on contacts of {rules.parties} in these months",
        rows=_rows(rules, own),
    )
    counts = tables[rules.table("item_terms")]
    for term, some in table.groupby("term", sort=False):
        for name, column, label in (
            ("items-with", "item_frequency", "items of the programme with"),
            ("frequency", "frequency", "occurrences in the programme of"),
        ):
            yield Finding(
                slug("programme", name, term),
                int(some[column].sum()),
                f"{label} {term}",
                (total, "items"),
                patterns=(term,),
                withheld=copies,
            )
        having = own["item"].isin(counts.loc[counts["term"] == term, "item"])
        rows = _rows(rules, own[having], "item_terms")
        yield Finding(
            slug("programme-contact-items-with", term),
            len(rows),
            f"of its items on contacts of {rules.parties}, those with {term}",
            (len(own), "items on contacts"),
            rows=rows,
        )
