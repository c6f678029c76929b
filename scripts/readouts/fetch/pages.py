"""The readout on a page: its title, day and text, taken by where each known site puts them.

A site that ``sites.yml`` describes gives the whole of its text and nothing else. Any other page goes through Trafilatura,
which guesses what on it is the article; what a guess may have lost cannot be called absent, so such a text counts as
excerpts until a person says otherwise.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import lxml.html
import trafilatura
import yaml

from ..readers import language_names
from ..text.languages import language_of

Element: TypeAlias = lxml.html.HtmlElement


class Readout(NamedTuple):
    """What a page says.

    Attributes
    ----------
    text : str
        Paragraphs with an empty line between them; empty where the page has no readout.
    title : str
    date : datetime.date, optional
        Day of publication as the page has it.
    language : str
        ISO 639-1; empty where the page does not say.
    extractor : str
        What took the text from the page, with its version.
    completeness : {'full', 'excerpts'}
    note : str
        Why it is not full.
    """

    text: str
    title: str = ""
    date: datetime.date | None = None
    language: str = ""
    extractor: str = ""
    completeness: str = "full"
    note: str = ""


class Site(NamedTuple):
    """Where a site puts the parts of a readout; ``sites.yml`` says what each field is, and has the known sites."""

    name: str
    hosts: tuple[str, ...]
    text: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    languages: dict[str, str]
    furniture: str = ""
    text_label: str = ""
    title_label: str = ""
    date_in_address: str = ""


def _known_sites() -> tuple[Site, ...]:
    """Read ``sites.yml``, with its conditions on classes written out as XPath has them."""
    text = (Path(__file__).parent / "sites.yml").read_text(encoding="utf-8")
    written_out = re.sub(
        r"has-class\('([\w-]+)'\)",
        r"contains(concat(' ', normalize-space(@class), ' '), ' \1 ')",
        text,
    )
    return tuple(Site(**site) for site in yaml.safe_load(written_out))


SITES = _known_sites()
# Elements that begin and end a paragraph; the text around any other runs on.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
UNREAD = ".//script | .//style | .//noscript | .//template | .//iframe | .//object | .//svg | .//figure | .//video | .//audio | .//button | .//select | .//*[@hidden]"
TO_BE_CONTINUED = re.compile(r"(To be continued|Продолжение следует|未完待续)\W*$", re.IGNORECASE)
GUESSED_UP_TO = 1_000_000  # characters of a page; the guess takes minutes for a few million
ENOUGH = 80  # characters of a guessed text, without spaces and the words of links: fewer are a menu or a notice
# A tag of more than a thousand attributes, which no page needs: the parser holds each against all before it.
_CROWDED = re.compile(
    r"""<[a-z][^\s<>/]*+(?:[\s/]++[^\s<>=/"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"']*+))?+){1001}""",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]"
)  # that HTML forbids and a browser does not show
# The day of an element that says it; any day of the text may be that of an earlier event, a year that of a copyright.
_DAYS_THAT_ARE_SAID = {"original_date": True, "extensive_search": False}
_SITE_NAME = re.compile(r"(_|\s[•|]\s).*$")


def extract(html: str, url: str) -> Readout:
    """Return the readout on a page.

    Parameters
    ----------
    html : str
    url : str
        Decides which site's places are looked in.

    Examples
    --------
    >>> page = "<h1>Telephone talk</h1><div id='content_area'><p>They spoke.</p><p>* * *</p></div>"
    >>> readout = extract(page, "https://tv.cctv.com/2022/06/15/VIDE1.shtml")
    >>> readout.title, readout.date, readout.text, readout.completeness
    ('Telephone talk', datetime.date(2022, 6, 15), 'They spoke.\\n\\n* * *', 'full')
    """
    tree, torn = _parsed(html)
    if tree is None:
        return Readout("", note=torn)
    site = _site(url)
    if site and any(tree.xpath(alternative) for part in site.text for alternative in part):
        readout = _from_site(tree, url, site)
    else:
        readout = _guessed(html, tree, url, site)
    return (
        readout._replace(
            completeness="excerpts", note="; ".join(filter(None, (readout.note, torn)))
        )
        if torn
        else readout
    )


def _site(url: str) -> Site | None:
    """Return the site at an address, or the site whose page an archive keeps under that address.

    Examples
    --------
    >>> _site("https://web.archive.org/web/2022/https://tv.cctv.com/2022/06/15/VIDE1.shtml").name
    'tv.cctv.com'
    >>> _site("https://notcctv.com/") is None
    True
    """
    return next(
        (
            site
            for site in SITES
            for host in site.hosts
            if re.search(rf"//([\w-]+\.)*{re.escape(host)}(?=[:/]|$)", url)
        ),
        None,
    )


def _parsed(html: str) -> tuple[Element | None, str]:
    """Return the tree of a page without comments, or nothing where it has no element; and what the parser gives up on."""
    if _CROWDED.search(html):
        return None, "the page has a tag of more than a thousand attributes"
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = html.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.ParserError:  # an empty document
        return None, ""
    # By default libxml2 drops what lies deeper than its limit, and only logs that.
    fatal = parser.error_log.filter_from_fatals()
    return tree, "the page could not be read to its end" if fatal else ""


def _from_site(tree: Element, url: str, site: Site) -> Readout:
    """Return what stands in the places of a known site."""
    title = _first(tree, site.title)
    day = next(
        filter(None, (_day(_text(place)) for path in site.date for place in tree.xpath(path))),
        None,
    )
    if site.date_in_address and (found := re.search(site.date_in_address, urlsplit(url).path)):
        day = _date(*found.groups()) or day
    continued = _continued(tree, url)
    parts = [_first_text(tree, alternatives, site.furniture) for alternatives in site.text]
    text = re.sub(f"^{site.text_label}", "", "\n\n".join(filter(None, parts))).lstrip()
    note = continued or (
        "the page says that it is to be continued" if TO_BE_CONTINUED.search(text) else ""
    )
    return Readout(
        text,
        re.sub(f"^{site.title_label}", "", title),
        day,
        _language(url, site) or language_of(text),
        f"{site.name}, readouts {version('readouts')}",
        "excerpts" if note else "full",
        note,
    )


def _guessed(html: str, tree: Element, url: str, site: Site | None) -> Readout:
    """Return what Trafilatura takes for the article of a page, unless that is little but links."""
    if len(html) > GUESSED_UP_TO:
        return Readout(
            "",
            note=f"the page is of no known site, or in another form, and too large ({len(html):,} characters) for a guess",
        )
    found: Any = trafilatura.bare_extraction(
        html,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DAYS_THAT_ARE_SAID,
    )
    extractor = f"trafilatura {version('trafilatura')}"
    if not found:
        return Readout("", extractor=extractor)
    title = _line(found.title or "")
    lines = [line for line in map(_line, (found.text or "").splitlines()) if line]
    text = "\n\n".join(lines[1:] if lines and lines[0] == title else lines)
    if _size(text) - _of_links(tree, text) < ENOUGH:
        return Readout("", title, extractor=extractor)
    note = (
        f"the page has not the shape known of {site.name}; its text was guessed"
        if site
        else "its text was guessed"
    )
    return Readout(
        text,
        title,
        _day(found.date or ""),
        _language(url, site) or _declared_language(tree) or language_of(text),
        extractor,
        "excerpts",
        note,
    )


def _of_links(tree: Element, text: str) -> int:
    """Return how many characters of a text are the words of links."""
    links = Counter(_line(link.text_content()) for link in tree.iter("a"))
    return sum(
        _size(words) * min(number, text.count(words)) for words, number in links.items() if words
    )


def _size(text: str) -> int:
    return sum(map(len, text.split()))


def _first(tree: Element, paths: Iterable[str]) -> str:
    """Return the first of some places that says anything, as a line; the title of a window without the site's name."""
    for place in (place for path in paths for place in tree.xpath(path)):
        line = _line(_text(place))
        line = _SITE_NAME.sub("", line) if getattr(place, "tag", "") == "title" else line
        if line:
            return line
    return ""


def _first_text(tree: Element, alternatives: Iterable[str], furniture: str) -> str:
    places = (place for path in alternatives for place in tree.xpath(path)[:1])
    return next(filter(None, ("\n\n".join(_paragraphs(place, furniture)) for place in places)), "")


def _paragraphs(element: Element, furniture: str) -> list[str]:
    """Return the paragraphs of an element, without what is not read."""
    for unread in element.xpath(UNREAD + (f" | {furniture}" if furniture else "")):
        if unread.getparent() is not None:
            unread.drop_tree()
    paragraphs: list[str] = []
    run: list[str] = []
    for event, part in lxml.etree.iterwalk(element, events=("start", "end")):
        if part.tag in BLOCKS:
            paragraphs.append("".join(run))
            run = []
        run.append(
            (part.text if event == "start" else part.tail if part is not element else "") or ""
        )
    return [line for line in map(_line, [*paragraphs, "".join(run)]) if line]


def _line(text: str) -> str:
    """Return a line as a browser shows it: white space is one space; a non-breaking space inside it stays."""
    return re.sub(r"[ \t\r\n\f]+", " ", _CONTROLS.sub("", text)).strip()


def _text(place: Element | str) -> str:
    return place if isinstance(place, str) else place.text_content()


def _day(text: str) -> datetime.date | None:
    """Return the first day in a text that is written year first.

    Examples
    --------
    >>> _day("发布时间：2022年06月15日 19:13"), _day("2022-06-15T16:00:00Z"), _day("15 June")
    (datetime.date(2022, 6, 15), datetime.date(2022, 6, 15), None)
    """
    return next(filter(None, (_date(*found) for found in _DAY.findall(text))), None)


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _language(url: str, site: Site | None) -> str:
    return (
        next((language for part, language in site.languages.items() if part in url), "")
        if site
        else ""
    )


def _declared_language(tree: Element) -> str:
    try:
        return language_names.code(tree.get("lang", ""))
    except ValueError:
        return ""


def _continued(tree: Element, url: str) -> str:
    """Say whether the page links to a further page of itself."""
    path = urlsplit(url).path.rstrip("/")
    further = re.compile(rf"{re.escape(path)}/page/[2-9]\d*/?$")
    return (
        "it goes on, on a further page"
        if path
        and any(further.search(urlsplit(str(link)).path) for link in tree.xpath("//a/@href"))
        else ""
    )
