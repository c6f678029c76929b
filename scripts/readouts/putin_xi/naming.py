"""Findings on what the war is called: in the Kremlin's full texts, in the Chinese items on contacts, and in the whole programme."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from ..report import results
from ..report.findings import Finding, Row, Withheld, slug
from .programme import NAME_OF, NAMES, THIS_WAR

# The code that stands among the names of the war and is a general expression for Russia's conduct: it is counted apart.
APART = "actions"
KINDS = {
    "call": "telephone call",
    "video": "meeting by video",
    "meeting": "meeting",
    "talks": "talks",
    "small": "talks in a small group",
    "tea": "tea",
    "press": "both before the press",
    "welcome": "welcoming ceremony",
    "opening": "opening of an event",
    "exhibition": "visit of an exhibition",
    "message": "letter or telegram",
    "announcement": "announcement of a visit",
    "journey": "departure or arrival",
    "article": "signed article",
    "celebration": "celebration with many heads of state",
    "summary": "summary of a visit by the foreign minister",
    "other-chinese": "another leader of China in Xi’s place",
    "other-russian": "another person in Putin’s place",
}
COPIES = "https://github.com/DuckBurnIncense/xin-wen-lian-bo"


class Counted(NamedTuple):
    """How often a string stands in a text of so many Chinese characters, and how often of these inside a longer name."""

    term: str
    frequency: int
    inside: int
    n_hanzi: int


def contacts(series: pd.DataFrame) -> pd.DataFrame:
    """The contacts of the series in their order: ``event_date, contact, n_items, n_hanzi``."""
    return series[["event_date", "contact", "n_items", "n_hanzi"]].drop_duplicates(
        ignore_index=True
    )


def names_by_contact(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """How often the items on each contact call this war by each name, those with none included.

    Returns
    -------
    DataFrame
        ``event_date, contact, name, frequency, strings``; the strings that were met, joined by a semicolon.
    """
    read = tables["naming_stretches"].merge(
        tables["beijing_items"][["item", "event_date"]], on="item"
    )
    read = read[read["of"] == THIS_WAR].assign(name=lambda table: table["term"].map(NAME_OF))
    found = (
        read.groupby(["event_date", "name"])["term"]
        .agg(frequency="size", strings=lambda terms: "; ".join(dict.fromkeys(terms)))
        .reset_index()
    )
    grid = contacts(tables["beijing_series"])[["event_date", "contact"]].merge(
        pd.DataFrame({"name": list(NAMES)}), how="cross"
    )
    grid = grid.merge(found, how="left", on=["event_date", "name"])
    return grid.assign(
        frequency=grid["frequency"].fillna(0).astype(int), strings=grid["strings"].fillna("")
    )


def programme_and_contacts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The months of the whole programme, and beside them its items on contacts, for five names of the war.

    Returns
    -------
    DataFrame
        ``month, term, item_frequency, frequency, n_items, contact_items, contact_items_with``; the last two are of the
        items broadcast in the month that are on a contact. Of the first month the copies begin after its only such item.
    """
    months = tables["beijing_months"]
    own = tables["beijing_items"].dropna(subset=["event_date"])
    own = own.assign(month=[f"{date:%Y-%m}" for date in own["broadcast_date"]])
    own = own[own["month"] > months["month"].min()]
    having = (
        own.merge(tables["beijing_item_terms"], on="item")
        .groupby(["month", "term"])
        .size()
        .rename("contact_items_with")
        .reset_index()
    )
    table = months.merge(
        own.groupby("month").size().rename("contact_items").reset_index(), how="left", on="month"
    ).merge(having, how="left", on=["month", "term"])
    return table.assign(**table[["contact_items", "contact_items_with"]].fillna(0).astype(int))


def findings(tables: dict[str, pd.DataFrame], full_texts: tuple[str, ...]) -> Iterator[Finding]:
    """All findings on names; the ids are said at each part."""
    names = {row.readout_id: results.readout_name(row) for row in tables["readouts"].itertuples()}
    for readout in full_texts:
        frame, apart = slug("frame", readout, "naming"), slug("code", readout, APART)
        counts = (
            tables["fulltext_codes"]
            .query("readout_id == @readout")
            .set_index(["level", "name"])["frequency"]
        )
        yield Finding(
            slug("names", readout),
            int(counts["frame", "naming"] - counts["code", APART]),
            f"names of the war, “Russia’s actions” counted apart: {names[readout]}",
            parts=(frame, apart),
            formula="coded stretches of the frame, less those of “Russia’s actions”",
        )
    yield from _items(tables["beijing_items"])
    yield from _strings(tables)
    yield from _this_war(tables)
    yield from _programme(tables)


def _about(item) -> str:
    return f"{KINDS[item.kind]}, broadcast on {results.day(item.broadcast_date)}"


def withheld(items: pd.DataFrame) -> tuple[Withheld, ...]:
    """Items of the programme as evidence: each with its address at the broadcaster or, where none is known, that of the copy."""
    return tuple(
        Withheld(
            f"item of China’s evening news programme ({_about(item)})",
            f"{item.n_hanzi} Chinese characters",
            item.url if isinstance(item.url, str) else item.copy,
            item.sha256,
        )
        for item in items[
            ["kind", "broadcast_date", "n_hanzi", "url", "copy", "sha256"]
        ].itertuples()
    )


def _items(items: pd.DataFrame) -> Iterator[Finding]:
    """``chinese-items``, those of contacts ``chinese-texts``, ``chinese-contacts``, and ``chinese-items-<kind>``."""
    own = items.dropna(subset=["event_date"])
    for name, table, label in (
        (
            "chinese-items",
            items,
            "items of the programme on Xi or the leadership with Putin or Russia",
        ),
        ("chinese-texts", own, "items on contacts of Putin and Xi"),
    ):
        yield Finding(
            name,
            len(table),
            label,
            None if table is items else (len(items), "items"),
            rows=tuple(
                Row("beijing_items.csv", item.item, _about(item)) for item in table.itertuples()
            ),
        )
    days = own.groupby("event_date")["item"].agg("; ".join)
    yield Finding(
        "chinese-contacts",
        len(days),
        "contacts of Putin and Xi on which there are items",
        rows=tuple(
            Row("beijing_items.csv", results.day(day), named) for day, named in days.items()
        ),
    )
    for kind, label in KINDS.items():
        table = items[items["kind"] == kind]
        yield Finding(
            slug("chinese-items", kind),
            len(table),
            f"items of the programme: {label}",
            (len(items), "items"),
            rows=tuple(
                Row("beijing_items.csv", item.item, item.title) for item in table.itertuples()
            ),
        )


def _strings(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """``term-<date>-<string>`` of the two calls; ``series-<date>-<contact>-<string>`` of a contact, and of an item where a contact has several, its kind after the contact.

    Also ``characters-<date>``, and how many items and contacts have a string: ``texts-with-``, ``texts-without-``, ``contacts-with-``,
    ``contacts-without-<string>``; ``items-with-<string>`` is of all items.
    """
    own = tables["beijing_items"].dropna(subset=["event_date"])
    longer = tables["beijing_strings"].set_index("term")["inside"].dropna().to_dict()
    evidence = {day: withheld(items) for day, items in own.groupby("event_date")}
    for row in tables["beijing_terms"].itertuples():
        yield _counted(
            slug("term", str(row.event_date), row.term),
            row,
            f"the Chinese text of {results.day(row.event_date)}",
            longer,
            evidence[row.event_date],
        )
    for row in tables["beijing_series"].itertuples():
        yield _counted(
            slug("series", str(row.event_date), row.contact, row.term),
            row,
            f"the Chinese items on the contact of {results.day(row.event_date)}",
            longer,
            evidence[row.event_date],
        )
    for readout in tables["readouts"].query("language == 'zh'").itertuples():
        yield Finding(
            slug("characters", str(readout.event_date)),
            int(readout.size),
            f"Chinese characters: {results.readout_name(readout)}",
            withheld=evidence[readout.event_date],
        )
    series = tables["beijing_series"]
    counts = {
        (row.item, row.term): (row.frequency, row.inside)
        for row in tables["beijing_item_terms"].itertuples()
    }
    names = contacts(series).set_index("event_date")["contact"]
    for item in own[own.duplicated("event_date", keep=False)].itertuples():
        for term in series["term"].unique():
            row = Counted(term, *counts.get((item.item, term), (0, 0)), item.n_hanzi)
            yield _counted(
                slug("series", str(item.event_date), names[item.event_date], item.kind, term),
                row,
                f"the Chinese item on {_about(item)}",
                longer,
                withheld(own[own["item"] == item.item]),
            )
    for term in tables["beijing_strings"]["term"]:
        yield from _having(term, tables["beijing_items"], own, tables["beijing_item_terms"])


def _counted(
    finding_id: str, row, where: str, longer: dict[str, str], evidence: tuple[Withheld, ...]
) -> Finding:
    note = "The string is counted wherever it stands, inside longer words too."
    if row.inside:
        names = f"a longer name ({longer[row.term]}) or in " if row.term in longer else ""
        note += f" Of these stand in {names}the title of a document: {row.inside}."
    return Finding(
        finding_id,
        row.frequency,
        f"{row.term} in {where}",
        (row.n_hanzi, "Chinese characters"),
        patterns=(row.term,),
        withheld=evidence,
        note=note,
    )


def _having(
    term: str, items: pd.DataFrame, own: pd.DataFrame, counts: pd.DataFrame
) -> Iterator[Finding]:
    found = counts[counts["term"] == term].set_index("item")["frequency"]
    for name, table, of in (
        ("items", items, "items of the programme on Xi or the leadership with Putin or Russia"),
        ("texts", own, "items on contacts, 2022 to 2026"),
    ):
        for word, has in (("with", True), ("without", False)):
            rows = tuple(
                Row(
                    "beijing_item_terms.csv" if has else "beijing_items.csv",
                    item.item,
                    f"{_about(item)}" + (f": {term} × {found[item.item]}" if has else ""),
                )
                for item in table.itertuples()
                if (item.item in found.index) is has
            )
            yield Finding(
                slug(f"{name}-{word}", term),
                len(rows),
                f"Chinese {name} {word} {term}",
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
            Row("beijing_series.csv", results.day(day), f"{term} × {number}" if number else "")
            for day, number in some.items()
        )
        yield Finding(
            slug(f"contacts-{word}", term),
            len(rows),
            f"contacts whose Chinese items are {word} {term}",
            (len(sums), "contacts, 2022 to 2026"),
            rows=rows,
        )


def _this_war(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """What the reading of the items on contacts found.

    ``named-<date>-<name>``: stretches of the items on a contact that call this war so; ``contacts-naming-<name>``: how many contacts have one;
    ``stretches-<name>``, ``stretches-<name>-this-war``: how many were read, and are of this war; ``stretches-all``, ``stretches-all-this-war``.
    """
    table = names_by_contact(tables)
    n_contacts = table["event_date"].nunique()
    read = tables["naming_stretches"].merge(
        tables["beijing_items"][["item", "event_date"]], on="item"
    )
    of = {
        key: own
        for key, own in read[read["of"] == THIS_WAR].groupby(
            ["event_date", read["term"].map(NAME_OF)]
        )
    }
    for row in table.itertuples():
        own = of.get((row.event_date, row.name), read[:0])
        yield Finding(
            slug("named", str(row.event_date), row.name),
            row.frequency,
            f"stretches that call this war by {', '.join(NAMES[row.name])} in the Chinese items on the contact of {results.day(row.event_date)}",
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
            f"contacts whose Chinese items call this war by: {', '.join(NAMES[name])}",
            (n_contacts, "contacts, 2022 to 2026"),
            rows=rows,
        )
    for name in (None, *NAMES):
        own = read if name is None else read[read["term"].map(NAME_OF) == name]
        strings = ", ".join(NAME_OF) if name is None else ", ".join(NAMES[name])
        for this, some in (("", own), ("this-war", own[own["of"] == THIS_WAR])):
            yield Finding(
                slug("stretches", name or "all", *([this] if this else [])),
                len(some),
                f"stretches {'of this war' if this else 'read'} in the items on contacts: {strings}",
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


def _programme(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """``programme-items``; ``programme-items-with-`` and ``programme-frequency-<string>``; ``programme-contact-items`` and ``-with-<string>`` of the same months."""
    table = programme_and_contacts(tables)
    months = table.drop_duplicates("month")
    total = int(months["n_items"].sum())
    copies = (
        Withheld(
            f"stored copies of the scripts of China’s evening news programme, {months['month'].iloc[0]} to {months['month'].iloc[-1]}, counted by month (beijing_months.csv)",
            f"{total} items",
            COPIES,
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
            Row("beijing_months.csv", row.month, f"{row.n_items} items")
            for row in months.itertuples()
        ),
    )
    start = datetime.date.fromisoformat(f"{months['month'].iloc[1]}-01")
    own = tables["beijing_items"].dropna(subset=["event_date"])
    own = own[own["broadcast_date"] >= start]
    yield Finding(
        "programme-contact-items",
        len(own),
        "items on contacts of Putin and Xi in these months",
        rows=tuple(Row("beijing_items.csv", item.item, _about(item)) for item in own.itertuples()),
    )
    counts = tables["beijing_item_terms"]
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
        rows = tuple(
            Row("beijing_item_terms.csv", item.item, _about(item))
            for item in own[
                own["item"].isin(counts.loc[counts["term"] == term, "item"])
            ].itertuples()
        )
        yield Finding(
            slug("programme-contact-items-with", term),
            len(rows),
            f"of its items on contacts of Putin and Xi, those with {term}",
            (len(own), "items on contacts"),
            rows=rows,
        )
