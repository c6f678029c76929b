"""Beijing's side: items of China's evening news programme, which of them belong to a contact of Putin and Xi, and the counts in them.

The texts are not given: the functions here make the tables of ``data/`` where the texts are at hand; see `fulltext`.
"""

import datetime
import re
from collections.abc import Iterator

import pandas as pd

# The programme opens an item with its own name, which is no word of the readout.
_OPENING = re.compile(r"\A\s*央视网消息\s*（新闻联播）：\s*")
_HANZI = re.compile("[\u4e00-\u9fff]")
_TITLE_OF_A_DOCUMENT = re.compile("《[^》]*》")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")

# What an item is, by its title: the first pattern that is found in it. Of the first group Xi and the president of Russia
# are the two who do something together, in person, by telephone or by video; these belong to a contact.
TOGETHER = {
    "call": r"^习近平同俄罗斯总统通电话$",
    "video": r"^习近平同俄罗斯总统举行视频会晤$",
    "meeting": r"^习近平会见俄罗斯总统$|^习近平同俄罗斯总统举行会晤$",
    "talks": r"^习近平同俄罗斯总统(?:举行)?会谈$",
    "small": r"^习近平同俄罗斯总统在.+小范围会晤$",
    "tea": r"^习近平同俄罗斯总统茶叙$",
    "press": r"^习近平同俄罗斯总统共同会见记者$",
    "welcome": r"^习近平举行仪式欢迎俄罗斯总统|^习近平出席俄罗斯总统举行的欢迎仪式$",
    "opening": r"^习近平同俄罗斯总统共同出席",
    "exhibition": r"^习近平同俄罗斯总统共同参观",
}
APART = {
    "message": r"致(?:贺信|贺电|贺辞|慰问电|电)",
    "announcement": r"将(?:对|赴)",
    "journey": r"^习近平(?:对|抵达|离京)",
    "article": r"发表署名文章$",
    "celebration": r"^习近平出席俄罗斯纪念",
    "summary": r"——习近平主席",
    "other-chinese": r"李强|韩正|丁薛祥",
    "other-russian": r"^习近平会见俄罗斯(?!总统)",
}


def kind(title: str) -> str:
    """What an item reports, by its title.

    Raises
    ------
    ValueError
        For a title that no pattern of the rule knows.

    Examples
    --------
    >>> kind("习近平同俄罗斯总统茶叙"), kind("李强会见俄罗斯总统")
    ('tea', 'other-chinese')
    """
    for name, pattern in {**TOGETHER, **APART}.items():
        if re.search(pattern, title):
            return name
    raise ValueError(f"title {title!r}: found none of the patterns of the rule, expected one")


def contact_day(text: str, broadcast: datetime.date) -> datetime.date:
    """The day that an item is about: the first that its text names, the last such day up to the broadcast.

    Examples
    --------
    >>> contact_day("当地时间30日下午", datetime.date(2022, 7, 1)).isoformat()
    '2022-06-30'
    """
    month, day = _DAY.search(text).groups()
    days = (broadcast - datetime.timedelta(days) for days in range(366))
    return next(
        date
        for date in days
        if date.day == int(day) and (month is None or date.month == int(month))
    )


def n_hanzi(text: str) -> int:
    """The length of an item: its Chinese characters; the programme's opening formula, digits, letters and punctuation are not counted.

    Examples
    --------
    >>> n_hanzi("央视网消息（新闻联播）：6月15日，“上合”峰会。")
    6
    """
    return len(_HANZI.findall(_OPENING.sub("", text)))


def occurrences(text: str, term: str, longer: tuple[str, ...] = ()) -> tuple[int, int]:
    """How often a string stands in a text, and how often of these inside a longer name or the title of a document (《》).

    Examples
    --------
    >>> occurrences("安全和全球安全倡议", "安全", ("全球安全倡议",))
    (2, 1)
    """
    apart = _TITLE_OF_A_DOCUMENT.sub("|", text)
    for name in longer:
        apart = apart.replace(name, "|")
    frequency = text.count(term)
    return frequency, frequency - apart.count(term)


def items(table: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """The table ``beijing_items`` with what the rule and the texts give; an item whose text is not at hand keeps its day and its length.

    Parameters
    ----------
    table : DataFrame
        ``beijing_items``.
    texts : dict of str to str
        SHA-256 to text.
    """
    rows = []
    for item in table.itertuples():
        text, name = texts.get(item.sha256), kind(item.title)
        day = item.event_date if text is None else contact_day(text, item.broadcast_date)
        rows.append(
            (name, day if name in TOGETHER else "", item.n_hanzi if text is None else n_hanzi(text))
        )
    made = pd.DataFrame(rows, columns=["kind", "event_date", "n_hanzi"], index=table.index)
    return table.assign(**made)[list(table.columns)].fillna("")


def item_terms(
    table: pd.DataFrame, strings: pd.DataFrame, kept: pd.DataFrame, texts: dict[str, str]
) -> pd.DataFrame:
    """``item, term, frequency, inside``: every string in every item that has it; an item whose text is not at hand keeps its rows."""
    longer = {
        row.term: tuple(row.inside.split("; "))
        if isinstance(row.inside, str) and row.inside
        else ()
        for row in strings.itertuples()
    }
    rows = []
    for item in table.itertuples():
        if item.sha256 in texts:
            counted = (
                (item.item, term, *occurrences(texts[item.sha256], term, names))
                for term, names in longer.items()
            )
            rows += [row for row in counted if row[2]]
        else:
            rows += kept.loc[
                kept["item"] == item.item, ["item", "term", "frequency", "inside"]
            ].itertuples(index=False, name=None)
    return pd.DataFrame(rows, columns=["item", "term", "frequency", "inside"])


def terms(
    table: pd.DataFrame, counts: pd.DataFrame, strings: pd.DataFrame, dates: pd.Series
) -> pd.DataFrame:
    """``event_date, term, frequency, inside, n_hanzi``: some contacts with the strings that are wanted of them; see `series`."""
    every = series(table, counts, strings, {})
    return every.loc[
        every["event_date"].isin(dates), ["event_date", "term", "frequency", "inside", "n_hanzi"]
    ]


def series(
    table: pd.DataFrame,
    counts: pd.DataFrame,
    strings: pd.DataFrame,
    contacts: dict[datetime.date, str],
) -> pd.DataFrame:
    """Every contact with every string, all its items together, those with none included.

    Parameters
    ----------
    table, counts, strings : DataFrame
        ``beijing_items``, ``beijing_item_terms``, and those rows of ``beijing_strings`` that are wanted.
    contacts : dict of date to str
        Day to the name of the contact; see `contact_names`.

    Returns
    -------
    DataFrame
        ``event_date, contact, term, frequency, inside, n_hanzi, n_items``
    """
    own = table[table["kind"].isin(TOGETHER)]
    sizes = (
        own.groupby("event_date")
        .agg(n_hanzi=("n_hanzi", "sum"), n_items=("item", "size"))
        .reset_index()
    )
    found = (
        counts.merge(own[["item", "event_date"]], on="item")
        .groupby(["event_date", "term"])[["frequency", "inside"]]
        .sum()
        .reset_index()
    )
    grid = sizes.merge(strings[["term"]], how="cross").merge(
        found, how="left", on=["event_date", "term"]
    )
    grid = grid.assign(
        contact=grid["event_date"].map(contacts),
        **grid[["frequency", "inside"]].fillna(0).astype(int),
    )
    return grid[["event_date", "contact", "term", "frequency", "inside", "n_hanzi", "n_items"]]


def contact_names(events: pd.DataFrame) -> dict[datetime.date, str]:
    """Day to a contact's name: the city of a meeting, else ``phone`` or ``video``."""
    forms = {"telephone": "phone", "video": "video"}
    return {
        row.date: row.place.lower() if row.form == "meeting" else forms[row.form]
        for row in events.itertuples()
    }


# Strings that can name the war, by the code of the codebook that each is one of. Bare 问题, "question, issue", is a word for any matter; it is looked for with Ukraine alone.
NAMES = {
    "special-military-operation": ("特别军事行动",),
    "actions": ("行动",),
    "issue": ("乌克兰问题",),
    "situation": ("局势", "形势"),
    "crisis": ("危机",),
    "conflict": ("冲突",),
    "war": ("战争", "战事", "止战"),
    "attack": ("进攻", "攻击", "袭击"),
    "invasion": ("入侵",),
    "aggression": ("侵略",),
    "occupation": ("占领",),
}
NAME_OF = {term: name for name, strings in NAMES.items() for term in strings}
_NAMES = re.compile("|".join(NAME_OF))
THIS_WAR = "this war"


def stretches(table: pd.DataFrame, kept: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    """The table ``naming_stretches``: every match of a string of `NAMES` in the items of contacts, with what a reader wrote of it.

    A match that nobody has read has an empty cell, so that it differs from the table in ``data/``.
    """
    read = {(row.item, row.start, row.term): row.of for row in kept.itertuples()}
    rows = []
    for item in table[table["kind"].isin(TOGETHER)].itertuples():
        if item.sha256 in texts:
            rows += [
                (
                    item.item,
                    place.start(),
                    place[0],
                    read.get((item.item, place.start(), place[0]), ""),
                )
                for place in _NAMES.finditer(texts[item.sha256])
            ]
        else:
            rows += kept.loc[kept["item"] == item.item, ["item", "start", "term", "of"]].itertuples(
                index=False, name=None
            )
    return pd.DataFrame(rows, columns=["item", "start", "term", "of"])


def counts(
    tables: dict[str, pd.DataFrame], texts: dict[str, str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of Beijing's side by its name, made anew."""
    strings = tables["beijing_strings"]
    table = items(tables["beijing_items"], texts)
    found = item_terms(table, strings, tables["beijing_item_terms"], texts)
    calls = tables["readouts"].query("language == 'zh'")["event_date"]
    yield "beijing_items", table
    yield "beijing_item_terms", found
    yield "beijing_terms", terms(table, found, strings[strings["in_terms"]], calls)
    yield (
        "beijing_series",
        series(table, found, strings[strings["in_series"]], contact_names(tables["events"])),
    )
    yield "naming_stretches", stretches(table, tables["naming_stretches"], texts)
