"""Findings on the words of readouts against other readouts: keyness, words of their own, company, phrases."""

from collections.abc import Iterator

from ..findings import Finding, Row
from . import words as counted
from .evidence import Evidence, shown_p, word_finding

SHOWN_MEASURES = ("log_likelihood", "log_ratio", "percent_difference")
PAIR_MEASURES = ("mi", "t", "log_likelihood", "log_dice")
LEAST_WORDS = 3  # of the recurring phrases, those so long are findings
MEASURES = {
    "log_likelihood": "G2 (two terms)",
    "log_ratio": "Log Ratio",
    "percent_difference": "%DIFF",
    "mi": "MI",
    "t": "t",
    "log_dice": "logDice",
}
FORMULAS = {
    "log_likelihood": "2 [a ln(a/E1) + b ln(b/E2)]",
    "log_ratio": "log2 of the ratio of the rates",
    "percent_difference": "100 times the difference of the rates over the rate in the calls",
}
PAIR_FORMULAS = {
    "mi": "log2(O/E)",
    "t": "(O − E)/√O",
    "log_likelihood": "G2 over the four cells",
    "log_dice": "14 + log2(2 O/(f node + f collocate))",
}


def words(evidence: Evidence) -> Iterator[Finding]:
    """``reference-word-<stratum>-<word>``, ``reference-with-<stratum>-<word>``, ``reference-call-<readout>-<word>``, ``reference-high-<readout>-<word>``."""
    reference = evidence.reference
    for name, table in evidence.words.items():
        seen = set()
        for row in table.itertuples():
            if row.word not in seen:
                seen.add(row.word)
                yield Finding(
                    word_finding("reference-word", name, row.word),
                    row.frequency_reference,
                    f"“{row.word}”: {evidence.strata[name].label}",
                    (row.n_reference, "words"),
                    patterns=(row.word,),
                    withheld=evidence.withheld[name],
                )
                yield Finding(
                    word_finding("reference-with", name, row.word),
                    row.document_frequency,
                    f"texts with “{row.word}”: {evidence.strata[name].label}",
                    (row.n_documents, "texts"),
                    patterns=(row.word,),
                    withheld=evidence.withheld[name],
                )
        if name != reference.main:
            continue
        for row in table.itertuples():
            text = evidence.texts[row.readout_id]
            yield Finding(
                word_finding("reference-call", row.readout_id, row.word),
                row.frequency,
                f"“{row.word}”: {evidence.names[row.readout_id]}",
                (row.n_target, "words"),
                patterns=(row.word,),
                withheld=(text,),
            )
            yield Finding(
                word_finding("reference-high", row.readout_id, row.word),
                row.documents_as_high,
                f"texts of {reference.long} words or more with “{row.word}” at least as often per word as {evidence.names[row.readout_id]}: {evidence.strata[name].label}",
                (row.n_like, "texts"),
                patterns=(row.word,),
                withheld=evidence.withheld[name],
            )
        for readout_id, own in table.groupby("readout_id"):
            least, text = own["rank_p"].min(), evidence.texts[readout_id]
            yield Finding(
                f"reference-family-{readout_id}",
                len(own),
                f"different words of {evidence.names[readout_id]}",
                withheld=(text,),
            )
            yield Finding(
                f"reference-attainable-{readout_id}",
                least,
                f"smallest p that a word of {evidence.names[readout_id]} reaches",
                parts=(f"reference-long-{name}",),
                formula=f"one over the texts of {reference.long} words or more and the call: no such text has the word as often per word",
                shown=shown_p(least),
            )
            yield Finding(
                f"reference-attainable-holm-{readout_id}",
                own["holm"].min(),
                "the same, corrected by Holm over the words of the call",
                parts=(f"reference-attainable-{readout_id}", f"reference-family-{readout_id}"),
                formula="p times the words of the call, 1 at most",
                shown=shown_p(own["holm"].min()),
            )
            rare = own[own["document_frequency"] <= counted.RARE * own["n_documents"]]
            yield Finding(
                f"reference-rare-{readout_id}",
                len(rare),
                f"words of {evidence.names[readout_id]} that at most one in twenty texts has: {evidence.strata[name].label}",
                (len(own), "different words"),
                rows=tuple(
                    Row(
                        "reference/calls.csv",
                        row.word,
                        f"in {row.document_frequency} of {row.n_documents} texts",
                    )
                    for row in rare.itertuples()
                ),
            )


def keyness(evidence: Evidence) -> Iterator[Finding]:
    """``reference-<stratum>-<measure>-<readout>-<word>`` for words that a call has at least twice, and the measures that it can bear."""
    for stratum, words in evidence.words.items():
        for row in counted.call_keyness(words, least=2).to_dict("records"):
            yield from _measured(evidence, stratum, row)


def _measured(evidence: Evidence, stratum: str, row: dict) -> Iterator[Finding]:
    """The measures of one word against a stratum."""
    parts = (
        word_finding("reference-call", row["readout_id"], row["word"]),
        word_finding("reference-word", stratum, row["word"]),
        f"words-{row['readout_id']}",
        f"reference-tokens-{stratum}",
    )
    for measure in SHOWN_MEASURES:
        if row[measure] == row[measure]:
            yield Finding(
                word_finding(
                    f"reference-{stratum}-" + measure.replace("_", "-"),
                    row["readout_id"],
                    row["word"],
                ),
                row[measure],
                f"{MEASURES[measure]} of “{row['word']}”: {evidence.names[row['readout_id']]} against: {evidence.strata[stratum].label}",
                parts=parts,
                formula=FORMULAS[measure],
                shown=f"{row[measure]:.{0 if measure == 'percent_difference' else 1}f}".replace(
                    "-", "−"
                ),
                note="The call or the calls have none; half an occurrence stands for it."
                if measure == "log_ratio" and row["log_ratio_has_zero"]
                else "",
            )


def alone(evidence: Evidence) -> Iterator[Finding]:
    """``reference-alone-``, ``reference-alone-share-<readout>``, and how many calls have as large a share."""
    tables, reference = evidence.tables, evidence.reference
    words = evidence.words[reference.main]
    table = counted.alone(tables, reference, words)
    readouts = tables["readouts"].set_index("readout_id")
    others = table[~table["document"].isin(readouts.index)]
    long = others[others["n_tokens"] >= reference.long]
    yield Finding(
        "reference-alone-median",
        others["share"].median(),
        f"median share of a call’s words that no other of {reference.texts} has, in per cent",
        parts=(f"reference-texts-{reference.main}",),
        formula="over all texts of the stratum; in reference/documents.csv",
        shown=f"{others['share'].median():.0f} %",
    )
    for row in table[table["document"].isin(readouts.index)].itertuples():
        own = words[(words["readout_id"] == row.document) & (words["frequency_reference"] == 0)]
        rows = tuple(Row("reference/calls.csv", word) for word in own["word"])
        yield Finding(
            f"reference-alone-{row.document}",
            row.n_types_alone,
            f"words of {evidence.names[row.document]} that none of {reference.strata[reference.main].others} has",
            (row.n_types, "different words"),
            rows=rows,
        )
        yield Finding(
            f"reference-alone-share-{row.document}",
            row.share,
            f"the same in per cent of the different words of {evidence.names[row.document]}",
            parts=(f"reference-alone-{row.document}",),
            formula="100 times the words that no other call has over its different words",
            shown=f"{row.share:.0f} %",
        )
        for kind, among in (("", others), ("long-", long)):
            higher = among[among["share"] >= row.share]
            yield Finding(
                f"reference-alone-{kind}above-{row.document}",
                len(higher),
                f"calls {'of such length ' * bool(kind)}with as large a share of words of their own as {evidence.names[row.document]}",
                (len(among), "texts"),
                rows=tuple(
                    Row("reference/documents.csv", text.document, f"{text.share:.1f} %")
                    for text in higher.itertuples()
                ),
            )


def nodes(evidence: Evidence) -> Iterator[Finding]:
    """``reference-node-``, ``reference-node-texts-``, ``reference-dp-<stratum>-<word>`` for the words whose company is counted."""
    tables, reference = evidence.tables, evidence.reference
    words = tables["reference_words"]
    for row in words[words["word"].isin(reference.nodes)].itertuples():
        name, stratum = f"{row.stratum}-{row.word}", evidence.strata[row.stratum]
        kept = {"patterns": (row.word,), "withheld": evidence.withheld[row.stratum]}
        yield Finding(
            f"reference-node-{name}",
            row.frequency,
            f"“{row.word}”: {stratum.label}",
            (stratum.n_tokens, "words"),
            **kept,
        )
        yield Finding(
            f"reference-node-texts-{name}",
            row.document_frequency,
            f"texts with “{row.word}”: {stratum.label}",
            (stratum.n_documents, "texts"),
            **kept,
        )
        yield Finding(
            f"reference-dp-{name}",
            row.dp_corrected,
            f"deviation of proportions, corrected, of “{row.word}”: {stratum.label}",
            **kept,
            formula="half the sum of the absolute differences between each text’s share "
            "of the word and its share of all words, over one less the smallest share of all words",
            shown=f"{row.dp_corrected:.2f}",
        )


def near(evidence: Evidence) -> Iterator[Finding]:
    """``reference-near-<node>-<collocate>`` with -left, -right, -texts and the measures; ``reference-phrase-<phrase>`` with -texts, and of each readout by its name."""
    tables, reference = evidence.tables, evidence.reference
    source = evidence.withheld[reference.main]
    near = counted.collocates(tables)
    for row in near.to_dict("records"):
        key, pair = (
            word_finding("reference-near", row["node"], row["collocate"]),
            f"“{row['collocate']}” within five words of “{row['node']}”, {reference.texts}",
        )
        window = (row["n_window"], "words inside the windows")
        yield Finding(key, row["frequency"], pair, window, withheld=source)
        for side in ("left", "right"):
            yield Finding(
                f"{key}-{side}",
                row[f"frequency_{side}"],
                f"{pair}: to the {side}",
                window,
                withheld=source,
            )
        yield Finding(
            f"{key}-texts", row["document_frequency"], f"texts with {pair}", withheld=source
        )
        for measure in PAIR_MEASURES:
            yield Finding(
                f"{key}-{measure.replace('_', '-')}",
                row[measure],
                f"{MEASURES.get(measure, measure)}: {pair}".replace(" (two terms)", ""),
                parts=(key,),
                formula=f"{PAIR_FORMULAS[measure]}, with O = {row['frequency']}, "
                f"E = {row['expected']:.2f}, f node = {row['frequency_node']}, f collocate = {row['frequency_collocate']}, N = {row['n']}",
                shown=f"{row[measure]:.1f}".replace("-", "−"),
            )
    phrases = tables["reference_phrases"]
    for row in phrases[
        (phrases["n_words"] >= LEAST_WORDS) & (phrases[list(reference.readouts)].sum(axis=1) > 0)
    ].itertuples():
        key = word_finding("reference-phrase", row.phrase)
        yield Finding(
            key,
            row.frequency,
            f"“{row.phrase}”: {reference.texts}",
            patterns=(row.phrase,),
            withheld=source,
        )
        yield Finding(
            f"{key}-texts",
            row.document_frequency,
            f"texts with “{row.phrase}”: {reference.texts}",
            patterns=(row.phrase,),
            withheld=source,
        )
        for name, readout_id in reference.columns.items():
            yield Finding(
                f"{key}-{name}",
                getattr(row, name),
                f"“{row.phrase}”: {evidence.names[readout_id]}",
                patterns=(row.phrase,),
                withheld=(evidence.texts[readout_id],),
            )
