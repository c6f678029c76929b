"""Give each ``{numref}`` its number. Sphinx would read the page that holds the figure from disk anew for each of them."""

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform


class Pages:
    """The environment of a build, whose pages are read once. They are for looking only: who changes one needs its own."""

    def __init__(self, env: BuildEnvironment):
        self._env = env
        self._read: dict[str, nodes.document] = {}

    def __getattr__(self, name: str):
        return getattr(self._env, name)

    def get_doctree(self, docname: str) -> nodes.document:
        """Return a page as it was read."""
        if docname not in self._read:
            self._read[docname] = self._env.get_doctree(docname)
        return self._read[docname]


class Numbers(SphinxPostTransform):
    """Replace each ``{numref}`` by its link, as Sphinx does; one that has no number is left to Sphinx, which says so."""

    default_priority = 9  # Sphinx's own transform of references has 10

    def run(self, **kwargs) -> None:
        """Resolve those of one page."""
        standard = self.env.get_domain("std")
        for node in list(self.document.findall(pending_xref)):
            if (node.get("refdomain"), node.get("reftype")) != ("std", "numref"):
                continue
            found = standard.resolve_xref(
                self.app.readouts_pages,
                node.get("refdoc", self.env.docname),
                self.app.builder,
                "numref",
                node["reftarget"],
                node,
                node[0].deepcopy(),
            )
            if found is not None:
                node.replace_self(found)


def remember(app, env) -> None:
    """Begin anew with each build."""
    app.readouts_pages = Pages(env)


def setup(app) -> None:
    """Register the transform."""
    app.connect("env-check-consistency", remember)
    app.add_post_transform(Numbers)
