"""Texts with their descriptions, read from files and checked."""
