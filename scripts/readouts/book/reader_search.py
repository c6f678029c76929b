"""The search beside a reader: the words of its passages, shipped with the page, and the rules by which they are found.

The package cuts texts into words and normalises them here, while the book is built. The page's script does the same
to what is typed, by rules that are shipped from the package too, so that both give the same lines.
"""

import json
import sys
import unicodedata
from functools import lru_cache
from itertools import accumulate

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..corpora.corpus import absence
from ..reporting.results import side_name
from ..text import patterns, tokens
from .nodes import make
from .reader import Side, call_date, sides

HEADINGS = ("Side", "Passage", "Left", "Keyword", "Right")


def safe_json(value) -> str:
    """JSON that can stand in a script element: no text in it can end the element or begin another.

    Examples
    --------
    >>> print(safe_json("</script> &"))
    "\\u003c/script\\u003e \\u0026"
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def words_of(text: str) -> list[tuple]:
    """The words of a text, with their places as JavaScript counts them: a character beyond U+FFFF is two there.

    Where a word has an American form of its own, which a pattern with `*` finds too, that form follows.

    Examples
    --------
    >>> words_of("😀 a defence")
    [('a', 3, 4), ('defence', 5, 12, 'defense')]
    """
    place = list(accumulate((1 + (ord(character) > 0xFFFF) for character in text), initial=0))
    found = [(word.form, place[word.start], place[word.end], tokens.american(word.form)) for word in tokens.tokenize(text)]
    return [word if word[3] != word[0] else word[:3] for word in found]


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    """The characters that case folding turns into something else than lower case."""
    return {character: character.casefold() for character in map(chr, range(sys.maxunicode + 1)) if character.casefold() != character.lower()}


def rules(forms: set[str]) -> dict:
    """The rules of normalisation, without what cannot matter for a page with these words.

    A spelling or a folding whose result stands in no word of the page could lead to no line of it.
    """
    letters = {character for form in forms for character in form}
    bases = {part.partition("'")[0] for form in forms for part in form.split("-")}
    return {
        "han": tokens.HAN, "apostrophes": tokens._APOSTROPHE, "hyphens": tokens._HYPHEN,
        "closing": list(patterns._CLOSING.items()),
        "ize": tokens._IZE.pattern.replace("(?P<", "(?<"), "noSuffix": sorted(tokens._NO_SUFFIX),
        "spelling": {american: british for american, british in tokens.spelling().items() if british in bases},
        "fold": {character: folded for character, folded in _folded().items()
                 if set(unicodedata.normalize("NFC", folded).translate(tokens._FOLD)) <= letters},
    }


def page_data(both: list[Side]) -> dict:
    """What the page's script needs: the rules, the sides with their denominators, and the passages with their words."""
    segments = [(number, row, words_of(row.text)) for number, side in enumerate(both) for row in side.segments.itertuples()]
    forms = {word[0] for _, _, words in segments for word in words}
    return {
        "rules": rules(forms),
        "sides": [{"name": side_name(side.side), "words": int(side.segments["n_tokens"].sum()), "unit": _unit(side),
                   "passages": len(side.segments), "absence": absence(side.completeness)} for side in both],
        "segments": [{"id": row.segment_id, "side": number, "language": row.language, "text": row.text, "words": words}
                     for number, row, words in segments],
    }


def _unit(side: Side) -> str:
    return "Chinese characters" if len(side.segments) and (side.segments["language"] == "zh").all() else "words"


class ConcordanceDirective(SphinxDirective):
    """``{concordance} 2022-06-15``: a search in the quoted passages of one call."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The field, the places of its results, and the data; hidden until the script is there."""
        date = call_date(self)
        data = safe_json(page_data(sides(self.env.app.readouts_report, date)))
        data = nodes.raw("", f'<script type="application/json">{data}</script>', format="html")
        absent = make("p", "The search needs JavaScript.", classes=("needs-script",))
        form = make("div", *self._field(date), *self._results(), classes=("search",), hidden="")
        return [make("div", absent, form, data, classes=("concordance",), data_not_result="", data_call=str(date))]

    def _field(self, date) -> list[nodes.Element]:
        field, hint = f"concordance-{date}", f"concordance-{date}-hint"
        return [make("label", "Word, phrase, or pattern with *", **{"for": field}),
                make("input", ids=(field,), type="text", autocomplete="off", autocapitalize="none", spellcheck="false", dir="auto",
                     aria_describedby=hint),
                make("p", "Case and American or British spelling make no difference; * stands for any letters inside a word: ",
                     make("code", "sanction*"), ".", ids=(hint,), classes=("hint",)),
                make("p", role="alert", classes=("error",)), make("div", role="status", classes=("counts",))]

    def _results(self) -> list[nodes.Element]:
        head = make("thead", make("tr", *(make("th", name, scope="col") for name in HEADINGS)))
        table = make("table", make("caption", "Keyword in context; a passage’s name leads to its whole text"), head, make("tbody"))
        box = make("div", table, classes=("pst-scrollable-table-container",), tabindex="0", role="region", aria_label="Concordance")
        buttons = [make("button", name, type="button", value=value) for name, value in (("Copy as text", "copy"), ("Save as CSV", "save"))]
        return [make("div", box, make("p", *buttons, make("span", role="status"), classes=("export",)), classes=("results",), hidden="")]


def setup(app) -> None:
    """Register the directive."""
    app.add_directive("concordance", ConcordanceDirective)
