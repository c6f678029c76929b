"""The script of `readouts completion`, asked as bash asks it."""

import shlex
import subprocess
from types import SimpleNamespace

import pytest
from readouts.__main__ import COMMANDS
from readouts.cli import completion


@pytest.fixture(scope="module")
def complete(tmp_path_factory):
    """What bash offers for the last word of a line, in a folder with a corpus."""
    folder = tmp_path_factory.mktemp("completed")
    (folder / "calls.csv").touch()
    script = completion.shtab.complete(completion._all_commands(), shell="bash")
    (folder / "completion.bash").write_text(script, encoding="utf-8")

    def offered(line: str) -> set[str]:
        words = line.split(" ")
        asked = (
            "source ./completion.bash\n"
            f"COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}\n"
            'name=$(complete -p readouts | sed "s/.*-F \\([^ ]*\\).*/\\1/")\n'
            '$name readouts "${COMP_WORDS[COMP_CWORD]}"\nprintf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            ["bash", "--norc", "-c", asked],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return set(done.stdout.split())

    return offered


def test_commands_options_values_and_files_are_completed(complete):
    assert complete("readouts ") >= set(COMMANDS)
    assert complete("readouts con") == {"concordance"}
    assert complete("readouts compare --targ") == {"--target"}
    assert complete("readouts check --markup m") == {"markdown"}
    assert "calls.csv" in complete("readouts check ca")


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_each_shell_has_a_script_with_every_command(shell, capsys):
    assert completion.run(SimpleNamespace(shell=shell)) == 0
    script = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in script] == []
    assert set(completion.SHELLS) <= set(completion.shtab.SUPPORTED_SHELLS)
