"""Everything that may be wrong with the files is said with its file, line and column, and what would do."""

from collections.abc import Callable

import pytest

from tests.exchange.register_files.folder import FILES, Folder

FUNCTIONS, ORGANISATIONS, RELATIONS, ALIASES, FIGURES, COLLABORATIONS, REFERENCES, PARTIES, EVENTS, CLAIMS = (
    FILES
)
LIST = "is not on the list. Write one of: "
DATE = "is not a date. Write yyyy, yyyy-mm or yyyy-mm-dd."

BAD_CELLS = [
    # Cells that cannot be read
    (PARTIES, "joined", "2012-13", f"“2012-13” {DATE}"),
    (PARTIES, "left", "May 2012", f"“May 2012” {DATE}"),
    (EVENTS, "date", "", "It is blank. Write yyyy, yyyy-mm or yyyy-mm-dd."),
    (EVENTS, "what", "", "It is blank. Write what it is."),
    (EVENTS, "kind", "began", f"“began” {LIST}proposed, agreed, started"),
    (EVENTS, "source_url", "the Gazette", "“the Gazette” is not an address. Write http:// or https://"),
    (EVENTS, "source_url", "https://a.example/ ; https://a.example/", "It names an address twice."),
    (PARTIES, "role", "Lead", f"“Lead” {LIST}lead, host, member"),
    (PARTIES, "basis", "", "It is blank. Write one of: stated, partial, assumed."),
    (PARTIES, "note", "two  ", "It begins or ends with a space."),
    (PARTIES, "note", "a\x00b", "It holds a character that cannot be read."),
    (CLAIMS, "amount", "1,000", "“1,000” is not a number. Write digits only"),
    (CLAIMS, "amount", "£1000", "“£1000” is not a number."),
    (CLAIMS, "amount", "1e6", "“1e6” is not a number."),
    (CLAIMS, "amount", "-1", "“-1” is not a number."),
    (CLAIMS, "amount", "1.00001", "“1.00001” has too many decimals."),
    (CLAIMS, "covers_slugs", "norfolk;;suffolk", "There is nothing before, after or between two “;”."),
    (CLAIMS, "covers_slugs", "norfolk;norfolk", "“norfolk;norfolk” names something twice. Name it once."),
    (CLAIMS, "claim_id", "EMSOU 1", "“EMSOU 1” is not a slug. Write small letters, digits and “-”"),
    (COLLABORATIONS, "parties_expected", "2.5", "has too many decimals. Write a whole number"),
    (COLLABORATIONS, "parties_expected", "two", "“two” is not a number. Write a whole number"),
    (COLLABORATIONS, "functions", "air-support", "“air-support” is not a slug."),
    (COLLABORATIONS, "functions", "", "It is blank."),
    (COLLABORATIONS, "title", "x" * 201, "It has 201 characters. Use at most 200."),
    (COLLABORATIONS, "agreement_url", "www.example.com", "is not an address."),
    (COLLABORATIONS, "status", "unknown", f"“unknown” {LIST}proposed"),
    (ORGANISATIONS, "region", "north-east", f"“north-east” {LIST}East Midlands"),
    (ORGANISATIONS, "country", "England; ", "It begins or ends with a space."),
    (ALIASES, "ambiguous", "no", f"“no” {LIST}yes."),
    (FIGURES, "value", "", "It is blank. Write digits only"),
    (FIGURES, "unit", "heads", f"“heads” {LIST}FTE, people, GBP."),
    (REFERENCES, "reference", "C-1", "“C-1” is not a reference. Write “C-” and at least four digits"),
    (FUNCTIONS, "description", "", "It is blank."),
    # Cells that do not fit the row or the other files
    (PARTIES, "collaboration_slug", "nowhere", f"“nowhere” is not in {COLLABORATIONS}. Correct it, or add"),
    (PARTIES, "organisation_slug", "nowhere", f"“nowhere” is not in {ORGANISATIONS}."),
    (EVENTS, "collaboration_slug", "nowhere", f"“nowhere” is not in {COLLABORATIONS}."),
    (CLAIMS, "collaboration_slug", "nowhere", f"“nowhere” is not in {COLLABORATIONS}."),
    (CLAIMS, "covers_slugs", "norfolk;nowhere", f"“nowhere” is not in {ORGANISATIONS}."),
    (CLAIMS, "contradicts", "nothing-01", f"“nothing-01” is not in {CLAIMS}."),
    (CLAIMS, "contradicts", "emsou-02", "“emsou-02” does not point back. Name each claim in"),
    (CLAIMS, "contradicts", "emsou-01", "A claim does not contradict itself."),
    (CLAIMS, "supersedes", "nothing-01", f"“nothing-01” is not in {CLAIMS}."),
    (CLAIMS, "supersedes", "emsou-01", "It leads back to itself: emsou-01 → emsou-01."),
    (CLAIMS, "amount_upper", "30", "A figure “between” two has an upper amount, and no other figure has."),
    (COLLABORATIONS, "functions", "air_support;baking", f"“baking” is not in {FUNCTIONS}."),
    (COLLABORATIONS, "parent_slug", "nowhere", f"“nowhere” is not in {COLLABORATIONS}."),
    (COLLABORATIONS, "parent_slug", "npas", "It leads back to itself: npas → npas."),
    (COLLABORATIONS, "ending_kind", "term", "An ended collaboration, and no other, has a kind of ending."),
    (COLLABORATIONS, "end_date", "2011", "2011 is before 2012-10-01."),
    (COLLABORATIONS, "agreement_url_note", "a mirror", "It has no address. Give the agreement_url too."),
    (ORGANISATIONS, "oversees", "norfolk", f"{RELATIONS} says that it maintains nothing. Make the two agree"),
    (ORGANISATIONS, "legal_capacity", "policing_body", "A policing body, and nobody else, signs"),
    (RELATIONS, "from_slug", "nowhere", f"“nowhere” is not in {ORGANISATIONS}."),
    (RELATIONS, "to_slug", "pcc-avon-and-somerset", "A relation joins two organisations."),
    (RELATIONS, "to_date", "2012-11-21", "2012-11-21 is before 2012-11-22."),
    (ALIASES, "members", "norfolk", "Only a group has members. Leave it blank."),
    (ALIASES, "organisation_or_group", "Avon", f"“Avon” is not in {ORGANISATIONS}. Correct it, or make"),
    (FIGURES, "organisation_slug", "nowhere", f"“nowhere” is not in {ORGANISATIONS}."),
    (FIGURES, "period_end", "2018", "2018 is before 2019-06-30."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "column", "text", "message"), BAD_CELLS)
def test_a_bad_cell_is_said_with_its_file_line_and_column(
    folder: Folder, file: str, column: str, text: str, message: str
) -> None:
    folder.change(file, 2, **{column: text})
    problems = folder.problems()
    said = [str(problem) for problem in problems]
    place = f"{file}, line 2, column {column}: "
    assert any(line.startswith(place) and message in line for line in said), said


def test_the_files_that_ship_are_right(folder: Folder) -> None:
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f.path / PARTIES).unlink(), f"{PARTIES}: The file is not there. Put it into "),
        (
            lambda f: f.replace(PARTIES, b"organisation_slug,role", b"organisation_slug,rolle"),
            f"{PARTIES}, line 1, column role: The column is missing. Add it",
        ),
        (
            lambda f: f.replace(PARTIES, b"organisation_slug,role", b"organisation_slug,rolle"),
            f"{PARTIES}, line 1, column rolle: No such column is known. The columns are: collaboration_slug,",
        ),
        (
            lambda f: f.replace(PARTIES, b"basis,source_url", b"basis,basis,source_url"),
            f"{PARTIES}, line 1, column basis: The column is there twice. Keep one.",
        ),
        (
            lambda f: f.replace(PARTIES, b"npas,bedfordshire,", b"npas,bedfordshire,,"),
            f"{PARTIES}, line 3: The row has 9 cells, and the header has 8. Look for a comma",
        ),
        (
            lambda f: f.replace(PARTIES, b"npas,bedfordshire,member", b"npas,bedfordshire"),
            f"{PARTIES}, line 3: The row has 7 cells, and the header has 8.",
        ),
        (
            lambda f: f.replace(EVENTS, b"Service begins.", b"Service b\xe9gins."),
            f"{EVENTS}, line 3: It is not UTF-8 text. Save the file as CSV UTF-8.",
        ),
        (
            lambda f: f.replace(EVENTS, b"Service begins.", b'"Service" begins.'),
            f"{EVENTS}, line 3: It is not a row of CSV: ",
        ),
        (
            lambda f: (f.path / "register/extra.csv").write_text("a\n"),
            "register/extra.csv: No such file is known. Take it away, or rename it.",
        ),
        (
            lambda f: f.add(PARTIES, like=3),
            f"{PARTIES}, line 913, column collaboration_slug: It is the same row as line 3. Keep one",
        ),
        (
            lambda f: f.add(CLAIMS, like=2),
            f"{CLAIMS}, line 220, column claim_id: It is the same row as line 2.",
        ),
        (
            lambda f: f.add(REFERENCES, slug="new", reference="C-0001"),
            f"{REFERENCES}, line 118, column reference: Line 2 has the same reference.",
        ),
        (
            lambda f: f.add(FUNCTIONS, slug="new"),
            f"{FUNCTIONS}, line 49, column name: Line 2 has the same name. Give each function",
        ),
        (
            lambda f: f.change(CLAIMS, 2, period_start="2013"),
            f"{CLAIMS}, line 2, column period_end: 2012 is before 2013. Correct one of the two dates.",
        ),
        (
            lambda f: f.change(CLAIMS, 2, qualifier="between"),
            f"{CLAIMS}, line 2, column amount_upper: A figure “between” two has an upper amount",
        ),
        (
            lambda f: f.change(CLAIMS, f.line(CLAIMS, amount_upper="40"), amount="40"),
            "column amount_upper: The upper amount must be more than the amount.",
        ),
        (
            lambda f: f.change(COLLABORATIONS, 2, status="ended"),
            f"{COLLABORATIONS}, line 2, column ending_kind: An ended collaboration, and no other, has",
        ),
        (
            lambda f: f.change(ALIASES, 2, kind="group"),
            f"{ALIASES}, line 2, column members: A group has members. Name them, with “;” between.",
        ),
        (
            lambda f: f.change(RELATIONS, 2, to_slug="norfolk"),
            f"column oversees: {RELATIONS} says that it maintains norfolk.",
        ),
        (
            lambda f: f.change(
                COLLABORATIONS, f.line(COLLABORATIONS, slug="emsou"), parent_slug="emsou-forensics"
            ),
            "column parent_slug: It leads back to itself: emsou → emsou-forensics → emsou.",
        ),
        (
            lambda f: f.change(ALIASES, f.line(ALIASES, alias="BCH"), members="bedfordshire;kent"),
            "column members: Line ",
        ),
        (
            lambda f: f.add(RELATIONS, f.line(RELATIONS, relation="succeeds"), **_reversed(f)),
            "column to_slug: It leads back to “",
        ),
        (
            lambda f: f.remove(RELATIONS, f.line(RELATIONS, from_slug="pcc-norfolk", relation="maintains")),
            f"column oversees: {RELATIONS} says that it maintains nothing.",
        ),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_said_with_its_line(
    folder: Folder, spoil: Callable[[Folder], object], said: str
) -> None:
    spoil(folder)
    problems = [str(problem) for problem in folder.problems()]
    assert any(said in problem for problem in problems), problems


def _reversed(folder: Folder) -> dict[str, str]:
    row = folder.rows(RELATIONS)[folder.line(RELATIONS, relation="succeeds") - 2]
    return {"from_slug": row["to_slug"], "to_slug": row["from_slug"]}


def test_all_problems_are_said_and_not_only_the_first(folder: Folder) -> None:
    folder.change(PARTIES, 2, joined="soon", role="boss")
    folder.change(PARTIES, 900, left="later")
    folder.change(CLAIMS, 7, amount="lots")
    folder.change(ORGANISATIONS, 5, kind="club")
    places = [(problem.file, problem.line, problem.column) for problem in folder.problems()]
    assert places == [
        (CLAIMS, 7, "amount"),
        (ORGANISATIONS, 5, "kind"),
        (PARTIES, 2, "joined"),
        (PARTIES, 2, "role"),
        (PARTIES, 900, "left"),
    ]


def test_a_cell_of_several_lines_does_not_put_the_numbers_out(folder: Folder) -> None:
    folder.change(EVENTS, 2, what="One line\nand another\nand a third.")
    folder.change(EVENTS, 5, kind="began")
    assert [problem.line for problem in folder.problems()] == [7]


@pytest.mark.parametrize(
    "harmless",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + b"\n\n",
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["a byte order mark", "lines ended as Windows does", "empty lines", "no end of the last line"],
)
def test_what_a_spreadsheet_may_do_is_no_fault(folder: Folder, harmless: Callable[[bytes], bytes]) -> None:
    for file in FILES:
        path = folder.path / file
        path.write_bytes(harmless(path.read_bytes()))
    assert folder.problems() == []


def test_columns_may_stand_in_any_order(folder: Folder) -> None:
    rows = [dict(reversed(row.items())) for row in folder.rows(PARTIES)]
    folder.write(PARTIES, rows)
    assert folder.problems() == []


def test_a_broken_file_does_not_make_the_others_look_broken(folder: Folder) -> None:
    folder.replace(ORGANISATIONS, b"slug,name", b"slag,name")
    assert {problem.file for problem in folder.problems()} == {ORGANISATIONS}
