"""Benefits and drawbacks in a browser without scripts: added, written, linked, signed, agreed, given up."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.benefits.models import BenefitClass, Profile, ProfileState, SignOff
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.ledgers import officer
from tests.members import Members, address, sign_in
from tests.purposes import published
from tests.tracking import begun, measured, profiled
from tests.web.test_workspaces import filled, signed_in
from tests.world import CURATOR, World

BUDGET = 24


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


@pytest.fixture
def dogs(world: World, members: Members) -> Collaboration:
    begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"))
    return world.record("dogs")


def test_a_benefit_from_its_first_words_to_its_agreement(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    measure = measured()
    start = f"/collaborations/{dogs.reference}/benefits/profiles"
    assert "None is written down yet" in words_of(clerk.get(start))
    form = filled(clerk.get(f"{start}/add"))
    typed = {**form, "title": "Handlers freed", "benefit_class": "capacity", "beneficiary": "all"}
    for _ in range(2):
        assert clerk.post(f"{start}/add", typed).status_code == 303
    held = Profile.objects.get()
    page = f"{start}/{held.reference}"
    northshire = Organisation.objects.get(slug="northshire")
    for section, said in {
        "measure": {"measure": str(measure.pk), "data_lag_days": "14"},
        "time": {"target": "1,200.5", "target_on": "31 March 2027"},
        "shares": {"deadweight": "12.5", "deadweight_reason": "Two would have retired."},
        "sure": {"low": "900", "likely": "1000", "high": "1200", "tolerance": "20"},
        "worth": {
            "unit_value_pence": "£38.50",
            "unit_value_source": "A pack",
            "unit_value_prices_of": "2024",
        },
        "who": {"owner": str(northshire.pk), "owner_post": "Head of operations"},
    }.items():
        form = filled(clerk.get(f"{page}/write/{section}"))
        sent = clerk.post(f"{page}/write/{section}", {**form, **said})
        assert sent["Location"] == f"{page}#{section}", words_of(sent)
    held.refresh_from_db()
    assert (held.target, held.deadweight, held.unit_value_pence) == (
        Decimal("1200.5"),
        Decimal("0.125"),
        3850,
    )
    shown = words_of(clerk.get(page))
    for said_now in ("12.5 per cent", "£38.50", "31 March 2027", "Hours of handlers freed", "1,200.5"):
        assert said_now in shown
    assert filled(clerk.get(f"{page}/write/shares"))["deadweight"] == "12.5"
    assert clerk.get(f"{page}/move/agree").status_code == 403
    owner = signed_in(members, Role.OWNER)
    assert owner.post(f"{page}/move/agree", filled(owner.get(f"{page}/move/agree"))).status_code == 303
    held.refresh_from_db()
    assert held.state == ProfileState.AGREED
    drop = filled(owner.get(f"{page}/move/drop"))
    assert owner.post(f"{page}/move/drop", {**drop, "reason": " "}).status_code == 422
    assert owner.post(f"{page}/move/drop", {**drop, "reason": "Nobody can tell."}).status_code == 303
    assert "Nobody can tell." in words_of(clerk.get(page))
    assert "/write/" not in clerk.get(page).content.decode()


@pytest.mark.parametrize(
    ("section", "typed", "told"),
    [
        ("time", {"target": "many"}, "Enter a number"),
        ("time", {"ends_on": "soon"}, "Enter a real day"),
        ("measure", {"data_lag_days": "99999"}, "Enter a whole number"),
        ("measure", {"measure": "0"}, "Choose from the list"),
        ("shares", {"leakage": "120", "leakage_reason": "So."}, "Enter a share from 0 to 100 per cent"),
        ("shares", {"leakage": "12"}, "Enter why"),
        ("worth", {"is_counted": "", "counted_in": "B-2222-22"}, "Enter the reference of a benefit"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    clerk: Client, dogs: Collaboration, members: Members, section: str, typed: dict[str, str], told: str
) -> None:
    held = profiled(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    page = f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}/write/{section}"
    refused = clerk.post(page, {**filled(clerk.get(page)), **typed})
    assert refused.status_code == 422
    assert told in words_of(refused)
    for name, value in typed.items():
        assert name in {"measure", "is_counted"} or filled(refused)[name] == value
    held.refresh_from_db()
    assert held.version == 1


def test_whoever_saves_second_is_told_and_keeps_their_words(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    held = profiled(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    page = f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}/write/risks"
    first, second = (filled(clerk.get(page)) for _ in range(2))
    assert clerk.post(page, {**first, "risks": "Few dogs."}).status_code == 303
    stale = clerk.post(page, {**second, "risks": "No dogs."})
    assert stale.status_code == 409
    assert filled(stale)["risks"] == "No dogs."
    assert clerk.post(page, filled(stale)).status_code == 303


def test_what_is_missing_shrinks_as_it_is_said(clerk: Client, dogs: Collaboration, members: Members) -> None:
    published(CURATOR, dogs)
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    held = profiled(contributor, dogs)
    harm = profiled(contributor, dogs, "Calls unanswered", benefit_class=BenefitClass.DISBENEFIT)
    page = f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}"

    def missing() -> str:
        [found] = re.findall(r"What is missing \((\d+)\)", words_of(clerk.get(page)))
        return str(found)

    before = int(missing())
    form = filled(clerk.get(f"{page}/links"))
    ticked = re.findall(r'name="(objective-\d+)"', clerk.get(f"{page}/links").content.decode())
    assert ticked
    typed = {"version": form["version"], ticked[0]: "yes", f"drawback-{harm.pk}": "yes"}
    assert clerk.post(f"{page}/links", typed).status_code == 303
    assert int(missing()) == before - 2
    form = filled(clerk.get(f"{page}/realisers"))
    shares = {**form, "post-northshire": "Sergeant", "share-northshire": "60", "post-eastmarch": "Inspector"}
    assert clerk.post(f"{page}/realisers", {**shares, "share-eastmarch": "41"}).status_code == 422
    assert clerk.post(f"{page}/realisers", {**shares, "share-eastmarch": "40"}).status_code == 303
    assert int(missing()) == before - 3
    assert filled(clerk.get(f"{page}/realisers"))["share-northshire"] == "60"


def test_each_signs_for_their_own_and_a_later_word_asks_anew(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    held = profiled(members.actor("northshire", Role.CONTRIBUTOR), dogs)
    page = f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}"
    owner = signed_in(members, Role.OWNER)
    assert "as its owner" in words_of(owner.get(page))
    sign = f"{page}/sign/owner/northshire"
    assert clerk.get(sign).status_code == 403
    form = filled(owner.get(sign))
    for _ in range(2):
        assert owner.post(sign, {**form, "words": "Fine."}).status_code == 303
    assert SignOff.objects.count() == 1
    assert "signed off as it stands" in words_of(clerk.get(page))
    assert owner.get(f"{page}/sign/finance/northshire").status_code == 403
    finance = Client()
    officer("eastmarch")
    sign_in(finance, person_of("eastmarch"))
    form = filled(finance.get(f"{page}/sign/finance/eastmarch"))
    assert finance.post(f"{page}/sign/finance/eastmarch", form).status_code == 303
    risks = filled(clerk.get(f"{page}/write/risks"))
    clerk.post(f"{page}/write/risks", {**risks, "risks": "Few dogs."})
    assert "signed off before it was changed" in words_of(clerk.get(page))
    assert owner.post(sign, form).status_code == 409


def person_of(slug: str) -> User:
    return User.objects.get(email=address(slug, Role.FINANCE))


def test_the_list_asks_the_same_for_one_and_for_forty(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    profiled(contributor, dogs)
    page = f"/collaborations/{dogs.reference}/benefits/profiles"

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page).status_code == 200
        return len(asked)

    counted()
    few = counted()
    for number in range(39):
        profiled(contributor, dogs, f"Benefit {number}")
    assert counted() == few <= BUDGET
    assert "40 are written down" in words_of(clerk.get(page))


def test_nothing_of_another_record_is_found_here(clerk: Client, dogs: Collaboration, world: World) -> None:
    begun(CURATOR, world.record("records"))
    theirs = profiled(CURATOR, world.record("records"), owner=None)
    for last in ("", "/write/what", "/links", "/realisers"):
        page = f"/collaborations/{dogs.reference}/benefits/profiles/{theirs.reference}{last}"
        assert clerk.get(page).status_code == 404
