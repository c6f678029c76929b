"""The tables of a report: each a function of the report that gives a `publish.Table`. Its name is its id."""

from .chapters import exhibits

TABLES = exhibits("tables")
__all__ = ["TABLES", *(table.__name__ for table in TABLES)]
globals().update({table.__name__: table for table in TABLES})
