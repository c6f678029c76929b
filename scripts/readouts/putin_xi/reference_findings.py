"""Findings against other readouts: strata, frames, words, collocates, phrases, and the course of Beijing's terms."""

import datetime
from collections.abc import Iterator

import pandas as pd

from ..reporting import results
from ..reporting.findings import Finding, Row, Withheld, slug
from . import strata
from .strata import KREMLIN_AFTER

SHOWN_MEASURES = ("log_likelihood", "log_ratio", "percent_difference")
PAIR_MEASURES = ("mi", "t", "log_likelihood", "log_dice")
LEAST_WORDS = 3  # of the recurring phrases, those so long are findings
LONG_CALL = 200  # words: the length from which a call is set beside the two of this report


def findings(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """All findings against the reference lists; every id begins with ``reference-``."""
    of = {row.stratum: row for row in tables["reference_strata"].itertuples()}
    withheld = {name: (Withheld(f"{row.n_documents} texts: {row.label} ({row.source})", f"{row.n_tokens} words", row.source.split()[0], row.sha256),) for name, row in of.items()}
    texts = {row.readout_id: Withheld(f"{results.readout_name(row)}, {row.status}", f"{row.size:.0f} {row.size_unit}", row.url, row.sha256)
             for row in tables["readouts"].query("size_unit == 'words'").itertuples()}
    rates = strata.document_rates(tables)
    yield from _sizes(of, withheld)
    yield from _frames(tables, rates, of, withheld)
    yield from _places(tables, rates, of)
    words = {name: strata.call_words(tables, name) for name in (KREMLIN_AFTER, strata.WHITE_HOUSE)}
    yield from _words(words, of, withheld, texts)
    for name, table in words.items():
        yield from _keyness(table, name, of)
    yield from _alone(tables, words[KREMLIN_AFTER])
    yield from _nodes(tables["reference_words"], of, withheld)
    yield from _near(tables, withheld, texts)
    yield from _course(tables["beijing_series"])


def _sizes(of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-texts-``, ``reference-tokens-``, ``reference-types-``, ``reference-source-<stratum>``."""
    for name, row in of.items():
        for key, value, label in (("texts", row.n_documents, "texts"), ("tokens", row.n_tokens, "words"), ("types", row.n_types, "different words"),
                                  ("source", row.n_texts_in_source, "texts of the source from which the rule takes its own")):
            yield Finding(f"reference-{key}-{name}", value, f"{label}: {row.label}", withheld=withheld[name])


def _frames(tables: dict, rates: pd.DataFrame, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-has-``, ``reference-frequency-``, ``reference-rate-<stratum>-<frame>``; ``reference-shift-``, ``reference-shift-p-<frame>``."""
    labels = tables["frames"].set_index("frame")["label"]
    having = {key: table for key, table in rates[rates["frequency"] > 0].groupby(["stratum", "frame"])}
    for row in strata.frame_rates(tables, rates).itertuples():
        key, name = slug(row.stratum, row.frame), f"{labels[row.frame]}: {of[row.stratum].label}"
        own = having.get((row.stratum, row.frame), rates.iloc[:0])
        rows = tuple(Row("reference/documents.csv", text.document, f"{results.day(text.date)}: {text.frequency} stretches in {text.n_tokens} words") for text in own.itertuples())
        yield Finding(f"reference-has-{key}", row.document_frequency, f"texts that have the frame, {name}", (row.n_documents, "texts"), rows=rows)
        yield Finding(f"reference-frequency-{key}", row.frequency, f"coded stretches, {name}", (row.n_tokens, "words"), withheld=withheld[row.stratum])
        interval = f" ({row.low:.1f}–{row.high:.1f})" if row.low == row.low else ""
        yield Finding(f"reference-rate-{key}", row.rate, f"coded stretches per 1,000 words, {name}", parts=(f"reference-frequency-{key}", f"reference-tokens-{row.stratum}"),
                      formula="stretches over words, times 1,000; in brackets the 95 % percentile interval from drawing whole texts anew", shown=f"{row.rate:.1f}{interval}",
                      note="" if interval else "No text has the frame, so drawing texts anew gives no interval.")
    for row in strata.shifts(tables, rates).itertuples():
        parts = tuple(f"reference-rate-{name}-{row.frame}" for name in (KREMLIN_AFTER, strata.KREMLIN_BEFORE))
        label = f"{labels[row.frame]}, the Kremlin’s calls from 24 February 2022 less those before"
        yield Finding(f"reference-shift-{row.frame}", row.difference, f"difference of the rates per 1,000 words: {label}", parts=parts, formula="the one rate less the other",
                      shown=f"{row.difference:+.1f}".replace("-", "−"))
        for kind, value, how in (("p", row.p, ""), ("holm", row.holm, ", corrected by Holm over the frames")):
            yield Finding(f"reference-shift-{kind}-{row.frame}", value, f"two-sided p of that difference: {label}", parts=parts,
                          formula=f"share of {row.relabellings} relabellings of whole texts with as large a difference{how}", shown=_p(value))


def _places(tables: dict, rates: pd.DataFrame, of: dict) -> Iterator[Finding]:
    """``reference-rate-call-``, ``reference-percentile-``, ``reference-above-<readout>-<frame>``."""
    labels = tables["frames"].set_index("frame")["label"]
    texts = f"reference-texts-{KREMLIN_AFTER}"
    own = rates[rates["stratum"] == KREMLIN_AFTER]
    for row in strata.places(tables, rates).itertuples():
        key, count = slug(row.readout_id, row.frame), slug("frame", row.readout_id, row.frame)
        name = f"{labels[row.frame]}, {_call(row.readout_id)}, among: {of[KREMLIN_AFTER].label}"
        higher = own[(own["frame"] == row.frame) & (own["normalized_frequency"] > row.rate)]
        rows = tuple(Row("reference/documents.csv", text.document, f"{results.day(text.date)}: {text.frequency} stretches in {text.n_tokens} words") for text in higher.itertuples())
        yield Finding(f"reference-above-{key}", row.above, f"texts with a higher rate, {name}", (row.below + row.equal + row.above, "texts"), rows=rows)
        yield Finding(f"reference-rate-call-{key}", row.rate, f"coded stretches per 1,000 words: {labels[row.frame]}, {_call(row.readout_id)}", parts=(count, f"words-{row.readout_id}"),
                      formula="stretches over words, times 1,000", shown=f"{row.rate:.1f}")
        yield Finding(f"reference-percentile-{key}", row.percentile, f"percentile, {name}", parts=(count, f"reference-above-{key}", texts),
                      formula=f"{row.below} texts have a lower rate, {row.equal} the same, {row.above} a higher one; ties count half; in brackets the 95 % interval, widened by the ties",
                      shown=f"{row.percentile:.0f} ({row.low:.0f}–{row.high:.0f})")


def _words(words: dict[str, pd.DataFrame], of: dict, withheld: dict, texts: dict[str, Withheld]) -> Iterator[Finding]:
    """``reference-word-<stratum>-<word>``, ``reference-with-<stratum>-<word>``, ``reference-call-<readout>-<word>``, ``reference-high-<readout>-<word>``."""
    for name, table in words.items():
        seen = set()
        for row in table.itertuples():
            if row.word not in seen:
                seen.add(row.word)
                yield Finding(_id("reference-word", name, row.word), row.frequency_reference, f"“{row.word}”: {of[name].label}", (row.n_reference, "words"), patterns=(row.word,), withheld=withheld[name])
                yield Finding(_id("reference-with", name, row.word), row.document_frequency, f"texts with “{row.word}”: {of[name].label}", (row.n_documents, "texts"), patterns=(row.word,), withheld=withheld[name])
        if name != KREMLIN_AFTER:
            continue
        for row in table.itertuples():
            text = texts[row.readout_id]
            yield Finding(_id("reference-call", row.readout_id, row.word), row.frequency, f"“{row.word}”: {_call(row.readout_id)}", (row.n_target, "words"), patterns=(row.word,), withheld=(text,))
            yield Finding(_id("reference-high", row.readout_id, row.word), row.documents_as_high, f"texts with “{row.word}” at least as often per word as {_call(row.readout_id)}: {of[name].label}",
                          (row.n_documents, "texts"), patterns=(row.word,), withheld=withheld[name])
        for readout_id, own in table.groupby("readout_id"):
            least, text = own["rank_p"].min(), texts[readout_id]
            yield Finding(f"reference-family-{readout_id}", len(own), f"different words of {_call(readout_id)}", withheld=(text,))
            yield Finding(f"reference-attainable-{readout_id}", least, f"smallest p that a word of {_call(readout_id)} reaches", parts=(f"reference-texts-{name}",),
                          formula="one over the texts and the call: no text has the word as often", shown=_p(least))
            yield Finding(f"reference-attainable-holm-{readout_id}", own["holm"].min(), "the same, corrected by Holm over the words of the call",
                          parts=(f"reference-attainable-{readout_id}", f"reference-family-{readout_id}"), formula="p times the words of the call, 1 at most", shown=_p(own["holm"].min()))
            rare = own[own["document_frequency"] <= strata.RARE * own["n_documents"]]
            yield Finding(f"reference-rare-{readout_id}", len(rare), f"words of {_call(readout_id)} that at most one in twenty texts has: {of[name].label}", (len(own), "different words"),
                          rows=tuple(Row("reference/calls.csv", row.word, f"in {row.document_frequency} of {row.n_documents} texts") for row in rare.itertuples()))


def _keyness(words: pd.DataFrame, stratum: str, of: dict) -> Iterator[Finding]:
    """``reference-<stratum>-<measure>-<readout>-<word>`` for words that a call has at least twice, and the measures that it can bear."""
    for row in strata.call_keyness(words, least=2).to_dict("records"):
        parts = (_id("reference-call", row["readout_id"], row["word"]), _id("reference-word", stratum, row["word"]),
                 f"words-{row['readout_id']}", f"reference-tokens-{stratum}")
        for measure in SHOWN_MEASURES:
            if row[measure] == row[measure]:
                yield Finding(_id(f"reference-{stratum}-" + measure.replace("_", "-"), row["readout_id"], row["word"]), row[measure],
                              f"{MEASURES[measure]} of “{row['word']}”: {_call(row['readout_id'])} against: {of[stratum].label}",
                              parts=parts, formula=FORMULAS[measure], shown=f"{row[measure]:.{0 if measure == 'percent_difference' else 1}f}".replace("-", "−"),
                              note="The call or the calls have none; half an occurrence stands for it." if measure == "log_ratio" and row["log_ratio_has_zero"] else "")


MEASURES = {"log_likelihood": "G2 (two terms)", "log_ratio": "Log Ratio", "percent_difference": "%DIFF",
            "mi": "MI", "t": "t", "log_dice": "logDice"}
FORMULAS = {"log_likelihood": "2 [a ln(a/E1) + b ln(b/E2)]", "log_ratio": "log2 of the ratio of the rates", "percent_difference": "100 times the difference of the rates over the rate in the calls"}
PAIR_FORMULAS = {"mi": "log2(O/E)", "t": "(O − E)/√O", "log_likelihood": "G2 over the four cells", "log_dice": "14 + log2(2 O/(f node + f collocate))"}


def _alone(tables: dict, words: pd.DataFrame) -> Iterator[Finding]:
    """``reference-alone-``, ``reference-alone-share-<readout>``, and how many calls have as large a share."""
    table = strata.alone(tables, words)
    readouts = tables["readouts"].set_index("readout_id")
    others = table[~table["document"].isin(readouts.index)]
    long = others[others["n_tokens"] >= LONG_CALL]
    key = f"reference-long-{KREMLIN_AFTER}"
    rows = tuple(Row("reference/documents.csv", row.document, f"{results.day(row.date)}, {row.n_tokens} words, share {row.share:.1f} %") for row in long.itertuples())
    yield Finding(key, len(long), f"the Kremlin’s calls from 24 February 2022 with {LONG_CALL} words or more", (len(others), "texts"), rows=rows)
    yield Finding("reference-alone-median", others["share"].median(), "median share of a call’s words that no other of the Kremlin’s calls from 24 February 2022 has, in per cent",
                  parts=(f"reference-texts-{KREMLIN_AFTER}",), formula="over all texts of the stratum; in reference/documents.csv", shown=f"{others['share'].median():.0f} %")
    for row in table[table["document"].isin(readouts.index)].itertuples():
        own = words[(words["readout_id"] == row.document) & (words["frequency_reference"] == 0)]
        rows = tuple(Row("reference/calls.csv", word) for word in own["word"])
        yield Finding(f"reference-alone-{row.document}", row.n_types_alone, f"words of {_call(row.document)} that none of the Kremlin’s other calls from 24 February 2022 has",
                      (row.n_types, "different words"), rows=rows)
        yield Finding(f"reference-alone-share-{row.document}", row.share, f"the same in per cent of the different words of {_call(row.document)}", parts=(f"reference-alone-{row.document}",),
                      formula="100 times the words that no other call has over its different words", shown=f"{row.share:.0f} %")
        for kind, among in (("", others), ("long-", long)):
            higher = among[among["share"] >= row.share]
            yield Finding(f"reference-alone-{kind}above-{row.document}", len(higher), f"calls {'of such length ' * bool(kind)}with as large a share of words of their own as {_call(row.document)}", (len(among), "texts"),
                          rows=tuple(Row("reference/documents.csv", text.document, f"{text.share:.1f} %") for text in higher.itertuples()))


def _nodes(words: pd.DataFrame, of: dict, withheld: dict) -> Iterator[Finding]:
    """``reference-node-``, ``reference-node-texts-``, ``reference-dp-<stratum>-<word>`` for the words whose company is counted."""
    for row in words[words["word"].isin(strata.NODES)].itertuples():
        name, stratum = f"{row.stratum}-{row.word}", of[row.stratum]
        kept = {"patterns": (row.word,), "withheld": withheld[row.stratum]}
        yield Finding(f"reference-node-{name}", row.frequency, f"“{row.word}”: {stratum.label}", (stratum.n_tokens, "words"), **kept)
        yield Finding(f"reference-node-texts-{name}", row.document_frequency, f"texts with “{row.word}”: {stratum.label}", (stratum.n_documents, "texts"), **kept)
        yield Finding(f"reference-dp-{name}", row.dp_corrected, f"deviation of proportions, corrected, of “{row.word}”: {stratum.label}", **kept, formula="half the sum of the absolute differences between each text’s share "
                      "of the word and its share of all words, over one less the smallest share of all words", shown=f"{row.dp_corrected:.2f}")


def _near(tables: dict, withheld: dict, texts: dict[str, Withheld]) -> Iterator[Finding]:
    """``reference-near-<node>-<collocate>`` with -left, -right, -texts and the measures; ``reference-phrase-<phrase>`` with -texts, -february, -june."""
    source = withheld[KREMLIN_AFTER]
    near = strata.collocates(tables)
    for row in near.to_dict("records"):
        key, pair = _id("reference-near", row["node"], row["collocate"]), f"“{row['collocate']}” within five words of “{row['node']}”, the Kremlin’s calls from 24 February 2022"
        window = (row["n_window"], "words inside the windows")
        yield Finding(key, row["frequency"], pair, window, withheld=source)
        for side in ("left", "right"):
            yield Finding(f"{key}-{side}", row[f"frequency_{side}"], f"{pair}: to the {side}", window, withheld=source)
        yield Finding(f"{key}-texts", row["document_frequency"], f"texts with {pair}", withheld=source)
        for measure in PAIR_MEASURES:
            yield Finding(f"{key}-{measure.replace('_', '-')}", row[measure], f"{MEASURES.get(measure, measure)}: {pair}".replace(" (two terms)", ""), parts=(key,), formula=f"{PAIR_FORMULAS[measure]}, with O = {row['frequency']}, "
                          f"E = {row['expected']:.2f}, f node = {row['frequency_node']}, f collocate = {row['frequency_collocate']}, N = {row['n']}", shown=f"{row[measure]:.1f}".replace("-", "−"))
    phrases = tables["reference_phrases"]
    for row in phrases[(phrases["n_words"] >= LEAST_WORDS) & (phrases[["february", "june"]].sum(axis=1) > 0)].itertuples():
        key = _id("reference-phrase", row.phrase)
        yield Finding(key, row.frequency, f"“{row.phrase}”: the Kremlin’s calls from 24 February 2022", patterns=(row.phrase,), withheld=source)
        yield Finding(f"{key}-texts", row.document_frequency, f"texts with “{row.phrase}”: the Kremlin’s calls from 24 February 2022", patterns=(row.phrase,), withheld=source)
        for month, readout_id in (("february", "kremlin-2022-02-25-full"), ("june", "kremlin-2022-06-15-full")):
            yield Finding(f"{key}-{month}", getattr(row, month), f"“{row.phrase}”: {_call(readout_id)}", patterns=(row.phrase,), withheld=(texts[readout_id],))


def _course(series: pd.DataFrame) -> Iterator[Finding]:
    """``reference-course-strings``, ``reference-course-<course>``: how many strings there are, and stay, come, go; of each string ``reference-first-<n>-``, ``reference-last-<n>-``, ``reference-course-p-``, ``reference-course-holm-<string>``."""
    table = strata.course(series)
    yield Finding("reference-course-strings", len(table), "strings of Beijing’s series", rows=tuple(Row("beijing_strings.csv", term) for term in table["term"]))
    for name in ("stays", "comes", "goes", "passes", "once", "never", strata.DEPENDS):
        own = table[table["course"] == name]
        yield Finding(f"reference-course-{name}", len(own), f"strings of Beijing’s series whose course is “{name}”", (len(table), "strings"),
                      rows=tuple(Row("beijing_series.csv", row.term, f"{row.contacts} contacts" + (f", {row.first} to {row.last}" if row.contacts else "")) for row in own.itertuples()))
    contacts = series[["event_date", "contact"]].drop_duplicates().itertuples(index=False, name=None)
    named = [f"{results.day(day)}, {contact}" for day, contact in contacts]
    having = {term: {f"{results.day(row.event_date)}, {row.contact}": row.frequency for row in own.itertuples() if row.frequency} for term, own in series.groupby("term")}
    ends = strata.ends(len(named))
    for row in table.itertuples():
        parts = []
        for n in ends:
            for end, some in (("first", named[:n]), ("last", named[-n:])):
                parts.append(slug("reference", end, str(n), row.term))
                rows = tuple(Row("beijing_series.csv", contact, f"{row.term} × {having[row.term][contact]}") for contact in some if contact in having[row.term])
                yield Finding(parts[-1], len(rows), f"of the {end} {n} contacts, those with {row.term}", (n, "contacts"), rows=rows)
        how = f"share of all orders of the {len(named)} contacts with as large a difference between the last n and the first n, summed over n from {ends[0]} to {ends[-1]}; exact"
        for kind, value, more in (("p", row.p, ""), ("holm", row.holm, f"; corrected by Holm over the {len(table)} strings")):
            yield Finding(slug("reference-course", kind, row.term), value, f"two-sided p of the order of the contacts with {row.term}", parts=tuple(parts), formula=how + more, shown=_p(value))


def word_id(word: str) -> str:
    """A word in an id: one word, one id, although an apostrophe and a hyphen are no letters.

    Examples
    --------
    >>> word_id("russia's"), word_id("russian-chinese")
    ('russia-apostrophe-s', 'russian-hyphen-chinese')
    """
    return slug(word.replace("'", " apostrophe ").replace("-", " hyphen "))


def _id(*parts: str) -> str:
    return "-".join((*map(slug, parts[:-1]), word_id(parts[-1])))


def _call(readout_id: str) -> str:
    """A call of the Kremlin in words, from the id of its full readout.

    Examples
    --------
    >>> _call("kremlin-2022-06-15-full")
    'the Kremlin’s readout of 15 June 2022'
    """
    return f"the Kremlin’s readout of {results.day(datetime.date.fromisoformat('-'.join(readout_id.split('-')[1:4])))}"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
