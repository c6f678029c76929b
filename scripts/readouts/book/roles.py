"""The roles for a number that is no result, and for a file of the data, which a reader can open."""

from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from .gallery import defused_file
from .nodes import make

logger = logging.getLogger(__name__)

# Of an environment, the files of the data to which each of its pages links.
KEPT = "readouts_data_files"


class NotResultRole(SphinxRole):
    """``{plain}`95` ``: a number that is no result of this report (a convention, a name), so it opens nothing."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """Return the marked number."""
        return [make("span", self.text, data_not_result="")], []


class DataRole(SphinxRole):
    """``{datafile}`data/approval_rules.md` ``: a file of the data, linked to its copy in the site."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """Return the link to the file, which is written into the site when the build ends."""
        if not Path(self.env.app.srcdir, self.text).is_file():
            logger.warning("there is no file %s", self.text, location=self.get_location())
            return [nodes.Text(self.text)], []
        _kept(self.env).setdefault(self.env.docname, set()).add(self.text)
        download = "" if self.text.endswith(".csv") else None
        shown = make("code", self.text)
        link = make("a", shown, href=f"site:{self.text}", download=download, data_not_result="")
        return [link], []


def _kept(env) -> dict[str, set[str]]:
    if not hasattr(env, KEPT):
        setattr(env, KEPT, {})
    return getattr(env, KEPT)


def forget(app, env, docname: str) -> None:
    """Forget the files of a page that will be read again."""
    _kept(env).pop(docname, None)


def write_data(app, exception) -> None:
    """Write into the site each file of the data to which one of its pages links."""
    if exception or app.builder.format != "html":
        return
    for name in sorted(set().union(*_kept(app.env).values())):
        path = Path(app.outdir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(defused_file(Path(app.srcdir, name)))


def setup(app) -> None:
    """Register the roles, and the writing of the files."""
    app.add_role("plain", NotResultRole())
    app.add_role("datafile", DataRole())
    app.connect("env-purge-doc", forget)
    app.connect("build-finished", write_data)
