"""What a command says when it is called wrongly."""

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """A parser whose errors name the next command, and leave the list of options to it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to look, and end with exit code 2."""
        self.exit(
            2,
            f"{self.prog}: error: {message}\n`{self.prog} --help` explains the command, with examples.\n",
        )
