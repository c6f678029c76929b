"""Measures of frequencies, texts, neighbours and coders, as functions of arrays."""
