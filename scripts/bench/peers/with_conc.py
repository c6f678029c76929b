"""conc: two corpora built, and their keyness. It has no wildcards and codes no dictionary, so it does part of the work."""

import contextlib
import json
import sys

import spacy
from common import arguments, say
from conc.corpus import Corpus
from conc.keyness import Keyness
from spacy.language import Language

DISABLED = ("parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler")


@Language.component("nothing")
def nothing(doc):
    """A part of the pipeline that does nothing, for conc to disable."""
    return doc


def blank(model: str):
    """conc uses spaCy for its tokeniser alone, and its default model is a download: the same tokeniser without one."""
    pipeline = spacy.blank("en")
    for name in DISABLED:
        pipeline.add_pipe("nothing", name=name)
    return pipeline


spacy.load = blank
corpus, patterns, out = arguments()
sides = {}
for side in ("target", "reference"):
    (out / side).mkdir()
    with corpus.open(encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if row["side"] == side:
                (out / side / f"{number}.txt").write_text(row["text"], encoding="utf-8")
    with contextlib.redirect_stdout(sys.stderr):
        sides[side] = Corpus(side).build_from_files(str(out / side), str(out))
Keyness(sides["target"], sides["reference"]).keywords(
    page_size=10**9, exclude_negative_keywords=False
).to_frame()
say(0, sum(one.word_token_count for one in sides.values()), False)
