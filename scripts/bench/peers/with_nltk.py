"""nltk: its tokeniser, frequency distributions and n-grams; every overlapping match, found by its first word."""

from collections import defaultdict

from common import WORD, arguments, expanded, keyness, lines, say
from nltk.probability import FreqDist
from nltk.tokenize import RegexpTokenizer

corpus, patterns, out = arguments()
tokenizer = RegexpTokenizer(WORD)
sides = {"target": FreqDist(), "reference": FreqDist()}
stretches = []
for document, side, text in lines(corpus):
    words = tokenizer.tokenize(text.lower())
    sides[side].update(words)
    stretches.append((document, words))
vocabulary = sorted(set(sides["target"]) | set(sides["reference"]))
keyness(
    [sides["target"][word] for word in vocabulary],
    [sides["reference"][word] for word in vocabulary],
)
phrases = defaultdict(list)  # a phrase to the patterns that it is a match of
for pattern, found in expanded(patterns, vocabulary).items():
    for phrase in found:
        phrases[phrase].append(pattern)
lengths = defaultdict(
    set
)  # the first word of a phrase to how many words phrases have that begin so
for phrase in phrases:
    lengths[phrase[0]].add(len(phrase))
hits, counts = 0, defaultdict(int)
with (out / "spans.csv").open("w", encoding="utf-8") as spans:
    for document, words in stretches:
        for place, word in enumerate(words):
            for length in lengths.get(word, ()):
                for pattern in (
                    phrases.get(tuple(words[place : place + length]), ())
                    if place + length <= len(words)
                    else ()
                ):
                    hits += 1
                    counts[document, pattern] += 1
                    spans.write(f"{document},{place},{place + length},{pattern}\n")
say(hits, sides["target"].N() + sides["reference"].N(), True)
