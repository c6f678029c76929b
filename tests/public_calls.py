"""A corpus and a codebook as somebody has them, and tables of commands beside those of functions."""

import io
import json
import re

import pandas as pd
from readouts.__main__ import main

CALLS = pd.DataFrame(
    {
        "issuer": ["kremlin", "whitehouse", "beijing", "kremlin"],
        "publish_time": ["12 February 2022", "12 February 2022", "15 June 2022", "15 June 2022"],
        "language": ["English", "en", "Chinese", "en-GB"],
        "body": [
            "The presidents discussed the Ukraine crisis, and Ukraine\n\ncrisis of trust.\nSanctions, too.",
            "The President spoke of Ukraine. Sanctions would follow.\r\nA Ukraine crisis; sanctions.",
            "乌克兰危机，危机。",
            "The leaders discussed trade.",
        ],
        "archive_no": ["7", "8", "9", "10"],
    }
)


CODEBOOK = """\
frame,code,language,pattern
naming,crisis,en,Ukrain* crisis
naming,crisis,en,crisis
naming,crisis,zh,危机
measures,sanctions,en,sanction*
measures,sanctions,en,!sanctions too
"""


FORMS = ("csv", "jsonl", "tsv.gz", "xlsx", "parquet", "folder")


def written(folder, form):
    """The corpus in one of the forms that people have: its path."""
    path = folder / f"calls.{form}"
    if form == "csv":
        CALLS.to_csv(path, index=False, sep=";", encoding="utf-16")
    elif form == "tsv.gz":
        CALLS.to_csv(path, index=False, sep="\t")
    elif form == "jsonl":
        path.write_text(
            "".join(json.dumps(row) + "\n" for row in CALLS.to_dict("records")), encoding="utf-8"
        )
    elif form == "xlsx":
        CALLS.to_excel(path, index=False)
    elif form == "parquet":
        CALLS.to_parquet(path)
    else:
        for row in CALLS.itertuples():
            file = path / row.issuer / f"{pd.Timestamp(row.publish_time):%Y-%m-%d}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(row.body, encoding="utf-8", newline="")
    return path


def codebook(folder):
    """The codebook: its path."""
    file = folder / "codebook.csv"
    file.write_text(CODEBOOK, encoding="utf-8")
    return file


def printed(capsys, *command):
    """What a command prints, as a table of text."""
    assert main([*map(str, command)]) == 0
    return as_text(pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str))


def as_text(table):
    """The same values as text: numbers to ten digits, what is not there as an empty one."""
    return table.astype(object).map(_as_text)


def _as_text(value):
    if pd.isna(value):
        return ""
    if re.fullmatch(r"-?[\d.]+(e-?\d+)?", str(value)):
        return f"{float(value):.10g}"
    return str(value).lower() if str(value) in ("True", "False") else str(value)


def same(ours, theirs):
    """Whether two tables have the same rows, in the columns that both have."""
    columns = [column for column in theirs if column in ours]
    pd.testing.assert_frame_equal(
        as_text(ours)[columns], theirs[columns], check_dtype=False, check_column_type=False
    )
    return set(columns)
