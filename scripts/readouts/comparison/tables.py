"""The tables of a comparison: each a function of the report that gives a `publish.Table`. Its name is its id."""

from .exhibits.frames import codes, frames
from .exhibits.keyness import keyness, keyness_needs
from .exhibits.readouts import events, readouts, sides
from .exhibits.silences import alone
from .exhibits.timeline import frames_of_events
from .exhibits.words import phrases, words, words_alone

TABLES = (
    sides,
    readouts,
    events,
    words,
    phrases,
    keyness,
    keyness_needs,
    frames,
    codes,
    alone,
    words_alone,
    frames_of_events,
)
