"""The command line: it reads well, and refuses in words."""

import click
import pytest
from click.testing import CliRunner

from frankpledge import __version__
from frankpledge.cli import engine
from frankpledge.config.command_line import main, with_database
from tests.config.processes import command


def test_the_help_names_every_command_in_words() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert "`frankpledge run` starts everything and prints the address." in said
    for name, each in main.commands.items():
        assert name in said
        assert each.get_short_help_str(), f"{name} has no help"


def leaves(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    """The words of every command that does something, those of groups included."""
    found: list[tuple[str, ...]] = []
    for name, each in sorted(group.commands.items()):
        found += leaves(each, *above, name) if isinstance(each, click.Group) else [(*above, name)]
    return found


CALCULATIONS = {(each.name,) for each in engine.COMMANDS}


@pytest.mark.parametrize("words", sorted(set(leaves(main)) - CALCULATIONS), ids=" ".join)
def test_every_command_takes_a_data_folder_and_opens_nothing_to_say_so(words: tuple[str, ...]) -> None:
    said = CliRunner().invoke(main, [*words, "--help"])
    assert said.exit_code == 0
    assert "--data FOLDER" in said.output
    assert "FRANKPLEDGE_DATA" in said.output


@pytest.mark.parametrize("words", sorted(CALCULATIONS), ids=" ".join)
def test_a_calculation_reads_a_case_and_takes_no_data_folder(words: tuple[str, ...]) -> None:
    said = CliRunner().invoke(main, [*words, "--help"])
    assert said.exit_code == 0
    assert "CASE" in said.output
    assert "--json" in said.output
    assert "--data" not in said.output


def test_it_tells_its_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"Frankpledge {__version__}\n"


@pytest.mark.parametrize(
    "words", [["fly"], ["run", "--port", "0"], ["run", "--port", "many"], ["migrate", "x"]]
)
def test_what_it_does_not_know_is_a_usage_error(words: list[str]) -> None:
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 2
    assert "Error: " in said.output


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DATABASE_URL": "mysql://x/y", "SECRET_KEY": "x"}, "only postgresql:// is supported"),
        ({"DATABASE_URL": "postgresql:///x"}, "Set SECRET_KEY, or SECRET_KEY_FILE"),
        (
            {"DATABASE_URL": "postgresql:///x?host=/nowhere", "SECRET_KEY": "x"},
            "The database does not answer",
        ),
    ],
)
def test_a_wrong_setting_is_one_line_and_not_a_traceback(variables: dict[str, str], message: str) -> None:
    said = command("migrate", **variables)
    assert said.returncode == 1
    assert said.stdout.startswith("Error: ")
    assert message in said.stdout
    assert "Traceback" not in said.stdout


def test_an_added_command_runs_with_the_database_open(db: None) -> None:
    @click.command()
    @click.option("--word")
    def count(word: str) -> None:
        from frankpledge.register.models import Collaboration

        click.echo(f"{word} {Collaboration.objects.count()}")

    said = CliRunner().invoke(with_database(count), ["--word", "held:"])
    assert said.exit_code == 0, said.output
    assert said.output.startswith("held: ")
