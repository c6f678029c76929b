"""After a link that no longer leads anywhere stands one to its archived copy, where ``make links`` has found both."""

import pandas as pd
from docutils import nodes

TABLE, COLUMNS = "links", ("address", "status", "said", "archived")
GONE = {404, 410}  # other statuses can be meant for programs alone
NO_HOST = "there is no host"


def copies(links: pd.DataFrame) -> dict[str, str]:
    """Return the archived copies of the addresses that are gone, by address.

    Examples
    --------
    >>> copies(pd.DataFrame({"address": ["http://a", "http://b"], "status": [404, 403], "said": None, "archived": "http://copy"}))
    {'http://a': 'http://copy'}
    """
    gone = links["status"].isin(GONE) | links["said"].fillna("").astype(str).str.contains(
        NO_HOST, regex=False
    )
    kept = links[gone & links["archived"].notna()]
    return dict(zip(kept["address"], kept["archived"]))


def add_copies(app, doctree: nodes.document, docname: str) -> None:
    """Put the link to the copy after each link of a page that is gone."""
    links = app.readouts_report.corpus.tables.get(TABLE)
    known = copies(links) if links is not None and set(COLUMNS) <= set(links) else {}
    for link in list(doctree.findall(nodes.reference)) if known else ():
        if copy := known.get(link.get("refuri")):
            place = link.parent.index(link) + 1
            archived = nodes.reference("", "archived copy", refuri=copy, internal=False)
            link.parent[place:place] = [nodes.Text(" ("), archived, nodes.Text(")")]


def setup(app) -> None:
    """Register the event, after the pages are filled."""
    app.connect("doctree-resolved", add_copies, priority=700)
