"""The figures and tables of a report, a module a chapter."""
