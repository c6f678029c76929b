"""Tables of how long the package and others take, as ``make bench`` measured it."""

import numpy as np
import pandas as pd

from ..drawing import table
from ..report import Report

OWN, CLUSTER = "readouts", "readouts, Dask"
WORKS = {"whole": "the whole work", "matches again": "finding the matches again"}
MOST_OF_A_PAIR = 10_000  # words; from the next size on growth is measured


@table
def benchmark(report: Report) -> dict:
    """Time and memory of each tool at each size, the largest first: the table scrolls, and the chapter is on archives."""
    data = _measured(report)
    data["words"] = [f"{number:,}" for number in data["n_words"]]
    data["named"] = data["tool"] + " " + data["version"]
    data["seconds"] = [
        f"{row.wall_seconds:.2f} ({row.wall_seconds_low:.2f} to {row.wall_seconds_high:.2f})"
        if row.rounds > 1
        else f"{row.wall_seconds:.2f}"
        for row in data.itertuples()
    ]
    data["per_second"] = [f"{number:,}" for number in data["words_per_second"]]
    data["memory"] = [
        "" if pd.isna(number) else f"{number:,.0f}" for number in data["peak_mebibytes"]
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
        "caption": f"Median seconds of the whole process, and the range, of {_listed(data['rounds'])} rounds in turn; peak memory; the seconds by those of readouts; and the share of the limit: the seconds of one pass that "
        f"reads every byte and replaces it by a table, by the seconds of the tool. Measured on {first['date']} on {{plain}}`{first['machine']}`, Python {{plain}}`{first['python']}`; the corpus: "
        f"{{plain}}`{first['corpus']}`. All tools that look for patterns found the same number of matches at each size. conc looks for no patterns and scikit-learn gives no places, so they do less. "
        f"A cluster’s memory is that of several processes, and not given. "
        + (f"Not run on the largest corpus: {left_out}. " if left_out else "")
        + f"Growth exponent from the second size to the largest: {growing}.",
        "columns": {
            "words": "Words",
            "named": "Tool",
            "seconds": "Seconds",
            "per_second": "Words a second",
            "memory": "MiB",
            "times": "By readouts’ seconds",
            "limit": "Share of the limit, %",
        },
        "sources": ("words", "named", "seconds", "per_second", "memory", "times", "limit"),
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
    data["words"] = [f"{number:,}" for number in data["n_words"]]
    data["done"] = data["work"].map(WORKS)
    for name in ("alone", "cluster", "difference"):
        data[f"{name}_shown"] = [f"{number:.2f}" for number in data[name]]
    faster = [f"{WORKS[work]} from {{plain}}`{number:,}` words" for work, number in pays.items()]
    return {
        "title": "One process, and a cluster of the same cores",
        "data": data,
        "caption": f"Seconds, measured in the same run. The fixed cost of a cluster is the difference at one pair, {{plain}}`{data['difference'].iloc[0]:.1f}` seconds for three commands, "
        "each of which starts a cluster and ends it. Where the matches are found again, the store is there already. "
        + (
            f"The cluster was faster at {' and at '.join(faster)}."
            if faster
            else "The cluster was not faster at any of these sizes."
        ),
        "columns": {
            "done": "Work",
            "words": "Words",
            "alone_shown": "One process",
            "cluster_shown": "Cluster",
            "difference_shown": "Difference",
        },
        "sources": ("done", "words", "alone_shown", "cluster_shown", "difference_shown"),
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
