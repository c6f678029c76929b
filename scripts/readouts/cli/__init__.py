"""The commands, a module each: `parser()` gives its argparse parser, `run(arguments)` does it and gives the exit code."""

# Name, and what it does in a line. A command's module has `parser()` and `run(arguments)`, which gives an exit code.
COMMANDS = {
    "create": "make a book for your own readouts",
    "check": "read a corpus and say everything that is wrong with it",
    "compare": "keyness of every word of one side against another",
    "collocates": "what stands near a word in each side's texts",
    "concordance": "every place where a pattern occurs, in context",
    "code": "find a codebook in a corpus: every match with its place",
    "alone": "what one account of an event has and no other, with what is nearest there",
    "formulas": "runs of words that a text shares with earlier ones, and near-runs",
    "count": "the counts of a corpus that may be shared where its texts may not",
    "draft": "a sheet of all sentences, who is made to say what drafted, to be confirmed",
    "sample": "draw places of each code to be read, and score the reading",
    "agreement": "how far two coders of the same sentences agree, and where they differ",
    "suggest": "patterns that a codebook lacks, from sentences without a code",
    "fetch": "download official readouts, politely, into a corpus",
    "changes": "what was changed on fetched pages afterwards, word by word",
    "completion": "a script that lets the shell complete commands, options and files by Tab",
}
