"""Money taken out of budgets and time given to something else: with what shows it, in its own word."""

import uuid
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import banking
from frankpledge.benefits.actions.banking import Taken
from frankpledge.benefits.models import Banking, BenefitClass, EntryKind, Profile
from frankpledge.benefits.queries.banking import banked_of
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.models import Role
from tests.ledgers import YEAR, body, books, entered, officer, shares, vintage_of
from tests.members import Members
from tests.tracking import agreed, begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.OWNER)
    begun(actor, world.record("dogs"))
    return actor


@pytest.fixture
def saving(owner: Actor, world: World) -> Profile:
    return agreed(owner, profiled(owner, world.record("dogs"), "Rent saved", benefit_class=BenefitClass.CASH))


def put(profile: Profile, slug: str = "northshire", *, by: Actor | None = None, **words: Any) -> Banking:
    said = {"year": YEAR, "amount_pence": 50_00, "budget_reference": "Virement 7", **words}
    return banking.put(
        by=by or officer(slug),
        reference=profile.reference,
        organisation=body(slug),
        taken=Taken(**said),
        key=uuid.uuid4(),
    )


def test_money_counts_for_its_own_year_alone_beside_what_was_claimed(
    owner: Actor, saving: Profile, world: World
) -> None:
    outturn = vintage_of(owner, world.record("dogs"), "outturn")
    for pence in (60_00, 40_00):
        entered(
            owner, outturn, kind=EntryKind.SAVING, profile=saving.reference, shares=shares(northshire=pence)
        )
    put(saving)
    put(saving, year=YEAR - 1)
    held = banked_of(books(outturn))
    by_year = {each.year: (each.claimed_pence, each.banked_pence, each.ratio) for each in held.claims}
    assert by_year == {YEAR: (100_00, 50_00, Fraction(1, 2)), YEAR - 1: (0, 50_00, None)}


def test_what_is_withdrawn_says_why_stays_on_record_and_counts_no_more(
    owner: Actor, saving: Profile, world: World
) -> None:
    row = put(saving)
    with pytest.raises(NotAllowed):
        banking.withdraw(by=officer("eastmarch"), banking_id=row.pk, reason="No.")
    with pytest.raises(Invalid, match="why"):
        banking.withdraw(by=officer("northshire"), banking_id=row.pk, reason=" ")
    done = banking.withdraw(by=officer("northshire"), banking_id=row.pk, reason="Put back in June.")
    again = banking.withdraw(by=officer("northshire"), banking_id=row.pk, reason="Twice.")
    assert done.withdrawn_because == again.withdrawn_because == "Put back in June."
    held = banked_of(books(vintage_of(owner, world.record("dogs"))))
    assert (held.banked_pence, len(held.rows)) == (0, 1)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"budget_reference": ""}, "budget_reference"),
        ({"amount_pence": None}, "amount"),
        ({"amount_pence": 0}, "amount"),
        ({"year": 2999}, "year"),
    ],
)
def test_money_without_its_reference_is_refused(saving: Profile, words: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        put(saving, **words)
    assert field in refused.value.fields


def test_time_says_where_it_went(owner: Actor, world: World) -> None:
    hours = agreed(owner, profiled(owner, world.record("dogs")))
    of: dict[str, Any] = {"amount_pence": None, "budget_reference": "", "quantity": Decimal(300)}
    with pytest.raises(Invalid) as refused:
        put(hours, **of)
    assert "went_to" in refused.value.fields
    assert put(hours, **of, went_to="Neighbourhood patrol").quantity == 300


def test_nothing_is_counted_of_a_draft_or_of_what_is_neither_money_nor_time(
    owner: Actor, world: World
) -> None:
    draft = profiled(owner, world.record("dogs"), benefit_class=BenefitClass.CASH)
    with pytest.raises(Invalid, match="not agreed"):
        put(draft)
    social = agreed(owner, profiled(owner, world.record("dogs"), benefit_class=BenefitClass.SOCIAL))
    with pytest.raises(Invalid, match="Only money"):
        put(social, quantity=Decimal(1), went_to="Anywhere")


def test_a_form_sent_twice_is_one_and_others_say_nothing_for_a_body(
    saving: Profile, members: Members
) -> None:
    key = uuid.uuid4()
    taken = Taken(year=YEAR, amount_pence=5_00, budget_reference="V1")
    of: dict[str, Any] = {"reference": saving.reference, "organisation": body("northshire"), "taken": taken}
    rows = {banking.put(by=officer("northshire"), **of, key=key).pk for _ in range(2)}
    assert len(rows) == 1
    for actor in (
        officer("eastmarch"), members.actor("northshire", Role.OWNER), members.actor("", Role.CURATOR),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            banking.put(by=actor, **of, key=uuid.uuid4())


def test_what_is_not_there_is_not_found(saving: Profile) -> None:
    with pytest.raises(NotFound):
        banking.withdraw(by=officer("northshire"), banking_id=0, reason="No.")
    saving.reference = "B-2222-22"
    with pytest.raises(NotFound):
        put(saving)
