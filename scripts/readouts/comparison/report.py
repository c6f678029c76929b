"""The loader under the name that books of version 0.1.0 have in their settings and chapters."""

from ..report import load

__all__ = ["load"]
