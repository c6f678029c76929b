"""What the chapter “Naming the war” claims in words, and that on other readouts of Beijing's texts, for ``test_claims.py``.

A claim on the items of the programme is asserted over every rule that could as well decide which of them belong to a contact.
"""

from readouts import paths
from readouts.report import settings
from readouts.report.figures import naming_programme
from readouts.report.naming import course, names, series
from this_report import CALLS, FULL_TEXTS, JUNE, Report, value

RULES_OF_SERIES = settings.read(paths.DATA).series
MAIN = ("call", "video", "meeting", "talks")
# What could as well be taken for the items of a contact: the main ones, these and the small ones, all, those with the summaries and the celebration.
RULES_OF_CONTACTS = (
    MAIN,
    (*MAIN, "small", "tea", "press"),
    RULES_OF_SERIES.together,
    (*RULES_OF_SERIES.together, "summary", "celebration", "article", "message"),
)


def _kremlin(report: Report, readout: str) -> set[str]:
    """The names of the war in a full text of the Kremlin."""
    return {name for name in RULES_OF_SERIES.names if value(report, f"code-{readout}-{name}")}


def _beijing(report: Report, date) -> set[str]:
    """The names of the war in the Chinese items on a contact, as read."""
    table = names.names_by_contact(RULES_OF_SERIES, report.corpus.tables)
    return set(table.loc[(table["event_date"] == date) & (table["frequency"] > 0), "name"])


def _contacts_naming(report: Report, name: str) -> list:
    table = names.names_by_contact(RULES_OF_SERIES, report.corpus.tables)
    return sorted(table.loc[(table["name"] == name) & (table["frequency"] > 0), "event_date"])


def _items_with(report: Report, term: str, kinds=tuple(RULES_OF_SERIES.kinds)):
    """The items of some kinds that have a string."""
    counts, items = report.table("beijing_item_terms"), report.table("beijing_items")
    return items[
        items["item"].isin(counts.loc[counts["term"] == term, "item"]) & items["kind"].isin(kinds)
    ]


def _of(report: Report, name: str) -> set[str]:
    """What the stretches of a name are of."""
    read = report.table("naming_stretches")
    return set(read.loc[read["term"].map(RULES_OF_SERIES.name_of) == name, "of"])


def _course(report: Report, kinds=RULES_OF_SERIES.together) -> dict[str, str]:
    """The course of every string, if the items of these kinds are those of a contact."""
    tables = report.corpus.tables
    items, strings = tables["beijing_items"], tables["beijing_strings"]
    table = series.series(
        RULES_OF_SERIES,
        items[items["kind"].isin(kinds)],
        tables["beijing_item_terms"],
        strings[strings["in_series"]],
        series.contact_names(tables["events"]),
    )
    return course.course(table).set_index("term")["course"].to_dict()


def _those(report: Report, course: str) -> set[str]:
    return {term for term, name in _course(report).items() if name == course}


def _evaluations(report: Report, code: str) -> set[str]:
    table = report.table("naming_standards")
    return set(table.loc[table["code"] == code, "evaluation"])


def _agents(report: Report) -> dict[str, str]:
    return report.table("naming").set_index("code")["agent_expressed"].to_dict()


CLAIMS = [
    (
        "naming.md",
        "In June 2022 the two readouts share no name for the war",
        lambda r: not _kremlin(r, FULL_TEXTS[1]) & _beijing(r, JUNE),
    ),
    (
        "naming.md",
        "“special military operation” and “the situation in Ukraine”. Beijing’s uses two others, “Ukraine issue”",
        lambda r: (
            (_kremlin(r, FULL_TEXTS[1]) - {RULES_OF_SERIES.apart.code}, _beijing(r, JUNE))
            == ({"special-military-operation", "situation"}, {"issue", "crisis"})
            and value(r, f"names-{FULL_TEXTS[1]}") == 2
            and value(r, f"frame-{FULL_TEXTS[1]}-naming") == 3
        ),
    ),
    (
        "naming.md",
        "In February they shared one name: the Chinese text itself used",
        lambda r: (
            _kremlin(r, FULL_TEXTS[0]) & _beijing(r, CALLS[0]) == {"special-military-operation"}
        ),
    ),
    (
        "naming.md",
        "in words that it attributes to Putin about eastern Ukraine",
        lambda r: (
            set(
                r.table("coverage")
                .query("topic == 'special-military-operation' and side == 'beijing'")
                .set_index("event_date")
                .loc[[CALLS[0]], "voice"]
            )
            == {"putin"}
        ),
    ),
    (
        "naming.md",
        "In June the Chinese text does not use the term",
        lambda r: value(r, "term-2022-06-15-特别军事行动") == 0,
    ),
    (
        "naming.md",
        "“special military operation” is in Putin’s sentence and “Russia’s actions” is in Xi’s",
        lambda r: (
            {
                (row.code, r.corpus.segments.at[row.segment_id, "speaker"])
                for row in r.coded.itertuples()
                if row.code in ("special-military-operation", "actions")
                and row.segment_id.startswith("kremlin-2022-06-15")
            }
            == {("special-military-operation", "putin"), ("actions", "xi")}
        ),
    ),
    (
        "naming.md",
        "Neither side’s full readout of either call uses “war” for the events",
        lambda r: (
            not any(value(r, f"code-{readout}-war") for readout in FULL_TEXTS)
            and not any(value(r, f"term-{date}-战争") for date in CALLS)
        ),
    ),
    (
        "naming.md",
        "Each implies that someone acts but names nobody",
        lambda r: (
            {_agents(r)[name] for name in ("special-military-operation", "attack", "invasion")}
            == {"implied"}
        ),
    ),
    (
        "naming.md",
        "only “Russia’s actions” says who acts",
        lambda r: [name for name, agent in _agents(r).items() if agent == "yes"] == ["actions"],
    ),
    (
        "naming.md",
        "it changes for “special military operation”, “issue” and “crisis”. It does not change for “situation”",
        lambda r: (
            [
                len(_evaluations(r, name))
                for name in ("special-military-operation", "issue", "crisis", "situation")
            ]
            == [2, 2, 2, 1]
            and (
                _kremlin(r, FULL_TEXTS[0])
                | _kremlin(r, FULL_TEXTS[1])
                | _beijing(r, CALLS[0])
                | _beijing(r, JUNE)
            )
            - {RULES_OF_SERIES.apart.code}
            == {"special-military-operation", "issue", "crisis", "situation"}
        ),
    ),
    (
        "naming.md",
        "once, on 25 February 2022, and on no later contact",
        lambda r: (
            _contacts_naming(r, "special-military-operation") == [CALLS[0]]
            and all(
                list(_items_with(r, "特别军事行动", kinds)["broadcast_date"]) == [CALLS[0]]
                for kinds in RULES_OF_CONTACTS
            )
        ),
    ),
    (
        "naming.md",
        "contacts, from June 2022 to 20 May 2026",
        lambda r: (
            [str(_contacts_naming(r, "crisis")[end]) for end in (0, -1)]
            == ["2022-06-15", "2026-05-20"]
            and str(_items_with(r, "乌克兰危机")["broadcast_date"].max()) == "2026-05-21"
        ),
    ),
    ("naming.md", "No contact’s items call it a war", lambda r: _contacts_naming(r, "war") == []),
    (
        "naming.md",
        "the last on 16 May 2024",
        lambda r: (
            str(_contacts_naming(r, "issue")[-1]) == "2024-05-16"
            and str(_items_with(r, "乌克兰问题")["broadcast_date"].max()) == "2024-05-17"
        ),
    ),
    (
        "naming.md",
        "stretches with a word for war are all about the Second World War, or about Israel and Iran",
        lambda r: _of(r, "war") == {"Second World War", "Israel and Iran"},
    ),
    (
        "naming.md",
        "the one on tea uses the word “crisis” and the one on the talks does not",
        lambda r: (
            [
                item.kind
                for item in _items_with(r, "乌克兰危机").itertuples()
                if str(item.event_date) == "2026-05-20"
            ]
            == ["tea"]
        ),
    ),
    (
        "naming.md",
        "Another rule would not bring “special military operation” back",
        lambda r: value(r, "items-with-特别军事行动") == 1,
    ),
    (
        "naming.md",
        "items, none of them on a contact between the two leaders",
        lambda r: (
            value(r, "programme-contact-items-with-特别军事行动")
            == 0
            < value(r, "programme-items-with-特别军事行动")
        ),
    ),
    (
        "naming.md",
        "“Ukraine crisis” and “Russia–Ukraine conflict” are in the largest numbers of items",
        lambda r: (
            set(r.table("beijing_months").groupby("term")["item_frequency"].sum().nlargest(2).index)
            == {"乌克兰危机", "俄乌冲突"}
        ),
    ),
    (
        "naming.md",
        "The second is nearly missing from items on contacts with Putin",
        lambda r: (
            value(r, "programme-contact-items-with-乌克兰危机")
            > 3 * value(r, "programme-contact-items-with-俄乌冲突")
            == 3
        ),
    ),
    (
        "reference.md",
        "“Ukraine crisis” stays. “Ukraine issue” goes: its last contact is that of 16 May 2024",
        lambda r: (
            (_course(r)["乌克兰危机"], _course(r)["乌克兰问题"]) == ("stays", "goes")
            and all(_course(r, kinds)["乌克兰问题"] == "goes" for kinds in RULES_OF_CONTACTS[:3])
        ),
    ),
    (
        "reference.md",
        "So do “interfere”, “internal affairs”, “Cold War mentality”, “territorial integrity” and the Global Security Initiative",
        lambda r: (
            _those(r, "goes")
            == {"乌克兰问题", "干涉", "内政", "冷战思维", "领土完整", "全球安全倡议"}
        ),
    ),
    (
        "reference.md",
        "and never about this war",
        lambda r: (
            "战争" in _those(r, "comes")
            and _of(r, "war") == {"Second World War", "Israel and Iran"}
        ),
    ),
    (
        "reference.md",
        "Taiwan is in none of the last {plain}`5` contacts",
        lambda r: (
            _course(r)["台湾"] == course.DEPENDS
            and value(r, "reference-last-5-台湾") == 0 < value(r, "reference-last-6-台湾")
        ),
    ),
    (
        "reference.md",
        "No string’s course stands out from chance",
        lambda r: course.course(r.table("beijing_series"))["holm"].min() > 0.1,
    ),
    (
        "reference.md",
        "The smallest p is that of “interfere”",
        lambda r: (
            course.course(r.table("beijing_series")).set_index("term")["p"].idxmin() == "干涉"
        ),
    ),
    (
        "reference.md",
        "in the items on calls, meetings and talks alone",
        lambda r: (
            _course(r, MAIN)["乌克兰危机"] == course.DEPENDS
            and str(_items_with(r, "乌克兰危机", MAIN)["event_date"].max()) == "2025-08-08"
        ),
    ),
    (
        "captions",
        "the first and the last month, which are not whole",
        lambda r: (
            list(naming_programme(r).data.query("not whole")["month"].unique())
            == [r.table("beijing_months")["month"].min(), r.table("beijing_months")["month"].max()]
        ),
    ),
]

RULES = [
    ("naming.md", "This description rests on the wording alone"),
    ("naming.md", "so that nobody mistakes them for a government’s"),
    ("reference.md", "With so few contacts this does not show that nothing changed"),
    ("captions", "it goes if for every such n one of the first has it and none of the last"),
]
