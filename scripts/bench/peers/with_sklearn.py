"""scikit-learn: CountVectorizer for the words, then for the phrases that the patterns stand for. It gives no spans."""

import numpy as np
from common import WORD, arguments, expanded, keyness, lines, say
from sklearn.feature_extraction.text import CountVectorizer

corpus, patterns, out = arguments()
stretches = list(lines(corpus))
target = np.array([side == "target" for _, side, _ in stretches])
texts = [text for _, _, text in stretches]
words = CountVectorizer(token_pattern=WORD)
counts = words.fit_transform(texts)
frequency = np.asarray(counts[target].sum(0)).ravel(), np.asarray(counts[~target].sum(0)).ravel()
keyness(*frequency)
phrases = {
    pattern: [" ".join(phrase) for phrase in found]
    for pattern, found in expanded(patterns, words.vocabulary_).items()
}
vocabulary = sorted({phrase for found in phrases.values() for phrase in found})
longest = max(len(pattern.split()) for pattern in patterns)
found = CountVectorizer(
    token_pattern=WORD, ngram_range=(1, longest), vocabulary=vocabulary
).fit_transform(texts)
place = {phrase: number for number, phrase in enumerate(vocabulary)}
by_pattern = [found[:, [place[phrase] for phrase in own]].sum(1) for own in phrases.values() if own]
say(sum(column.sum() for column in by_pattern), counts.sum(), False)
