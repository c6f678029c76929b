"""The book's Sphinx extension: findings with their evidence, exhibits with their files, and the mended theme."""

from . import (
    archived,
    cards,
    catalogue,
    citing,
    command_help,
    controls,
    descriptors,
    directives,
    evidence,
    execution,
    exhibits,
    facing,
    freshness,
    gallery,
    hover,
    language_spans,
    nodes,
    notebooks,
    numrefs,
    reader,
    reader_search,
    reviewing,
    roles,
    theme,
    workbench,
)


def setup(app) -> dict:
    """Register the parts."""
    for part in (
        nodes,
        roles,
        freshness,
        execution,
        evidence,
        exhibits,
        citing,
        catalogue,
        gallery,
        descriptors,
        directives,
        facing,
        command_help,
        hover,
        archived,
        language_spans,
        reader,
        reader_search,
        reviewing,
        notebooks,
        numrefs,
        controls,
        theme,
        workbench,
        cards,
    ):
        part.setup(app)
    return {"version": "2", "parallel_read_safe": False, "parallel_write_safe": True}
