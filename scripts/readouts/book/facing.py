"""The directive ``{facing}``: below each topic what one account has, beside what the other has or has not."""

from collections.abc import Sequence

import pandas as pd
import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..report import coverage
from ..report.findings import slug
from ..text import languages
from .evidence import reference
from .nodes import make

# What stands where an account does not state a topic.
GAP = "No sentence states this."
ELSEWHERE = "The account speaks of the matter in its own way: {}."
# How a voice is known, where it is not by name.
BASIS = {"implied": ", implied", "agentless": "", "narrator": ""}


class FacingDirective(SphinxDirective):
    """``{facing}``: the two accounts of the call in focus, topic by topic.

    Its content is a list in YAML. Each item has ``topic``, an id of ``topics.csv``; and for each side that states it the
    id of a passage and the words that are quoted of it. A side that is not named has a gap. ``terms`` are ids of
    ``key_terms.csv`` whose original stands below the words that have their English. An item that the data do not bear is
    an error: other words than the passage has, a gap where the topic is stated, or the reverse, a term that no side has.
    Below stands where the full texts are.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        report = self.env.app.readouts_report
        try:
            return [table(report, "\n".join(self.content)), _addresses(report)]
        except (ValueError, TypeError, yaml.YAMLError) as fault:
            raise self.error(f"facing: {fault}") from None


def table(report, content: str) -> nodes.Element:
    """Return the table of what the directive holds, a list in YAML of the arguments of `pair`."""
    topics = [pair(report, **item) for item in yaml.safe_load(content)]
    accounts = (
        _head(_account(side), f"side-{place}")
        for place, side in enumerate(report.settings.two, start=1)
    )
    head = make("thead", make("tr", *accounts))
    return make("table", head, *topics, classes=("facing",))


def _addresses(report) -> nodes.Element:
    """Return a line with a link to the full text of each side, by its language."""
    readouts = report.table("readouts")
    own = readouts[
        (readouts["event_date"] == report.settings.event) & (readouts["completeness"] == "full")
    ].set_index("side")
    links: list[nodes.Node] = []
    for side in report.settings.two:
        text = own.loc[side.id]
        words = f"{side.prose}’s {text['status']} in {languages.name(text['language'])}"
        links += [
            nodes.Text(", and " if links else "The full texts: "),
            nodes.reference("", words, refuri=text["url"]),
        ]
    return nodes.paragraph("", "", *links, nodes.Text("."), classes=["stated"])


def _head(text: str, *classes: str) -> nodes.Element:
    return make("th", text, classes=classes, scope="col")


def pair(report, topic: str, terms: Sequence[str] = (), **quotes: list[str]) -> nodes.Element:
    """Return the body of a topic: its name in one row, and below it what each account has.

    Parameters
    ----------
    report : Report
    topic : str
        An id of ``topics.csv``.
    terms : sequence of str
        Ids of ``key_terms.csv``.
    **quotes : [str, str]
        Of each side that states it: the id of a passage, and words of that passage.

    Raises
    ------
    ValueError
        If the data do not bear it.
    """
    sides, date = report.settings.two, report.settings.event
    coded = coverage.by_side(report.table("coverage"), date, [side.id for side in sides])
    coded = coded.set_index("topic")
    if topic not in coded.index:
        raise ValueError(f"found the topic {topic!r}, expected one of topics.csv")
    if unknown := set(quotes) - {side.id for side in sides}:
        raise ValueError(
            f"{topic}: found {', '.join(sorted(unknown))}, expected sides of the report"
        )
    originals = _originals(report, topic, terms, quotes)
    label = report.table("topics").set_index("topic")["label"][topic]
    finding = reference(report.findings[slug("topic", str(date), topic)])
    stated = make("p", "In ", finding, " of the two accounts", classes=("stated",))
    cells = (
        _cell(report, topic, coded, side, place, quotes.get(side.id), originals.get(side.id))
        for place, side in enumerate(sides, start=1)
    )
    name = make("p", label[:1].upper() + label[1:])
    head = make("th", name, stated, scope="rowgroup", colspan=str(len(sides)))
    return make("tbody", make("tr", head), make("tr", *cells))


def _originals(report, topic: str, terms: Sequence[str], quotes: dict) -> dict[str, nodes.Element]:
    """Return, for each side whose words have the English of some terms, their originals in its language."""
    found: dict[str, list[nodes.Node]] = {}
    known = report.table("key_terms").set_index("id") if terms else pd.DataFrame()
    for name in terms:
        if name not in known.index:
            raise ValueError(f"{topic}: found the term {name!r}, expected one of key_terms.csv")
        term, used = known.loc[name], False
        for side, (_, words) in quotes.items():
            language = _language(report, side)
            original = term.get(languages.name(language).lower())
            if term["english"].lower() in words.lower() and isinstance(original, str):
                said = found.setdefault(side, [nodes.Text(f"In {languages.name(language)}: ")])
                said += [nodes.Text("; ")] if len(said) > 1 else []
                said += [
                    make("span", original, lang=language),
                    nodes.Text(f", “{term['english']}”"),
                ]
                used = True
        if not used:
            raise ValueError(
                f"{topic}: no side’s words have {term['english']!r} of a known original"
            )
    return {side: make("p", *said, classes=("stated", "original")) for side, said in found.items()}


def _language(report, side: str) -> str:
    """Return the language in which a side wrote: that of its official text, or the one from which it was translated."""
    readouts = report.table("readouts")
    own = readouts[(readouts["side"] == side) & (readouts["status"] == "official text")]
    return own["language"].iloc[0] if len(own) else report.settings.original


def _cell(
    report, topic: str, coded: pd.DataFrame, side, place: int, quote, original
) -> nodes.Element:
    """Return what a side's account has of a topic, or the gap."""
    status = coded.loc[topic, side.id]
    if (status != "absent") != bool(quote):
        raise ValueError(
            f"{topic}, {side.id}: found {'words' if quote else 'no words'}, and coverage.csv has it {status}"
        )
    name = make("span", f"{_account(side)}: ", classes=("narrow-only",))
    if not quote:
        gap = make("p", name, GAP, *_linked(report, topic, coded, side))
        return make("td", gap, classes=("gap",), data_not_result="")
    segment_id, words = quote
    segments = report.corpus.segments.set_index("segment_id")
    if segment_id not in segments.index:
        raise ValueError(f"{topic}: found the passage {segment_id!r}, expected one of segments.csv")
    segment = segments.loc[segment_id]
    if segment["side"] != side.id or words not in " ".join(segment["text"].split()):
        raise ValueError(f"{segment_id}: {words!r} is no part of a passage of {side.id}")
    said = f"Speaker in the text: {_speaker(report, coded.loc[topic], side)}"
    return make(
        "td",
        make("p", name, make("q", words, lang=segment["language"])),
        *([original] if original else []),
        make("p", said, classes=("voice",)),
        classes=(f"side-{place}",),
        data_not_result="",
    )


def _account(side) -> str:
    return f"{side.opening}’s account"


def _speaker(report, found: pd.Series, side) -> str:
    voice, basis = found[f"{side.id}_voice"], found[f"{side.id}_basis"]
    said = voice.split("; ") if isinstance(voice, str) else ["nobody"]
    return " and ".join(map(report.settings.speaker, said)) + BASIS.get(basis, "")


def _linked(report, topic: str, coded: pd.DataFrame, side) -> list[nodes.Node]:
    """Say what the account has of the same matter, where it states the topic that is linked."""
    topics = report.table("topics").set_index("topic")
    other = topics["linked"].get(topic) if "linked" in topics else None
    if not isinstance(other, str) or not other or coded.loc[other, side.id] == "absent":
        return []
    return [nodes.Text(" " + ELSEWHERE.format(topics["label"][other]))]


def setup(app) -> None:
    """Register the directive."""
    app.add_directive("facing", FacingDirective)
