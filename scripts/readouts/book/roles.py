"""The role for a number that is no result."""

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from .nodes import make


class NotResultRole(SphinxRole):
    """``{plain}`95` ``: a number that is no result of this report (a convention, a name), so it opens nothing."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """Return the marked number."""
        return [make("span", self.text, data_not_result="")], []


def setup(app) -> None:
    """Register the role."""
    app.add_role("plain", NotResultRole())
