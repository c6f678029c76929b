"""The figures and tables of a comparison, a module a chapter."""
