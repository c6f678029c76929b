"""What a page says of itself to reference managers and search engines: Highwire tags, schema.org, and COinS for each figure.

Zotero reads the tags of a page without figures, and of one with figures the COinS, of which it offers a list: the book is the
last of them. No address stands in them unless the book has one.
"""

import json
import posixpath
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from ..report import citation
from ..report.publish import data_sha256

REPORT = "#report"  # the book, as seen from any of its pages


def coins(cff: dict, title: str, kind: str, place: str = "", source: str = "") -> str:
    """Return the title of an empty span of class ``Z3988``, which reference managers read (COinS).

    Parameters
    ----------
    cff : dict
        See `citation.citation`.
    title : str
    kind : str
        A type of item as Zotero calls it: ``artwork``, ``report``.
    place : str
        Its address, where it has one.
    source : str
        What it is a part of.
    """
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", kind),
        ("rft.title", title),
        *(("rft.creator", name) for name in citation.authors(cff)),
        ("rft.date", str(cff.get("date-released", ""))),
        ("rft.publisher", citation.publisher(cff)),
        ("rft.source", source),
        ("rft.rights", citation.licence(cff)),
        ("rft.identifier", place if citation.is_url(place) else ""),
        ("rft.identifier", f"info:doi/{cff['doi']}" if "doi" in cff else ""),
    ]
    return urlencode([one for one in said if one[1]])


def tags(cff: dict, title: str, address: str = "", front: bool = False) -> str:
    """Return the tags in a page's head, as Google Scholar and Zotero read them."""
    said = [
        ("title", cff["title"] if front else title),
        *(("author", name) for name in citation.authors(cff)),
        ("publication_date", str(cff.get("date-released", "")).replace("-", "/")),
        ("technical_report_institution" if front else "inbook_title", citation.publisher(cff) if front else cff["title"]),
        ("publisher", citation.publisher(cff)),
        ("doi", cff.get("doi", "") if front else ""),
        ("public_url", address),
    ]  # fmt: skip
    return "\n".join(
        f'<meta name="citation_{name}" content="{escape(value)}">' for name, value in said if value
    )


def graph(cff: dict, figures: list[dict], address: str = "", up: str = "") -> dict:
    """Return the book, and the figures of a page with their data, by the vocabulary of schema.org.

    Parameters
    ----------
    cff : dict
    figures : list of dict
        Of the page: ``id, title, alt`` and the CSV under ``files``.
    address : str
        Of the book, where it has one.
    up : str
        From the page to the root of the site.
    """
    people = [_agent(author) for author in cff["authors"]]
    licence = citation.licence(cff)
    shared = {
        "author": people,
        "datePublished": str(cff.get("date-released", "")),
        "version": str(cff.get("version", "")),
        "license": f"https://spdx.org/licenses/{licence}.html" if licence else "",
    }
    book = {"@type": "Report", "@id": address or REPORT, "name": cff["title"], "url": address}
    book |= {"abstract": cff.get("abstract", "").strip(), "sameAs": citation.doi(cff)} | shared
    said = [book]
    for figure in figures:
        name, path = figure["id"], f"{up}figures/{figure['id']}"
        part = {"isPartOf": {"@id": book["@id"]}, "creditText": figure["citation"]} | shared
        said.append(
            {"@type": "ImageObject", "@id": f"#fig-{name}", "name": figure["title"], "description": figure["alt"],
             "contentUrl": f"{path}.svg", "encodingFormat": "image/svg+xml", "isBasedOn": {"@id": f"#data-{name}"}} | part
        )  # fmt: skip
        file = {"@type": "DataDownload", "contentUrl": f"{path}.csv", "encodingFormat": "text/csv"}
        file["sha256"] = data_sha256(figure["files"]["csv"])
        said.append(
            {"@type": "Dataset", "@id": f"#data-{name}", "name": f"Data of the figure: {figure['title']}",
             "description": figure["alt"], "distribution": file} | part
        )  # fmt: skip
    return {
        "@context": "https://schema.org",
        "@graph": [{key: value for key, value in one.items() if value} for one in said],
    }


def _agent(author: dict) -> dict[str, str]:
    (name,) = citation.authors({"authors": [author]})
    return {"@type": "Organization" if "name" in author else "Person", "name": name}


def describe(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Put into the head of a page of the book what it is, and what its figures are."""
    if doctree is None or app.builder.name != "html":
        return
    cff, base = citation.citation(Path(app.srcdir)), app.config.html_baseurl
    front = pagename == app.config.root_doc
    place = posixpath.join(base, app.builder.get_target_uri(pagename)) if base else ""
    figures = [
        exhibit
        | {"citation": citation.reference(cff, (exhibit["title"], exhibit["id"]), f"{place}#fig-{exhibit['id']}" if place else "")}
        for exhibit in app.env.get_domain("readouts").data["exhibits"].values()
        if exhibit["docname"] == pagename and exhibit["kind"] == "figure"
    ]  # fmt: skip
    title = app.env.titles[pagename].astext()
    head = [context.get("metatags", ""), tags(cff, title, place, front)]
    if front or figures:
        said = json.dumps(
            graph(cff, figures, base, "../" * pagename.count("/")), ensure_ascii=False
        )
        # No text of a page ends the script.
        said = said.replace("<", "\\u003c")
        head.append(f'<script type="application/ld+json">{said}</script>')
    context["metatags"] = "\n".join(head)
    if figures:
        whole = escape(coins(cff, cff["title"], "report", base))
        context["body"] = f'{context["body"]}<span class="Z3988" title="{whole}"></span>'


def setup(app) -> None:
    """Register the heads."""
    app.connect("html-page-context", describe)
