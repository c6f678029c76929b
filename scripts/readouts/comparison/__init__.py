"""What books that version 0.1.0 made import: the names of the one report; see `readouts.report`."""

from ..report import figures, tables

__all__ = ["figures", "tables"]
