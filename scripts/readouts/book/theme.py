"""Sphinx extension that mends the theme of the book.

Each mend stands next to the reason for it. None of them forks the theme:
they are defaults, two or three templates, one stylesheet, one small script
and a few substitutions in the body of a page.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.config import Config
from sphinx.locale import _
from sphinx.search.en import SearchEnglish
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from ..text.tokens import HAN
from .table_markup import TABLE, mend_table

HERE = Path(__file__).parent
logger = logging.getLogger(__name__)

# Settings of Sphinx that hold unless the book's own configuration sets them.
DEFAULTS: dict[str, Any] = {
    # MathJax would come from another host; browsers draw MathML themselves.
    "html_math_renderer": "mathml",
    # A snippet is fetched, which a browser refuses on file://.
    "html_show_search_summary": False,
    # Readers get the sources from the repository, not a second copy of them.
    "html_copy_source": False,
    "html_show_sourcelink": False,
    # One navigation landmark instead of loose items outside every landmark.
    "html_sidebars": {"**": ["book-nav.html"]},
    # A cell's code stands at the end of what it shows, under one short word.
    "nb_code_prompt_show": "Code",
    "nb_code_prompt_hide": "Code",
    # Never a date or a time in a page.
    "html_last_updated_fmt": None,
}

# Options of the theme that hold unless the book sets them.
THEME_DEFAULTS: dict[str, Any] = {
    # Theme 1.3 on top of its parent 0.17 shows a second, empty header.
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    # An advertisement's placeholder stands here by default.
    "primary_sidebar_end": [],
    # Sources are not copied, so there is nothing to download; browsers have
    # their own full screen and their own way to the top.
    "use_download_button": False,
    # A bare © says neither what may be done with the book nor how it is cited.
    "footer_content_items": ["book-footer.html"],
    "use_fullscreen_button": False,
    "back_to_top_button": False,
}

# Scripts and styles that no page of the book needs. ``fontawesome.js`` (1.4 MB)
# and ``bootstrap.js`` (tooltips) are left out by the template ``layout.html``.
UNPUBLISHED = (
    ".buildinfo",
    "_static/images",
    "_static/locales",
    "_static/sbt-webpack-macros.html",
    "_static/webpack-macros.html",
    "_static/scripts/bootstrap.js*",
    "_static/scripts/fontawesome.js*",
    "_static/scripts/*.map",
    "_static/styles/*.map",
    "_static/styles/theme.css",
    "_static/vendor",
)

SPLITTER = r"""
// Han has no spaces: a run is queried as its overlapping pairs of characters,
// as it was indexed; a single character as itself.
function splitQuery(query) {
  const words = query.match(/[%(han)s]+|(?:(?![%(han)s])[\p{L}\p{N}_])+/gu) || [];
  return words.flatMap(word => {
    const characters = [...word];
    if (!/^[%(han)s]/u.test(word) || characters.length < 2) return [word];
    return characters.slice(1).map((character, i) => characters[i] + character);
  });
}
"""


class SearchHan(SearchEnglish):
    """English search that also finds Chinese words inside a sentence.

    A run of Han is indexed as its single characters and its overlapping pairs.
    Russian needs nothing: a word is found by its form or by a part of it.
    It takes the place of English, so ``language: en`` keeps its meaning.
    """

    lang = "en"
    js_splitter_code = SPLITTER % {"han": HAN}
    _word = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])\w)+")
    _han = re.compile(rf"[{HAN}]")

    def split(self, input: str) -> list[str]:
        """Return the words of a text, Han as characters and pairs."""
        words: list[str] = []
        for word in self._word.findall(input):
            if self._han.match(word):
                words += [*word, *(a + b for a, b in pairwise(word))]
            else:
                words.append(word)
        return words


class SinglePage(SingleFileHTMLBuilder):
    """The whole book on one page, which stands in the folder of the first chapter.

    Sphinx calls that page ``#document-<name>`` and links to it as seen from the site's root, so that from the page
    itself neither its styles nor its anchors are found.
    """

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a chapter, as seen from the site's root."""
        uri = super().get_target_uri(docname, typ)
        return f"{self.config.root_doc}{self.out_suffix}{uri}" if uri.startswith("#") else uri

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a chapter, as seen from the page: an anchor."""
        return super().get_target_uri(to, typ)

    def fix_refuris(self, tree: nodes.Node) -> None:
        """Leave the last anchor of ``#document-<name>#<anchor>``."""
        for reference in tree.findall(nodes.reference):
            if reference.get("refuri", "").startswith("#"):
                reference["refuri"] = "#" + reference["refuri"].rpartition("#")[2]


def set_defaults(app: Sphinx, config: Config) -> None:
    """Set what the book's configuration leaves open.

    ``READOUTS_BASEURL`` in the environment is the address at which the site is published; who publishes it sets it
    and edits no file. Without an address no page names one.
    """
    given = config._raw_config
    for name, value in DEFAULTS.items():
        if name not in given:
            config[name] = value
    config.html_baseurl = os.environ.get("READOUTS_BASEURL") or config.html_baseurl or ""
    config.html_theme_options = THEME_DEFAULTS | config.html_theme_options
    config.templates_path.insert(0, str(HERE / "templates"))
    config.html_static_path.append(str(HERE / "static"))


def make_folders(app: Sphinx, config: Config) -> None:
    """Make the folders under ``_build`` that ``html_extra_path`` names.

    Sphinx warns of a folder that is not there when the build starts, although
    the build itself fills it.
    """
    for name in config.html_extra_path:
        if Path(name).parts[:1] == ("_build",):
            Path(app.confdir, name).mkdir(parents=True, exist_ok=True)


def drop_thebe(app: Sphinx, config: Config) -> None:
    """Disconnect sphinx-thebe, which Jupyter Book loads whatever is set.

    It names a script on another host on every page, twice, and the second
    declaration of the same constant is an error in the console.
    """
    for listeners in app.events.listeners.values():
        listeners[:] = [
            listener
            for listener in listeners
            if not listener.handler.__module__.startswith("sphinx_thebe")
        ]
    styles = app.registry.css_files
    styles[:] = [style for style in styles if "thebe" not in style[0]]


def _mathml(node: nodes.Element, as_block: bool) -> str:
    try:
        return tex2mathml(node.astext(), as_block=as_block)
    except MathError as error:
        logger.warning("formula not understood: %s", error, location=node)
        return f"<code>{escape(node.astext())}</code>"


def visit_math(translator: Any, node: nodes.math) -> None:
    """Write a formula in a sentence as MathML."""
    translator.body.append(_mathml(node, as_block=False))
    raise nodes.SkipNode


def visit_displaymath(translator: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number, as MathML."""
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append(_mathml(node, as_block=True) + "</div>\n")
    raise nodes.SkipNode


# What other extensions write into a body, and what stands there instead.
BODY_MENDS: tuple[tuple[re.Pattern[str], Any], ...] = (
    # Neither pandas nor docutils aligns a column of numbers by its digits, or names a cell's column in it.
    (TABLE, mend_table),
    # A header cell without text heads nothing (axe: empty-table-header).
    (re.compile(r"<th\b[^>]*>\s*(?:<p>\s*</p>)?\s*</th>"), "<td></td>"),
    # myst-nb: the label hides the words that are seen (axe:
    # label-content-name-mismatch).
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    # myst-nb: two words, of which one is shown, where one says all.
    (
        re.compile(
            r'<p class="collapsed admonition-title">(.*?)</p>\s*<p class="expanded admonition-title">\1</p>'
        ),
        r'<span class="admonition-title">\1</span>',
    ),
    # myst-nb: no paragraph may stand in a summary.
    (
        re.compile(r'<p class="(collapsed|expanded) admonition-title">(.*?)</p>'),
        r'<span class="\1 admonition-title">\2</span>',
    ),
    # docutils: a deprecated role, and no child that a list may have.
    (re.compile(r'role="doc-biblioentry"'), 'role="listitem"'),
)

# Figures below the first screen need not be there at first load.
IMAGE = re.compile(r"<img (?![^>]*\bloading=)")


# The pages that Sphinx makes say what they are for, as every chapter does in its header.
GENERATED = {
    "search": "Search the chapters for words, in English, Russian or Chinese.",
    "genindex": "The terms of the glossary, and functions where the book describes any, in alphabetical order, each with its place.",
}
DESCRIBED = re.compile(r'<meta\b[^>]*\bname="description"')


def describe(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: Any) -> None:
    """Describe a generated page."""
    if pagename in GENERATED and not DESCRIBED.search(context.get("metatags", "")):
        context["metatags"] = (
            context.get("metatags", "")
            + f'\n<meta name="description" content="{GENERATED[pagename]}">'
        )


def mend_body(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: Any) -> None:
    """Mend the markup that other extensions write into a page."""
    body = context.get("body")
    if not body:
        return
    for pattern, replacement in BODY_MENDS:
        body = pattern.sub(replacement, body)
    if app.builder.name == "html":
        body = IMAGE.sub('<img loading="lazy" ', body)
    if app.builder.name == "singlehtml":
        # Every chapter has such an anchor but the first.
        body = f'<span id="document-{pagename}"></span>{body}'
    context["body"] = body


# What templates and writers put anywhere in a page, and what stands there instead.
PAGE_MENDS: tuple[tuple[re.Pattern[str], Any], ...] = (
    # A slash at the end of a void element says nothing in HTML; scripts are left as they are.
    (
        re.compile(
            r"(?P<script><script\b.*?</script>)"
            r"|<(?P<tag>area|br|col|hr|img|input|link|meta|source|wbr)\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/>",
            re.S,
        ),
        lambda match: match["script"] or f"<{match['tag']}{match['attributes']}>",
    ),
    # The theme's button that unfolds the chapters below one has a picture and no name (axe: summary-name).
    (
        re.compile(r'<summary>(?=<span class="toctree-toggle")'),
        '<summary aria-label="Chapters below">',
    ),
    # The element has the role by itself.
    (re.compile(r'(<main\b[^>]*?) role="main"'), r"\1"),
    # docutils and Sphinx each write one.
    (re.compile(r'(<meta name="viewport"[^>]*>)\s*<meta name="viewport"[^>]*>'), r"\1"),
)


def mend_pages(app: Sphinx, exception: Exception | None) -> None:
    """Mend what no template can be overridden for, in the pages as they were written."""
    if exception or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = mended = path.read_text(encoding="utf-8")
        for pattern, replacement in PAGE_MENDS:
            mended = pattern.sub(replacement, mended)
        if mended != page:
            path.write_text(mended, encoding="utf-8")


FORWARD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{description}">
<meta http-equiv="refresh" content="0; url={url}">{canonical}
<link rel="icon" href="data:,">
<title>{title}</title>
</head>
<body><main><h1><a href="{url}">{title}</a></h1></main></body>
</html>
"""


def forward(app: Sphinx, exception: Exception | None) -> None:
    """Write the page at the root that forwards to the first chapter.

    Jupyter Book writes one if there is none: without title, language or link.
    """
    path = Path(app.outdir, "index.html")
    if exception or app.builder.name != "html" or app.config.root_doc == "index":
        return
    url = app.builder.get_target_uri(app.config.root_doc)
    language = app.config.language or "en"
    title = escape(app.config.html_title)
    description = f"The way to the first page of “{title}”."
    address = posixpath.join(app.config.html_baseurl, url)
    canonical = (
        f'\n<link rel="canonical" href="{escape(address)}">' if app.config.html_baseurl else ""
    )
    page = FORWARD.format(
        language=language, url=url, title=title, description=description, canonical=canonical
    )
    path.write_text(page, encoding="utf-8")


def prune(app: Sphinx, exception: Exception | None) -> None:
    """Remove from the site what no page asks for."""
    if exception or app.builder.format != "html":
        return
    for pattern in UNPUBLISHED:
        for path in Path(app.outdir).glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the mends."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
    app.add_search_language(SearchHan)
    app.add_builder(SinglePage, override=True)
    app.connect("config-inited", set_defaults)
    app.connect("config-inited", make_folders)
    app.connect("config-inited", drop_thebe)
    app.connect("html-page-context", describe)
    app.connect("html-page-context", mend_body)
    app.connect("build-finished", forward)
    app.connect("build-finished", mend_pages, priority=890)
    app.connect("build-finished", prune, priority=900)
    # After the theme's own, so that they have the last word.
    app.add_css_file("fonts.css", priority=890)
    app.add_css_file("book.css", priority=900)
    app.add_js_file("book.js", priority=900)
    app.add_js_file("scripts/pydata-sphinx-theme.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
