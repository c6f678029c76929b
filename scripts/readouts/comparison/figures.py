"""The figures of a comparison: each a function of the report that gives a `publish.Figure`. Its name is its id."""

from .exhibits.frames import coded_frames, codes_by_side
from .exhibits.timeline import frames_by_event
from .exhibits.words import content_words

FIGURES = (coded_frames, content_words, codes_by_side, frames_by_event)
