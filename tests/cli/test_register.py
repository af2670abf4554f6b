import pytest
from click.testing import CliRunner, Result

from frankpledge.audit.queries import revision
from frankpledge.cli.register import load_register
from frankpledge.exchange.register_files import BadFiles
from tests.exchange.register_files.folder import Folder, folder

__all__ = ["folder"]

PARTIES, COLLABORATIONS, REFERENCES = (
    f"register/{n}.csv" for n in ("parties", "collaborations", "references")
)

pytestmark = pytest.mark.django_db


def run(*words: str) -> Result:
    return CliRunner().invoke(load_register, words)


def test_it_says_for_each_file_what_became_of_its_rows(folder: Folder) -> None:
    folder.change(PARTIES, 2, note="Corrected.")
    result = run("--folder", str(folder.path))
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert "register/parties.csv                 911 rows: 0 added, 1 changed, 910 left as they were" in lines
    assert "register/claims.csv                  218 rows: 0 added, 0 changed, 218 left as they were" in lines
    assert not any("Corrected" in line or "npas" in line for line in lines)


def test_it_says_when_there_was_nothing_to_do() -> None:
    result = run()
    assert result.exit_code == 0
    assert "Everything was held already, just as it stands in the files." in result.output


def test_it_lists_the_rows_when_asked(folder: Folder) -> None:
    folder.change(PARTIES, 2, note="Corrected.")
    folder.add(PARTIES, 3, joined="2024")
    result = run("--folder", str(folder.path), "--verbose")
    assert f"{PARTIES}: changed npas avon-and-somerset member (note)" in result.output
    assert f"{PARTIES}: added npas bedfordshire member 2024" in result.output


def test_it_says_what_is_held_only_and_what_to_add_to_the_references(folder: Folder) -> None:
    folder.remove(PARTIES, 2)
    folder.add(COLLABORATIONS, slug="ferries", title="Ferries")
    folder.add(REFERENCES, slug="reserved", reference="C-0150")
    output = run("--folder", str(folder.path)).output
    assert f"{PARTIES}: held here, no longer in the file: npas avon-and-somerset member" in output
    assert (
        "Add this line to register/references.csv, so that the reference stays for ever: ferries,C-0151"
        in output
    )
    assert "register/references.csv: kept for “reserved”, which is not in collaborations.csv" in output


def test_checking_writes_nothing(folder: Folder) -> None:
    folder.change(PARTIES, 2, note="Corrected.")
    before = revision()
    result = run("--folder", str(folder.path), "--check")
    assert (result.exit_code, result.output) == (0, "The files are right. Nothing was written.\n")
    assert revision() == before


@pytest.mark.parametrize("words", [(), ("--check",)])
def test_bad_files_are_refused_with_every_problem(folder: Folder, words: tuple[str, ...]) -> None:
    folder.change(PARTIES, 2, joined="soon")
    folder.change(COLLABORATIONS, 3, status="busy")
    before = revision()
    result = run("--folder", str(folder.path), *words)
    assert result.exit_code == 1
    assert isinstance(result.exception, BadFiles)
    assert str(result.exception).splitlines()[0] == "Nothing was loaded: there are 2 problems in the files."
    assert "  register/parties.csv, line 2, column joined: “soon” is not a date." in str(result.exception)
    assert revision() == before
