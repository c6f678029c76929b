"""Roles for words that need a mark of their own."""

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .nodes import make


class LanguageRole(SphinxRole):
    """``{zh}`危机` ``: words of another language, marked as such for voices, fonts and hyphenation."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """The marked words."""
        return [make("span", self.text, lang=self.name)], []


class NotResultRole(SphinxRole):
    """``{plain}`95` ``: a number that is no result of this report (a convention, a name), so it opens nothing."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """The marked number."""
        return [make("span", self.text, **{"data_not_result": ""})], []


def setup(app) -> None:
    """Register the roles."""
    for language in ("zh", "ru"):
        app.add_role(language, LanguageRole())
    app.add_role("plain", NotResultRole())
