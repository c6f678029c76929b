"""Tables of how long the package and others take, as ``make bench`` measured it."""

import numpy as np
import pandas as pd

from ..drawing import table
from ..fields import Field
from ..report import Report

OWN, CLUSTER = "readouts", "readouts, Dask"
WORKS = {
    "whole": "the whole work",
    "matches again": "finding the matches again",
    "words by text": "comparing the words with the text as the unit",
}
MOST_OF_A_PAIR = 10_000  # words; from the next size on growth is measured


@table
def benchmark(report: Report) -> dict:
    """Time and memory of each tool at each size, the largest first: the table scrolls, and the chapter is on archives."""
    data = _measured(report)
    data = data.astype({"peak_mebibytes": "Int64", "hits": "Int64"})
    data["named"] = data["tool"] + " " + data["version"]
    data["seconds"] = [
        f"{row.wall_seconds:.2f} ({row.wall_seconds_low:.2f} to {row.wall_seconds_high:.2f})"
        if row.rounds > 1
        else f"{row.wall_seconds:.2f}"
        for row in data.itertuples()
    ]
    data["times"] = [f"{number:.1f}" for number in data["times_readouts"]]
    data["limit"] = [f"{100 * share:.2g}" for share in data["share_of_limit"]]
    growing = ", ".join(
        f"{tool} {{plain}}`{exponent:.2f}`" for tool, exponent in _exponents(data).items()
    )
    given = data.groupby("tool")["n_words"].max()
    left_out = ", ".join(given.index[given < given.max()])
    first = data.iloc[0]
    return {
        "title": "Time and memory at the same work",
        "data": data,
        "tables": ("benchmark",),
        "fields": {
            "n_words": Field("words of the corpus, cut at spaces", "words"),
            "rounds": Field("times that it did the work, in turn with the others", "rounds"),
            "wall_seconds": Field(
                "median of the seconds of the whole process, start to end", "seconds"
            ),
            "wall_seconds_low": Field("the shortest", "seconds"),
            "wall_seconds_high": Field("the longest", "seconds"),
            "words_per_second": Field("n_words by wall_seconds", "words per second"),
            "cpu_seconds": Field("median of the seconds of all cores", "seconds"),
            "peak_mebibytes": Field(
                "largest memory of the process in any round; empty where the work is that of several processes",
                "MiB",
            ),
            "hits": Field(
                "matches of all patterns; empty where the tool finds no patterns", "matches"
            ),
            "share_of_limit": Field(
                "seconds of one pass that reads every byte and replaces it by a table, by wall_seconds",
                "ratio",
            ),
            "times_readouts": Field(f"wall_seconds by those of {OWN} at as many words", "ratio"),
        },
        "page_only": ("named", "seconds", "times", "limit"),
        "caption": f"Median seconds of the whole process, and the range, of {_listed(data['rounds'])} rounds in turn; peak memory; the seconds by those of readouts; and the share of the limit: the seconds of one pass that "
        f"reads every byte and replaces it by a table, by the seconds of the tool. Measured on {first['date']} on {{plain}}`{first['machine']}`, Python {{plain}}`{first['python']}`; the corpus: "
        f"{{plain}}`{first['corpus']}`. All tools that look for patterns found the same number of matches at each size. conc looks for no patterns and scikit-learn gives no places, so they do less. "
        f"A cluster’s memory is that of several processes, and not given. "
        + (f"Not run on the largest corpus: {left_out}. " if left_out else "")
        + f"Growth exponent from the second size to the largest: {growing}.",
        "columns": {
            "n_words": "Words",
            "named": "Tool",
            "seconds": "Seconds",
            "words_per_second": "Words a second",
            "peak_mebibytes": "MiB",
            "times": "By readouts’ seconds",
            "limit": "Share of the limit, %",
        },
        "sources": (
            "n_words",
            "named",
            "seconds",
            "words_per_second",
            "peak_mebibytes",
            "times",
            "limit",
        ),
    }


@table
def benchmark_cluster(report: Report) -> dict:
    """The same work by one process and by a cluster of the same machine's cores."""
    data = (
        report.table("benchmark")
        .pivot(index=["work", "n_words"], columns="tool", values="wall_seconds")[[OWN, CLUSTER]]
        .dropna()
        .reset_index()
    )
    data.columns = ["work", "n_words", "alone", "cluster"]
    data = data.sort_values(["work", "n_words"], ascending=[False, True], ignore_index=True)
    data["difference"] = data["cluster"] - data["alone"]
    pays = data.loc[data["difference"] < 0].groupby("work")["n_words"].min()
    data["done"] = data["work"].map(WORKS)
    for name in ("alone", "cluster", "difference"):
        data[f"{name}_shown"] = [f"{number:.2f}" for number in data[name]]
    faster = [f"{WORKS[work]} from {{plain}}`{number:,}` words" for work, number in pays.items()]
    return {
        "title": "One process, and a cluster of the same cores",
        "data": data,
        "fields": {
            "work": "the work: " + "; ".join(f"{work}: {told}" for work, told in WORKS.items()),
            "n_words": Field("words of the corpus, cut at spaces", "words"),
            "alone": Field("median of the seconds of one process", "seconds"),
            "cluster": Field("median of the seconds of a cluster of the same cores", "seconds"),
            "difference": Field("cluster less alone", "seconds"),
        },
        "page_only": ("done", "alone_shown", "cluster_shown", "difference_shown"),
        "caption": f"Seconds, measured in the same run. The fixed cost of a cluster is the difference at one pair, {{plain}}`{data['difference'].iloc[0]:.1f}` seconds for three commands, "
        "each of which starts a cluster and ends it. Of the other works the store is there already. "
        + (
            f"The cluster was faster at {' and at '.join(faster)}."
            if faster
            else "The cluster was not faster at any of these sizes."
        ),
        "columns": {
            "done": "Work",
            "n_words": "Words",
            "alone_shown": "One process",
            "cluster_shown": "Cluster",
            "difference_shown": "Difference",
        },
        "sources": ("done", "n_words", "alone_shown", "cluster_shown", "difference_shown"),
    }


def _measured(report: Report) -> pd.DataFrame:
    data = report.table("benchmark").query("work == 'whole'")
    own = data[data["tool"] == OWN].set_index("n_words")["wall_seconds"]
    return data.assign(times_readouts=data["wall_seconds"] / data["n_words"].map(own)).sort_values(
        ["n_words", "wall_seconds"], ascending=[False, True], ignore_index=True
    )


def _exponents(data: pd.DataFrame) -> dict[str, float]:
    """By which power of the words the time of each tool grows: 1 is in step with them."""
    large = data[data["n_words"] > MOST_OF_A_PAIR].sort_values("n_words").groupby("tool")
    ends = {tool: rows.iloc[[0, -1]] for tool, rows in large if len(rows) > 1}
    return {
        tool: float(np.diff(np.log(rows["wall_seconds"]))[0] / np.diff(np.log(rows["n_words"]))[0])
        for tool, rows in ends.items()
    }


def _listed(rounds: pd.Series) -> str:
    least, most = rounds.min(), rounds.max()
    return f"{{plain}}`{least}`" if least == most else f"{{plain}}`{least}` to {{plain}}`{most}`"
