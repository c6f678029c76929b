"""Figures and tables of what coders say of each sentence: who is made to speak, by which verb, and of which topics."""

from .agreement import coder_agreement
from .speakers import (
    names_by_speaker,
    reported_verbs,
    sentence_agency,
    sentence_speakers,
    sentences_by_speaker,
)
from .topics import sentence_topics, topics_by_account

__all__ = [
    "coder_agreement",
    "names_by_speaker",
    "reported_verbs",
    "sentence_agency",
    "sentence_speakers",
    "sentence_topics",
    "sentences_by_speaker",
    "topics_by_account",
]
