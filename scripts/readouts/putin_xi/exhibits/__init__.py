"""The figures and tables of this report, a module a chapter."""
