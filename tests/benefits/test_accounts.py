"""The ledger of a year beside the notes of each body's accounts, and what is between them."""

from typing import Any

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import accounts
from frankpledge.benefits.models import AccountsNote, EntryKind, Vintage
from frankpledge.benefits.queries.accounts import Match, sheet_of
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Role
from tests.ledgers import YEAR, body, books, entered, officer, shares, vintage_of
from tests.members import Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def outturn(members: Members, world: World) -> Vintage:
    clerk = members.actor("northshire", Role.CONTRIBUTOR)
    begun(clerk, world.record("dogs"))
    made = vintage_of(clerk, world.record("dogs"), "outturn")
    entered(clerk, made)
    entered(clerk, made, kind=EntryKind.TRANSFER, shares=shares(northshire=-5_00, eastmarch=5_00))
    entered(clerk, made, kind=EntryKind.GRANT, shares=shares(northshire=2_00))
    return made


def noted(outturn: Vintage, slug: str, pence: int, *, by: Actor | None = None, **words: Any) -> AccountsNote:
    said = {"source": "Accounts 2024/25, note 12", "explanation": "", "version": 0, "year": YEAR, **words}
    return accounts.put(
        by=by or officer(slug),
        collaboration=outturn.workspace.collaboration,
        organisation=body(slug),
        amount_pence=pence,
        **said,
    )


def matches(outturn: Vintage) -> dict[str, tuple[int | None, Match]]:
    rows = sheet_of(books(outturn), YEAR).rows
    return {row.body.slug: (row.difference_pence, row.match) for row in rows}


def test_a_difference_is_explained_or_shown_as_unexplained(outturn: Vintage) -> None:
    assert matches(outturn) == {"northshire": (None, Match.NO_NOTE), "eastmarch": (None, Match.NO_NOTE)}
    # 60.00 of cost, 5.00 paid over, less 2.00 of grant.
    noted(outturn, "northshire", 63_00)
    noted(outturn, "eastmarch", 36_00)
    assert matches(outturn) == {"northshire": (0, Match.SAME), "eastmarch": (99, Match.UNEXPLAINED)}
    noted(outturn, "eastmarch", 36_00, explanation="Rounded in the note.", version=1)
    assert matches(outturn)["eastmarch"] == (99, Match.EXPLAINED)


def test_a_note_of_a_year_without_an_outturn_is_told_so(outturn: Vintage) -> None:
    noted(outturn, "northshire", 1_00, year=YEAR - 1)
    (row,) = sheet_of(books(outturn), YEAR - 1).rows
    assert (row.match, row.difference_pence) == (Match.NO_OUTTURN, None)


def test_only_its_own_finance_officers_say_what_its_accounts_have(outturn: Vintage, members: Members) -> None:
    for actor in (
        officer("eastmarch"), members.actor("northshire", Role.OWNER), members.actor("", Role.CURATOR),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            noted(outturn, "northshire", 1_00, by=actor)
    assert not AccountsNote.objects.exists()


def test_said_twice_it_is_one_and_an_old_version_is_told(outturn: Vintage) -> None:
    first = noted(outturn, "northshire", 1_00)
    assert noted(outturn, "northshire", 1_00) == first
    with pytest.raises(Stale):
        noted(outturn, "northshire", 2_00)
    assert noted(outturn, "northshire", 2_00, version=1).version == 2


@pytest.mark.parametrize(
    ("words", "field"), [({"source": ""}, "source"), ({"year": 25}, "year"), ({"pence": None}, "amount")]
)
def test_what_is_wrong_is_said_beside_its_field(outturn: Vintage, words: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        noted(outturn, "northshire", words.pop("pence", 1_00), **words)
    assert field in refused.value.fields
