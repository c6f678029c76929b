"""The directive ``{facing}``: below each topic what one account has, beside what the other has or has not."""

from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..report import facing, figures
from ..report.facing import Account, Pair
from ..report.publish import MIME
from ..text import languages
from . import exhibits
from .evidence import reference
from .nodes import make


class FacingDirective(SphinxDirective):
    """``{facing}``: the figure of the two accounts of the call in focus, topic by topic, which a page has as a table.

    Which words are quoted, ``facing.yml`` says; what the data do not bear is an error. Below stands where the full texts are.
    """

    def run(self) -> list[nodes.Node]:
        """Return the figure, with its files and its citation below it, and the addresses."""
        app = self.env.app
        report = app.readouts_report
        try:
            shown = table(report)
        except ValueError as fault:
            raise self.error(f"facing: {fault}") from None
        content = figures.facing_quotations(report)._repr_mimebundle_()[MIME]
        caption = exhibits.caption(
            content, lambda text: self.parse_inline(text, lineno=self.lineno)[0]
        )
        label = exhibits.register(self.env, content)
        node = exhibits.figure(app, self.env.docname, content, shown, caption)
        node["ids"], node["names"] = [label], [label]
        self.state.document.note_explicit_target(node, node)
        return [node, _addresses(report)]


def table(report) -> nodes.Element:
    """Return what faces each other as a table."""
    topics = [body(report, one) for one in facing.pairs(report)]
    accounts = (
        make("th", _named(side), classes=(f"side-{place}",), scope="col")
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
        words = f"{side.prose}’s account in {languages.name(text['language'])}"
        if text["status"] == "official translation":
            words += ", the official translation"
        links += [
            nodes.Text(", and " if links else "The full texts: "),
            nodes.reference("", words, refuri=text["url"]),
        ]
    return nodes.paragraph("", "", *links, nodes.Text("."), classes=["stated"])


def body(report, one: Pair) -> nodes.Element:
    """Return the body of a topic: its name in one row, and below it what each account has."""
    finding = reference(report.findings[one.finding])
    stated = make("p", "In ", finding, " of the two accounts", classes=("stated",))
    cells = (_cell(account, place) for place, account in enumerate(one.accounts, start=1))
    name = make("p", one.label[:1].upper() + one.label[1:])
    head = make("th", name, stated, scope="rowgroup", colspan=str(len(one.accounts)))
    return make("tbody", make("tr", head), make("tr", *cells))


def _cell(account: Account, place: int) -> nodes.Element:
    """Return what a side's account has of a topic, or the gap."""
    name = make("span", f"{_named(account.side)}: ", classes=("narrow-only",))
    if not account.words:
        return make("td", make("p", name, account.gap), classes=("gap",), data_not_result="")
    return make(
        "td",
        make("p", name, make("q", account.words, lang=account.language)),
        *_original(account),
        make("p", f"Speaker in the text: {account.speaker}", classes=("voice",)),
        classes=(f"side-{place}",),
        data_not_result="",
    )


def _original(account: Account) -> list[nodes.Element]:
    """Return the line of the terms in the language of the account, with who quotes them where that is not the account."""
    said: list[nodes.Node] = []
    for quoted_by, terms in groupby(account.originals, key=lambda one: one.quoted_by):
        for number, one in enumerate(terms):
            source = f", as quoted by {quoted_by}" if quoted_by else ""
            opening = f"{'; in' if said else 'In'} {languages.name(one.language)}{source}: "
            said.append(nodes.Text("; " if number else opening))
            said += [
                make("span", one.words, lang=one.language),
                nodes.Text(f", “{one.english}”"),
            ]
    return [make("p", *said, classes=("stated", "original"))] if said else []


def _named(side) -> str:
    return f"{side.opening}’s account"


def setup(app) -> None:
    """Register the directive."""
    app.add_directive("facing", FacingDirective)
