"""Finance officers' words: of exactly their own body, sealed to the lines as they stood, said anew after."""

import uuid
from typing import Any

import pytest

from frankpledge.audit.actors import Actor, ActorKind, at_command_line
from frankpledge.benefits.actions import ledger_words, ledgers
from frankpledge.benefits.actions.ledger_words import Said
from frankpledge.benefits.models import LedgerWord, Vintage
from frankpledge.benefits.queries.ledger_words import BodyView, View, contested_lines, views_of
from frankpledge.benefits.queries.ledgers import ledger_of
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import POWERS, Power, Role
from tests.ledgers import body, books, entered, line, locked, officer, said, seal, shares, vintage_of
from tests.members import CAST, Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db
OURS, THEIRS = "northshire", "eastmarch"


@pytest.fixture
def clerk(members: Members) -> Actor:
    return members.actor(OURS, Role.CONTRIBUTOR)


@pytest.fixture
def plan(clerk: Actor, world: World) -> Vintage:
    begun(clerk, world.record("dogs"))
    made = vintage_of(clerk, world.record("dogs"))
    entered(clerk, made)
    return made


def views(vintage: Vintage) -> dict[str, BodyView]:
    return {each.body.slug: each for each in views_of(ledger_of(books(vintage), vintage))}


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_only_finance_officers_say_it_and_only_of_their_own_body(
    plan: Vintage, members: Members, organisation: str, role: Role
) -> None:
    actor = members.actor(organisation, role)
    may = organisation == OURS and Power.VALIDATE_FIGURES in POWERS[role]
    for slug in (OURS, THEIRS):
        if may and slug == OURS:
            assert said(plan, slug, by=actor).agrees
        else:
            with pytest.raises(NotAllowed):
                said(plan, slug, by=actor)
    assert LedgerWord.objects.count() == int(may)


def test_the_policing_bodys_officer_does_not_speak_for_the_chief_constable(
    plan: Vintage, clerk: Actor
) -> None:
    entered(clerk, plan, what="Vans", shares=shares(pcc_northshire=7_00))
    with pytest.raises(NotAllowed):
        said(plan, OURS, by=officer("pcc-northshire"))
    assert said(plan, "pcc-northshire").agrees
    assert {slug: each.view for slug, each in views(plan).items()} == {
        "northshire": View.NOT_SAID, "pcc-northshire": View.AGREES, "eastmarch": View.NOT_SAID,
    }  # fmt: skip


def test_no_key_and_no_command_says_it(plan: Vintage) -> None:
    for actor in (at_command_line("An operator"), Actor(kind=ActorKind.SYSTEM, name="A key", token_id=1)):
        with pytest.raises(NotAllowed):
            said(plan, OURS, by=actor)


def test_without_a_second_step_nothing_is_said(plan: Vintage, members: Members) -> None:
    with pytest.raises(NotAllowed, match="second step"):
        said(plan, OURS, by=members.actor(OURS, Role.FINANCE, verified=False))


def test_a_word_lapses_when_the_own_lines_change_and_not_when_others_do(plan: Vintage, clerk: Actor) -> None:
    said(plan, OURS)
    entry = plan.entries.get()
    of: dict[str, Any] = {"by": clerk, "collaboration": plan.workspace.collaboration, "entry_id": entry.pk}
    entry = ledgers.change(
        **of, version=entry.version, line=line(shares=shares(northshire=60_00, eastmarch=45_00))
    )
    assert views(plan)[OURS].view is View.AGREES
    ledgers.change(**of, version=entry.version, line=line(shares=shares(northshire=61_00, eastmarch=45_00)))
    assert views(plan)[OURS].view is View.CHANGED
    said(plan, OURS)
    assert views(plan)[OURS].view is View.AGREES
    assert LedgerWord.objects.count() == 2


def test_who_did_not_see_the_lines_is_told(plan: Vintage, clerk: Actor) -> None:
    seen = seal(plan, OURS)
    entered(clerk, plan, what="Vans")
    with pytest.raises(Stale):
        said(plan, OURS, seal=seen)
    assert not LedgerWord.objects.exists()


def test_a_contest_says_why_and_keeps_both_views_of_the_line(plan: Vintage) -> None:
    entry = plan.entries.get()
    with pytest.raises(Invalid, match="why you contest"):
        said(plan, OURS, agrees=False, words=" ")
    said(plan, OURS, agrees=False, words="We pay half.", lines_pence={entry.pk: 50_00})
    held = ledger_of(books(plan), plan)
    (contested,) = contested_lines(held, views_of(held))
    ((who, row, why),) = contested.views
    assert (who.slug, row.stood_pence, row.says_pence, why) == (OURS, 60_00, 50_00, "We pay half.")
    assert (contested.entry.pk, row.what) == (entry.pk, "Kennels")


def test_nobody_agrees_a_line_and_says_another_amount(plan: Vintage) -> None:
    pk = plan.entries.get().pk
    with pytest.raises(Invalid) as refused:
        said(plan, OURS, lines_pence={pk: 50_00})
    assert "answer" in refused.value.fields
    assert said(plan, OURS, lines_pence={pk: 60_00}).agrees


def test_nobody_contests_the_lines_of_others(plan: Vintage, clerk: Actor) -> None:
    theirs = entered(clerk, plan, what="Theirs", shares=shares(eastmarch=5_00))
    with pytest.raises(Invalid, match="own lines"):
        said(plan, OURS, agrees=False, lines_pence={theirs.pk: 1_00})


def test_said_twice_it_is_one_and_the_newest_counts(plan: Vintage) -> None:
    of: dict[str, Any] = {
        "by": officer(OURS), "collaboration": plan.workspace.collaboration, "kind": "plan", "number": 1,
        "organisation": body(OURS), "seal": seal(plan, OURS), "key": uuid.uuid4(),
    }  # fmt: skip
    first = ledger_words.say(**of, said=Said(agrees=True))
    assert ledger_words.say(**of, said=Said(agrees=False, words="No.")) == first
    assert ledger_words.say(**{**of, "key": uuid.uuid4()}, said=Said(agrees=True)) == first
    said(plan, OURS, agrees=False)
    assert views(plan)[OURS].view is View.CONTESTS


def test_a_body_without_lines_has_nothing_to_say(plan: Vintage) -> None:
    with pytest.raises(Invalid, match="no lines"):
        said(plan, "pcc-northshire", seal="0" * 64)


def test_the_yearly_acceptance_is_of_a_final_outturn_that_is_locked(
    plan: Vintage, clerk: Actor, members: Members, world: World
) -> None:
    with pytest.raises(Invalid, match="final outturn"):
        said(plan, OURS, is_yearly=True)
    final = vintage_of(clerk, world.record("dogs"), "outturn", is_final=True)
    entered(clerk, final)
    with pytest.raises(Invalid, match="final outturn"):
        said(final, OURS, is_yearly=True)
    locked(members.actor(OURS, Role.OWNER), final)
    said(final, OURS)
    assert not views(final)[OURS].has_accepted
    said(final, OURS, is_yearly=True)
    assert views(final)[OURS].has_accepted
    assert not views(final)[THEIRS].has_accepted
