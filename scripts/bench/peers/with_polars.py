"""polars: words extracted by its regular expressions, one row a word; phrases by shifted columns and joins."""

import polars as pl
from common import WORD, arguments, expanded, keyness, say

corpus, patterns, out = arguments()
words = (
    pl.scan_ndjson(corpus)
    .select("side", pl.col("text").str.split("\n"))
    .with_row_index("document")
    .explode("text")
    .with_row_index("stretch")
    .select(
        "document",
        "stretch",
        "side",
        pl.col("text").str.to_lowercase().str.extract_all(WORD).alias("word"),
    )
    .explode("word")
    .drop_nulls("word")
    .with_columns(pl.col("word").cast(pl.Categorical))
    .collect(engine="streaming")
)
counts = words.group_by("word", "side").len().pivot("side", index="word", values="len").fill_null(0)
keyness(counts["target"], counts["reference"])
phrases = expanded(patterns, counts["word"].cast(pl.String))
by_length: dict[int, list[tuple[str, ...]]] = {}
for pattern, found in phrases.items():
    for phrase in found:
        by_length.setdefault(len(phrase), []).append((pattern, *phrase))
numbers = words.select(
    "document", "stretch", pl.col("word").to_physical().alias("word0")
).with_row_index("place")
known = dict(
    words.select(pl.col("word").cast(pl.String), pl.col("word").to_physical().alias("n"))
    .unique()
    .iter_rows()
)
hits = []
for length, rows in by_length.items():
    table = pl.DataFrame(
        {
            "pattern": [row[0] for row in rows],
            **{
                f"word{k}": pl.Series([known[row[k + 1]] for row in rows], dtype=pl.UInt32)
                for k in range(length)
            },
        }
    )
    first = (
        numbers.join(table.select("word0").unique(), on="word0", how="semi")
        if length == 1
        else numbers.with_columns(
            *(pl.col("word0").shift(-k).alias(f"word{k}") for k in range(1, length)),
            pl.col("stretch").shift(1 - length).alias("last"),
        ).filter(pl.col("last") == pl.col("stretch"))
    )
    hits.append(
        first.join(table, on=[f"word{k}" for k in range(length)]).select(
            "document", "place", (pl.col("place") + length).alias("end"), "pattern"
        )
    )
spans = pl.concat(hits)
spans.group_by("document", "pattern").len()
spans.write_csv(out / "spans.csv")
say(len(spans), len(words), True)
