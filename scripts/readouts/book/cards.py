"""What others read of a published site: the card of a shared page, the map of the site, the page for a wrong address.

All of it names whole addresses. A book without an address has none of it.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from . import citing
from .exhibits import in_order

# What networks show large.
SIZE = (1200, 630)
MARGIN = 40
IMAGE = "card.png"

DESCRIPTION = re.compile(r'<meta\b(?=[^>]*\bname="description")[^>]*\bcontent="([^"]*)"')

CARD = re.compile(r'<meta (?:property="og:|name="twitter:)[^>]*>')

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{pages}
</urlset>
"""

# It is shown at any depth, so it needs no other file.
NOT_FOUND = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="What is shown where “{title}” has no page at an address.">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>No such page — {title}</title>
<style>body {{ max-width: 36rem; margin: 15vh auto 0; padding: 0 1rem; font: 1.1rem/1.6 system-ui, sans-serif; }}</style>
</head>
<body><main>
<h1>No such page</h1>
<p>“{title}” has no page at this address.</p>
<p><a href="{front}">Go to the first page</a>, or <a href="{search}">search the book</a>.</p>
</main></body>
</html>
"""


def set_address(app: Sphinx, config: Config) -> None:
    """Take the site's address from ``CITATION.cff`` where neither the environment nor the configuration has one."""
    if not config.html_baseurl and Path(app.confdir, "CITATION.cff").exists():
        config.html_baseurl = citing.citation(Path(app.confdir)).get("url") or ""


def front_figure(app: Sphinx) -> dict | None:
    """Return the figure that stands first on the front page, or else in the book."""
    figures = [one for one in in_order(app.env) if one["kind"] == "figure"]
    on_front = [one for one in figures if one["docname"] == app.config.root_doc]
    return next(iter(on_front or figures), None)


def add_card(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: Any) -> None:
    """Say in a page's head what is shown where somebody shares its address."""
    base = app.config.html_baseurl
    if not base or app.builder.name != "html":
        return
    described = DESCRIPTION.search(context.get("metatags", ""))
    figure = front_figure(app)
    properties = {
        "og:type": "article",
        "og:site_name": escape(app.config.html_title),
        "og:title": escape(re.sub("<[^>]*>", "", context.get("title") or app.config.html_title)),
        "og:description": described[1] if described else "",
        "og:url": escape(_whole(base, app.builder.get_target_uri(pagename))),
    }
    if figure:
        properties |= {
            "og:image": escape(_whole(base, IMAGE)),
            "og:image:width": str(SIZE[0]),
            "og:image:height": str(SIZE[1]),
            "og:image:alt": escape(figure["alt"]),
        }
    lines = [
        f'<meta property="{name}" content="{value}">' for name, value in properties.items() if value
    ]
    kind = "summary_large_image" if figure else "summary"
    lines.append(f'<meta name="twitter:card" content="{kind}">')
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def write_site_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the picture of the cards, the map of the site, and the page for a wrong address."""
    base = app.config.html_baseurl
    if exception or not base or app.builder.name != "html":
        return
    site = Path(app.outdir)
    pages = [app.builder.get_target_uri(name) for name in sorted(app.env.found_docs)]
    (site / "sitemap.xml").write_text(
        SITEMAP.format(
            pages="\n".join(f"<url><loc>{escape(_whole(base, page))}</loc></url>" for page in pages)
        ),
        encoding="utf-8",
    )
    (site / "404.html").write_text(
        NOT_FOUND.format(
            language=app.config.language or "en",
            title=escape(app.config.html_title),
            front=escape(_whole(base, app.builder.get_target_uri(app.config.root_doc))),
            search=escape(_whole(base, "search.html")),
        ),
        encoding="utf-8",
    )
    _give_the_root_the_card_of_the_front_page(app, site)
    figure = front_figure(app)
    if figure:
        write_picture(site / f"figures/{figure['id']}.png", site / IMAGE)


def _give_the_root_the_card_of_the_front_page(app: Sphinx, site: Path) -> None:
    """Give the page at the root, which forwards and is what most people share, the card of the front page."""
    front, root = site / app.builder.get_target_uri(app.config.root_doc), site / "index.html"
    page = root.read_text(encoding="utf-8")
    if not CARD.search(page):
        card = "\n".join(CARD.findall(front.read_text(encoding="utf-8")))
        root.write_text(page.replace("</head>", f"{card}\n</head>", 1), encoding="utf-8")


def write_picture(figure: Path, path: Path) -> None:
    """Write a figure in the midst of a white picture of the size of a card."""
    from PIL import Image, ImageOps

    with Image.open(figure) as drawn:
        drawn = drawn.convert("RGBA")
        white = Image.new("RGBA", drawn.size, "white")
        drawn = Image.alpha_composite(white, drawn).convert("RGB")
    drawn = ImageOps.contain(drawn, (SIZE[0] - 2 * MARGIN, SIZE[1] - 2 * MARGIN))
    card = Image.new("RGB", SIZE, "white")
    card.paste(drawn, tuple((whole - own) // 2 for whole, own in zip(SIZE, drawn.size)))
    card.save(path, optimize=True)


def _whole(base: str, page: str) -> str:
    return f"{base.rstrip('/')}/{page}"


def setup(app: Sphinx) -> None:
    """Register what is added to pages and to the site."""
    # After the theme has taken the environment's address, and described the pages that Sphinx makes.
    app.connect("config-inited", set_address, priority=600)
    app.connect("html-page-context", add_card, priority=600)
    # After the figures are there, and before pages are mended.
    app.connect("build-finished", write_site_files, priority=800)
