"""The pages about agreements, as a browser without JavaScript walks them."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.models import Read
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import (
    Agreement,
    AgreementKind,
    ChecklistAnswer,
    Ending,
    Notice,
    Obligation,
    Party,
    Reservation,
    Signature,
    Status,
)
from frankpledge.web.models import PublicPage
from tests import documents
from tests.agreements import SIGNED, day, drafted, in_days, sent, signed, slugs, speaker
from tests.members import Members, address, sign_in
from tests.world import CURATOR, World

TODAY_WRITTEN = "1 March 2025"


def browser(members: Members, organisation: str = "northshire", role: Role = Role.OWNER) -> Client:
    client = Client()
    sign_in(client, members.user(organisation, role))
    return client


def owner(members: Members) -> Any:
    return members.actor("northshire", Role.OWNER)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def hidden(answer: Any, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert match, name
    return match[1]


def walked(client: Client, path: str, **answers: str) -> Any:
    """Asked, answered, looked over where there is something to look over, and done."""
    first = client.get(path)
    assert first.status_code == 200, text(first)[:500]
    for name in ("key", "version"):
        if f'name="{name}"' in first.content.decode():
            answers.setdefault(name, hidden(first, name))
    second = client.post(path, answers)
    if second.status_code == 200:
        assert "Check your answers" in text(second)
        second = client.post(path, {**answers, "step": "checked"})
    assert second.status_code == 303, text(second)[:1500]
    return client.get(second.headers["Location"])


def test_drafting_signing_and_the_public_page(world: World, members: Members) -> None:
    client, dogs = browser(members), world.record("dogs")
    begun = walked(
        client, f"/collaborations/{dogs.reference}/agreements/begin", title="Dogs together", kind="original"
    )
    assert "The draft is begun" in text(begun)
    held = Agreement.objects.get(title="Dogs together")
    base = f"/agreements/{held.reference}"
    walked(
        client, f"{base}/terms/provisions", force="yes", body="no", body_and_force="no", states_purpose="no"
    )
    walked(client, f"{base}/terms/dates", in_force_from="March 2025", expires_on="2030", review_on="")
    walked(
        client, f"{base}/terms/notice", notice_months="12", notice_by="any_party", renewal_terms="By letter."
    )
    silent = {f"exit_{name}": "" for name in ("staff", "assets", "contracts", "data", "records")}
    walked(client, f"{base}/terms/exit", **silent, exit_costs="Who leaves pays.")
    page = text(client.get(base))
    assert "Who leaves pays." in page
    assert "12 months" in page
    assert Client().get(base).status_code == 404
    assert "Dogs together" not in text(Client().get(f"/collaborations/{dogs.reference}/agreements"))
    walked(client, f"{base}/move/send")
    assert "0 of 4 have signed" in text(client.get(base))
    walked(
        client, f"{base}/sign/northshire", office="Chief Constable", signed_on=TODAY_WRITTEN, note="In ink."
    )
    assert "1 of 4 have signed" in text(client.get(base))
    walked(client, f"{base}/signed-copy", organisation="", office="", signed_on=TODAY_WRITTEN, note="")
    public = text(Client().get(base))
    assert "Signed and in force" in public
    assert "Eastmarch Police and Crime Commissioner" in public
    for word in ("In ink.", "Who leaves pays.", "By letter.", "Chief Constable", "Checks of section 22A"):
        assert word not in public
        assert word in text(client.get(base))
    assert "Dogs together" in text(Client().get(f"/collaborations/{dogs.reference}/agreements"))


def test_the_page_says_when_it_would_end_if_notice_were_given_today(world: World, members: Members) -> None:
    made = signed(owner(members), world.record("dogs"), notice_months=0)
    page = text(Client().get(f"/agreements/{made.reference}"))
    today = timezone.localdate()
    assert f"Earliest end if notice were given today {today.day} {today:%B} {today.year}" in page


def test_notice_is_given_seen_by_all_and_taken_back(world: World, members: Members) -> None:
    made = signed(owner(members), world.record("dogs"))
    speaker("eastmarch")
    client = browser(members, "eastmarch")
    path = f"/agreements/{made.reference}/notice/eastmarch"
    answers = {
        "scope": "own_part",
        "served_on": "1 June 2026",
        "ends_on": "",
        "shortened": "",
        "words": "Money.",
    }
    checked = client.post(path, answers)
    assert "The checks are not met" in text(checked)
    assert "1 June 2027" in text(checked)
    page = walked(client, path, **answers)
    assert "What follows is for the parties" in text(checked)
    assert "Whether the collaboration then ends is for its parties" in text(page)
    public = text(Client().get(f"/agreements/{made.reference}"))
    assert "gave notice of its own part on 1 June 2026. It leaves on 1 June 2027." in public
    assert "Money." not in public
    assert "checks are not met" not in public
    walked(client, f"{path}/take-back", day="2 June 2026", words="The board agreed.")
    assert "gave notice" not in text(Client().get(f"/agreements/{made.reference}"))
    assert Notice.objects.get().withdrawn_words == "The board agreed."


def test_an_ending_to_come_is_never_told_as_past(world: World, members: Members) -> None:
    client, dogs = browser(members), world.record("dogs")
    path = f"/collaborations/{dogs.reference}/ending"
    ends = in_days(20)
    walked(client, path, kind="term", ends_on=str(ends), decided_on=str(in_days(-1)), evidence="The minutes.")
    public = text(Client().get(f"/collaborations/{dogs.reference}/agreements"))
    assert f"It ends on {ends.day} {ends:%B} {ends.year}" in public
    assert "ended" not in public.replace("how it ended", "")
    assert "The minutes." not in public
    assert client.post(f"{path}/came", {}).status_code == 422
    walked(client, f"{path}/withdraw", reason="They go on.")
    assert "It ends on" not in text(Client().get(f"/collaborations/{dogs.reference}/agreements"))
    walked(
        client, path, kind="replaced", ends_on="1 May 2026", decided_on="1 May 2026", evidence="The minutes."
    )
    assert world.record("dogs").status == Status.ENDED
    assert Ending.objects.filter(carried_out_on__isnull=False).count() == 1


def test_a_planned_ending_whose_day_passed_waits_for_somebody_to_say_so(
    world: World, members: Members
) -> None:
    client, dogs = browser(members), world.record("dogs")
    path = f"/collaborations/{dogs.reference}/ending"
    walked(
        client, path, kind="term", ends_on=str(in_days(20)), decided_on=str(in_days(-9)), evidence="Minutes."
    )
    Ending.objects.update(ends_on=in_days(-2))
    listed = f"/collaborations/{dogs.reference}/agreements"
    assert "has not been told that it did" in text(Client().get(listed))
    walked(client, f"{path}/came")
    assert world.record("dogs").status == Status.ENDED


def test_obligations_reservations_and_the_checklist(world: World, members: Members) -> None:
    client = browser(members)
    made = signed(owner(members), world.record("dogs"))
    base = f"/agreements/{made.reference}"
    page = walked(
        client, f"{base}/obligations/add", what="Pay the vet", owner="eastmarch", owed_to="Northshire",
        due_on="1 June 2026", recurs="", exit_item="costs",
    )  # fmt: skip
    assert "Pay the vet Overdue" in text(page)
    number = Obligation.objects.get().pk
    page = walked(
        client, f"{base}/obligations/{number}", is_done="yes", day="2 June 2026", evidence="The bill."
    )
    assert "Done on 2 June 2026: The bill." in text(page)
    walked(
        client, f"{base}/reserve/northshire", clause="Clause 7", words="Our own kennels.",
        since="1 June 2026",        is_public="no",
    )  # fmt: skip
    assert "Our own kennels." not in text(Client().get(base))
    walked(
        client, f"{base}/reserve/northshire", clause="", words="Our own vans.", since="1 June 2026",
        is_public="yes",
    )  # fmt: skip
    assert "Our own vans." in text(Client().get(base))
    public = Reservation.objects.get(is_public=True)
    walked(client, f"{base}/reserve/northshire/{public.pk}", day="2 June 2026")
    assert "Our own vans." not in text(Client().get(base))
    page = walked(client, f"{base}/checklist/vetting", coverage="covered", clause="19", note="Level 2.")
    assert "Level 2." in text(page)
    refused = client.post(
        f"{base}/checklist/equality", {"coverage": "not_applicable", "clause": "", "note": ""}
    )
    assert refused.status_code == 422
    assert "Enter why it is not applicable" in text(refused)
    assert ChecklistAnswer.objects.count() == 1


def test_a_form_sent_twice_is_done_once(world: World, members: Members) -> None:
    client, dogs = browser(members), world.record("dogs")
    path = f"/collaborations/{dogs.reference}/agreements/begin"
    answers = {"title": "Twice", "kind": "original", "parent": "", "key": hidden(client.get(path), "key")}
    assert {client.post(path, answers).status_code for _twice in range(2)} == {303}
    assert Agreement.objects.filter(title="Twice").count() == 1


def test_somebody_who_saw_older_terms_is_told_and_keeps_what_they_typed(
    world: World, members: Members
) -> None:
    made = drafted(owner(members), world.record("dogs"))
    first, second = browser(members), browser(members, "eastmarch")
    path = f"/agreements/{made.reference}/terms/title"
    seen = hidden(first.get(path), "version")
    assert second.post(path, {"title": "Theirs", "version": seen}).status_code == 303
    refused = first.post(path, {"title": "Mine", "version": seen})
    assert refused.status_code == 409
    assert 'value="Mine"' in refused.content.decode()
    assert Agreement.objects.get(pk=made.pk).title == "Theirs"
    again = {"title": "Mine", "version": hidden(refused, "version")}
    assert first.post(path, again).status_code == 303
    assert Agreement.objects.get(pk=made.pk).title == "Mine"


@pytest.mark.parametrize(
    ("organisation", "role", "status"),
    [
        ("northshire", Role.OWNER, 200),
        ("northshire", Role.READER, 403),
        ("northshire", Role.PUBLISHER, 403),
        ("eastmarch", Role.OWNER, 403),
        ("", Role.CURATOR, 403),
        ("", Role.ANALYST, 403),
    ],
)
def test_only_its_own_speaker_may_sign_for_a_body(
    world: World, members: Members, organisation: str, role: Role, status: int
) -> None:
    made = sent(owner(members), world.record("dogs"))
    answer = browser(members, organisation, role).get(f"/agreements/{made.reference}/sign/northshire")
    assert answer.status_code == status


def test_the_other_half_of_a_pair_cannot_sign_for_one(world: World, members: Members) -> None:
    made = sent(owner(members), world.record("dogs"))
    path = f"/agreements/{made.reference}/sign/pcc-northshire"
    answers = {"office": "PCC", "signed_on": TODAY_WRITTEN, "note": "", "step": "checked"}
    assert browser(members).post(path, answers).status_code == 403
    assert not Signature.objects.exists()


def test_a_body_that_is_to_join_sees_the_draft_and_signs(world: World, members: Members) -> None:
    dogs, by = world.record("dogs"), owner(members)
    original = signed(by, dogs)
    speaker("port-vale")
    client = Client()
    sign_in(client, User.objects.get(email=address("port-vale", Role.OWNER)))
    varying = drafted(by, dogs, AgreementKind.VARIATION, title="One more", parent=original)
    assert client.get(f"/agreements/{varying.reference}").status_code == 404
    walked(
        browser(members), f"/agreements/{varying.reference}/signatories/add", organisation="port-vale",
        place="joins", role="member",
    )  # fmt: skip
    assert "One more" in text(client.get(f"/agreements/{varying.reference}"))
    assert client.get(f"/agreements/{varying.reference}/terms/title").status_code == 403


def test_reading_what_is_not_public_is_noted(world: World, members: Members) -> None:
    made = drafted(owner(members), world.record("dogs"))
    browser(members).get(f"/agreements/{made.reference}")
    assert Read.objects.filter(subject_kind="agreement", subject_key=made.reference).exists()


def test_a_past_day_shows_the_agreement_as_it_stood_then(world: World, members: Members) -> None:
    by, dogs = owner(members), world.record("dogs")
    made = signed(by, dogs, expires_on=day(datetime.date(2026, 3, 1)))
    later = datetime.date(2025, 9, 1)
    signed(by, dogs, AgreementKind.RENEWAL, on=later, title="On and on", parent=made)
    path = f"/agreements/{made.reference}"
    assert "Replaced by a later one" in text(Client().get(path))
    then = text(Client().get(path, {"as-at": "2025-08-01"}))
    assert "Signed and in force" in then
    assert "On and on" not in then
    assert Client().get(path, {"as-at": str(SIGNED - datetime.timedelta(days=1))}).status_code == 404
    listed = f"/collaborations/{dogs.reference}/agreements"
    assert "On and on" not in text(Client().get(listed, {"as-at": "2025-08-01"}))


def test_one_signed_ahead_of_its_time_is_not_called_in_force(world: World, members: Members) -> None:
    begins = in_days(40)
    made = signed(owner(members), world.record("dogs"), in_force_from=day(begins))
    for path in (
        f"/agreements/{made.reference}",
        f"/collaborations/{world.record('dogs').reference}/agreements",
    ):
        page = text(Client().get(path))
        assert f"Signed by all, in force from {begins.day} {begins:%B} {begins.year}" in page
        assert "Signed and in force" not in page


def test_the_same_as_data_holds_only_what_is_public(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    made = signed(owner(members), dogs, exit_costs="Who leaves pays.", renewal_terms="By letter.")
    answer = Client().get(f"/agreements/{made.reference}?format=json")
    told = answer.json()
    assert (told["kind"], told["signed_on"], told["notice_months"]) == ("original", str(SIGNED), 12)
    assert [each["organisation"] for each in told["signed_by"]] == slugs(made)
    assert (
        "Who leaves"
        not in answer.content.decode()
        + browser(members).get(f"/agreements/{made.reference}?format=json").content.decode()
    )
    assert "signed_by,eastmarch" in Client().get(f"/agreements/{made.reference}?format=csv").content.decode()
    listed = Client().get(f"/collaborations/{dogs.reference}/agreements?format=json").json()
    assert [each["reference"] for each in listed["agreements"]] == [made.reference]
    draft = drafted(owner(members), dogs, title="Still a draft")
    assert browser(members).get(f"/agreements/{draft.reference}?format=json").status_code == 404
    of_record = f"/collaborations/{dogs.reference}/agreements?format=json"
    assert "Still a draft" not in str(browser(members).get(of_record).json())


def statements(client: Client, path: str) -> int:
    """How many a page takes that nobody has kept."""
    client.get(path)
    PublicPage.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_as_many_statements_for_forty_who_sign_as_for_two_forces(world: World, members: Members) -> None:
    dogs, member = world.record("dogs"), browser(members)
    listed = f"/collaborations/{dogs.reference}/agreements"

    def costs(made: Agreement) -> list[int]:
        pages = (f"/agreements/{made.reference}", listed)
        return [statements(client, path) for client in (Client(), member) for path in pages]

    few = costs(signed(owner(members), dogs))
    for force in Organisation.objects.filter(kind="force").exclude(parties__collaboration=dogs)[:38]:
        Party.objects.create(collaboration=dogs, organisation=force, role="member", basis="stated")
    made = signed(owner(members), dogs, title="Of forty")
    assert made.signatories.count() >= 40
    assert costs(made) == few
    assert all(cost <= most for cost, most in zip(few, (10, 8, 25, 20), strict=True)), few


def test_the_documents_of_an_agreement_stand_on_its_page(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    made = signed(owner(members), dogs)
    documents.published(CURATOR, dogs, "Kennels", title="The clean copy", agreement_id=made.pk)
    documents.held(CURATOR, dogs, "Vans", title="The signed copy", agreement_id=made.pk)
    documents.published(CURATOR, dogs, "Leads", title="Of no agreement")
    path, add = f"/agreements/{made.reference}", f"documents/add?agreement={made.pk}"
    public, member = Client().get(path), browser(members).get(path)
    assert "The clean copy" in text(public)
    assert "The clean copy" in text(member)
    for word in ("The signed copy", add):
        assert word not in public.content.decode()
        assert word in member.content.decode()
    assert "Of no agreement" not in text(member)
    reader = browser(members, role=Role.READER).get(path).content.decode()
    assert "The signed copy" in reader
    assert add not in reader
    assert "The signed copy" not in text(browser(members, "", Role.ANALYST).get(path))
    assert "The clean copy" not in text(Client().get(path, {"as-at": str(SIGNED)}))
    form = browser(members).get(f"/collaborations/{dogs.reference}/{add}").content.decode()
    assert re.search(rf'value="{made.pk}"\s+selected', form)


def test_a_public_agreement_without_documents_says_nothing_of_them(world: World, members: Members) -> None:
    made = signed(owner(members), world.record("dogs"))
    assert "None has been added" not in text(Client().get(f"/agreements/{made.reference}"))
    assert "None has been added" in text(browser(members).get(f"/agreements/{made.reference}"))
