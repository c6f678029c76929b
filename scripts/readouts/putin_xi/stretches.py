"""What fills a frame: see `readouts.report.stretches`."""

from ..report.stretches import described, findings, of_frames

__all__ = ["described", "findings", "of_frames"]
