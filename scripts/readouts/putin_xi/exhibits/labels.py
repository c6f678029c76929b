"""Headings that several chapters share."""

from ..report import BEIJING, KREMLIN

OF_KREMLIN = f"Kremlin, of {{finding}}`words-{KREMLIN}` words"
OF_BEIJING = f"Beijing, of {{finding}}`words-{BEIJING}` words"
