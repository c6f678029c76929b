"""Numbers of figures and tables in prose: Sphinx's own, from pages that are read once."""

from types import SimpleNamespace

from docutils import nodes
from readouts.book.numrefs import Numbers, Pages
from sphinx.addnodes import pending_xref


class Standard:
    """A domain that knows the figures of one page."""

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        if target not in env.get_doctree("chapters/words"):
            return None
        return nodes.reference("", f"{builder} {typ} {target}", refuri=fromdocname)


def environment():
    read = []
    return SimpleNamespace(
        docname="index",
        get_doctree=lambda docname: read.append(docname) or ["fig-one", "fig-two"],
        get_domain=lambda name: Standard(),
        read=read,
    )


def test_a_page_is_read_once_and_all_else_is_the_environment_s():
    env = environment()
    pages = Pages(env)
    assert pages.docname == "index"
    assert pages.get_doctree("a") is pages.get_doctree("a") and env.read == ["a"]


def test_each_numref_is_resolved_and_what_has_no_number_is_left_to_sphinx():
    env, document = environment(), nodes.document(None, None)
    for target, kind in {"fig-one": "numref", "fig-two": "numref", "lost": "numref", "fig-three": "ref"}.items():  # fmt: skip
        document += pending_xref(
            "", nodes.inline("", target), refdomain="std", reftype=kind, reftarget=target
        )
    transform = Numbers.__new__(Numbers)
    transform.document = document
    document.settings = SimpleNamespace(env=env)
    env.app = SimpleNamespace(readouts_pages=Pages(env), builder="html")
    transform.run()
    assert [node.astext() for node in document.findall(nodes.reference)] == [
        "html numref fig-one",
        "html numref fig-two",
    ]
    assert [node["reftarget"] for node in document.findall(pending_xref)] == ["lost", "fig-three"]
    assert env.read == ["chapters/words"]
