"""The commands, a module each: `parser()` gives its argparse parser, `run(arguments)` does it and gives the exit code."""
