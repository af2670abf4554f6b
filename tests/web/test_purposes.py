"""What a record is for, on pages without JavaScript: drafting, publishing, answering, and as at a day."""

import csv
import datetime
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from frankpledge.audit.models import Read
from frankpledge.dates import Answer
from frankpledge.people.models import Organisation, Relation, Role
from frankpledge.register import sight
from frankpledge.register.actions import withholdings
from frankpledge.register.models import (
    Acceptance,
    AcceptanceAnswer,
    Collaboration,
    Ground,
    Level,
    Part,
    Party,
    Purpose,
    PurposeChange,
)
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.queries.purposes import draft_of
from frankpledge.register.queries.unanswered import of_bodies, published_by
from frankpledge.web import page_cache
from tests import agreements
from tests.members import Members, sign_in
from tests.purposes import OBJECTIVE, SINCE, STATEMENT, answered, drafted, owner, published
from tests.releases import decision
from tests.world import CURATOR, World

ACCEPTS, CONTESTS = AcceptanceAnswer
WHY = {"ground": Ground.SECTION_31, "review_on": timezone.localdate() + datetime.timedelta(days=99)}
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


@pytest.fixture
def record(members: Members, world: World) -> Collaboration:
    return world.record("dogs")


@pytest.fixture
def ours(client: Client, members: Members) -> Client:
    sign_in(client, members.user("northshire", Role.OWNER))
    return client


def path(record: Collaboration, more: str = "") -> str:
    return f"/collaborations/{record.address}/purpose{more}"


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def hidden(answer: Any) -> dict[str, str]:
    """What the form on the page carries along."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def send(client: Client, address: str, said: Mapping[str, str], *, checked: bool = True) -> Any:
    """The form as somebody fills it in: asked, looked over where that is a step, and done."""
    page = client.get(address)
    assert page.status_code == 200, address
    sent = {**hidden(page), **said}
    answer = client.post(address, sent)
    if checked and answer.status_code == 200:
        assert "Check your answers" in text(answer)
        answer = client.post(address, {**hidden(answer), "step": "checked"})
    return answer


# --- from a draft to a version in force ----------------------------------------------------------------


def test_a_purpose_is_drafted_published_and_answered_without_a_script(
    ours: Client, members: Members, record: Collaboration
) -> None:
    assert ours.get(path(record, "/draft")).headers["Location"].endswith("/purpose/draft/statement")
    send(ours, path(record, "/draft/statement"), {"statement": STATEMENT})
    send(ours, path(record, "/draft/scope"), {"in_scope": "Drugs dogs."})
    objective = {
        "what": OBJECTIVE.what, "measure": OBJECTIVE.measure, "target": OBJECTIVE.target,
        "by_when": "2028-04",
    }  # fmt: skip
    send(ours, path(record, "/draft/objectives/add"), objective)
    draft = text(ours.get(path(record, "/draft")))
    for said in (STATEMENT, "Drugs dogs.", "Measured by: Minutes from call to arrival", "by April 2028"):
        assert said in draft
    done = send(ours, path(record, "/draft/publish"), {"holds_from": "1 April 2024"})
    assert done.headers["Location"] == path(record)
    page = text(ours.get(path(record)))
    assert "In the parties’ own words: version 1, since 1 April 2024." in page
    assert "Accepted by 0 of 4 legal persons (0 of 2 areas). 4 not yet asked or not answered." in page
    answer = {
        "answer": "accepts", "office": "Chief Constable", "answered_on": "2 April 2024",
        "reading": "Dogs first.",
    }  # fmt: skip
    done = send(ours, path(record, "/answer/northshire"), answer)
    assert done.headers["Location"] == f"{path(record)}#acceptance"
    public = text(Client().get(path(record)))
    assert "Accepted by 1 of 4 legal persons (0 of 2 areas). 3 not yet asked or not answered." in public
    row = Acceptance.objects.get()
    assert (row.organisation.slug, row.answered_on) == ("northshire", datetime.date(2024, 4, 2))


def test_the_page_of_the_record_says_it_and_what_is_not_known_gets_shorter(
    members: Members, record: Collaboration
) -> None:
    address = f"/collaborations/{record.address}"
    before = text(Client().get(address))
    assert "Nobody has been asked yet." in before
    assert "Its objectives, and how they are measured" in before
    published(owner(members), record)
    answered("northshire", record)
    answered("pcc-northshire", record)
    answered("eastmarch", record, CONTESTS)
    after = text(Client().get(address))
    assert "version 1, since 1 April 2024" in after
    assert "Minutes from call to arrival" in after
    assert "Accepted by 2 of 4 legal persons (1 of 2 areas). 1 contests it. 1 not yet asked" in after
    assert "Its objectives, and how they are measured" not in after
    assert "Its purpose in the parties’ own words" not in after


def test_what_all_accept_is_said_and_understood_only_in_own_words(
    members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    for slug in ("northshire", "pcc-northshire", "eastmarch"):
        answered(slug, record, reading="Dogs, together.")
    answered("pcc-eastmarch", record)
    page = text(Client().get(path(record)))
    assert "Accepted by all 4 legal persons (2 areas)." in page
    assert "3 have said in their own words what they take it to mean." in page
    answered("pcc-eastmarch", record, reading="Ours too.", on=SINCE + DAY)
    assert "Understood and supported by all 4 legal persons (2 areas)." in text(Client().get(path(record)))


def test_a_later_version_is_compared_word_by_word_and_asks_again_only_for_its_meaning(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record)
    send(ours, path(record, "/draft/statement"), {"statement": STATEMENT.replace("drugs", "explosives")})
    draft = ours.get(path(record, "/draft")).content.decode()
    assert re.search(r"Find lost people and <del>.*?drugs </del><ins>.*?explosives </ins>sooner", draft)
    refused = send(ours, path(record, "/draft/publish"), {"holds_from": "2 April 2024"})
    assert refused.status_code == 422
    assert "Choose whether the meaning changes or only the wording" in text(refused)
    send(ours, path(record, "/draft/publish"), {"holds_from": "2 April 2024", "change": "wording"})
    assert "Accepted by 1 of 4" in text(Client().get(path(record)))
    send(ours, path(record, "/draft/statement"), {"statement": "Something else altogether."})
    send(ours, path(record, "/draft/publish"), {"holds_from": "3 April 2024", "change": "meaning"})
    page = text(Client().get(path(record)))
    assert "Accepted by 0 of 4" in page
    assert "Version 3, since 3 April 2024: a change of meaning" in page
    assert [each.change for each in Purpose.objects.filter(origin="parties").order_by("version")] == [
        "first", "wording", "meaning",
    ]  # fmt: skip


def test_an_objective_is_changed_and_taken_out(ours: Client, record: Collaboration) -> None:
    send(ours, path(record, "/draft/statement"), {"statement": STATEMENT})
    refused = send(ours, path(record, "/draft/objectives/add"), {"what": "More dogs", "by_when": "soon"})
    assert refused.status_code == 422
    assert "Enter a year, a month or a day" in text(refused)
    assert "More dogs" in refused.content.decode()
    send(ours, path(record, "/draft/objectives/add"), {"what": "More dogs", "measure": "Count them"})
    send(ours, path(record, "/draft/objectives/1"), {"what": "More puppies", "measure": "Count them"})
    assert "More puppies" in text(ours.get(path(record, "/draft")))
    send(ours, path(record, "/draft/objectives/1/remove"), {})
    assert "None yet." in text(ours.get(path(record, "/draft")))
    assert ours.get(path(record, "/draft/objectives/1")).status_code == 404


def test_a_draft_is_thrown_away(ours: Client, record: Collaboration) -> None:
    assert ours.get(path(record, "/draft/discard")).status_code == 404
    send(ours, path(record, "/draft/statement"), {"statement": STATEMENT})
    done = send(ours, path(record, "/draft/discard"), {})
    assert done.headers["Location"] == path(record)
    assert draft_of(record.pk) is None


# --- two at once, and twice ----------------------------------------------------------------------------


def test_of_two_who_write_the_draft_the_second_is_told_and_keeps_what_was_typed(
    ours: Client, members: Members, record: Collaboration
) -> None:
    drafted(owner(members), record)
    address = path(record, "/draft/statement")
    opened = hidden(ours.get(address))
    drafted(members.actor("eastmarch", Role.OWNER), record, "Their words.")
    told = ours.post(address, {**opened, "statement": "Our words.", "statement_cy": ""})
    assert told.status_code == 409
    assert "Somebody else saved this draft after you opened it." in text(told)
    assert "Our words." in told.content.decode()
    assert "Their words." in text(told)
    again = ours.post(address, {**hidden(told), "statement": "Our words.", "statement_cy": ""})
    assert again.status_code == 303


def test_an_answer_sent_twice_is_said_once_and_a_new_version_is_told(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    address = path(record, "/answer/northshire")
    said = {
        **hidden(ours.get(address)), "answer": "contests", "reason": "No firearms.",
        "office": "Chief Constable", "answered_on": "1 April 2024", "reading": "",
    }  # fmt: skip
    for _twice in range(2):
        assert ours.post(address, {**said, "step": "checked"}).status_code == 303
    assert Acceptance.objects.count() == 1
    published(owner(members), record, "Other words.", change=PurposeChange.MEANING)
    told = ours.post(address, {**said, "answer": "accepts", "step": "checked"})
    assert told.status_code == 409
    assert "A new version of the purpose was published" in text(told)
    assert "Other words." in text(told)
    done = ours.post(address, {**said, **hidden(told), "answer": "accepts", "step": "checked"})
    assert done.status_code == 303


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"answer": ""}, "Choose whether the body accepts or contests it"),
        ({"answer": "contests"}, "Say why it is contested"),
        ({"office": ""}, "Enter the office of the person who answers"),
        ({"answered_on": ""}, "Enter the day on which it was said"),
        ({"answered_on": "yesterday"}, "Enter a real day"),
        ({"answered_on": "1 April 2090"}, "It cannot have been answered in the future"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
    ours: Client, members: Members, record: Collaboration, wrong: dict[str, str], words: str
) -> None:
    published(owner(members), record)
    said = {
        "answer": "accepts", "office": "Chief Constable", "answered_on": "1 April 2024",
        "reading": "Dogs first.", **wrong,
    }  # fmt: skip
    refused = send(ours, path(record, "/answer/northshire"), said)
    assert refused.status_code == 422
    assert words in text(refused)
    assert "Dogs first." in refused.content.decode()


# --- who sees what -------------------------------------------------------------------------------------


def test_who_says_what_is_for_the_records_people_and_that_they_read_it_is_noted(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record, reading="Dogs first.")
    answered("eastmarch", record, CONTESTS)
    said = text(ours.get(path(record, "/answers")))
    for words in (
        "accepts it (Chief Constable, 1 April 2024)", "Dogs first.", "It leaves out firearms.",
        "has not answered",
    ):  # fmt: skip
        assert words in said
    assert Read.objects.filter(subject_key=record.reference).count() == 1
    for address in (path(record), f"/collaborations/{record.address}"):
        public = Client().get(address).content.decode()
        for secret in ("Dogs first.", "It leaves out firearms.", "Chief Constable, "):
            assert secret not in public
    assert Client().get(path(record, "/answers")).status_code == 302


def test_the_answers_as_data_are_for_the_same_people_only(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record, reading="=Dogs()")
    answer = ours.get(path(record, "/answers?format=csv"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [row["organisation"] for row in rows] == [
        "eastmarch", "pcc-eastmarch", "northshire", "pcc-northshire",
    ]  # fmt: skip
    assert rows[2]["reading"] == "'=Dogs()"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
    as_json = ours.get(path(record, "/answers?format=json")).json()
    assert as_json["answers"][2]["answer"] == "accepts"


def test_the_public_document_holds_counts_versions_and_no_answer(
    members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record, reading="Dogs first.")
    answer = Client().get(path(record, "?format=json"))
    held = answer.json()
    assert held["purpose_version"]["accepted"] == 1
    assert held["purpose_version"]["legal_persons"] == 4
    assert held["versions"][0]["objectives"][0]["measure"] == OBJECTIVE.measure
    assert "Dogs first." not in answer.content.decode()
    rows = list(csv.DictReader(io.StringIO(Client().get(path(record, "?format=csv")).content.decode())))
    assert [(row["version"], row["statement"]) for row in rows] == [("1", STATEMENT)]
    of_record = Client().get(f"/collaborations/{record.address}?format=json").json()
    assert of_record["purpose"] == STATEMENT
    assert of_record["purpose_version"]["areas"] == 2
    facts = Client().get(f"/collaborations/{record.address}?format=csv").content.decode()
    assert "purpose,accepted,1,,2024-04-01," in facts


def test_a_draft_is_seen_by_nobody_else(members: Members, record: Collaboration) -> None:
    drafted(owner(members), record, "A quokka of a purpose.")
    reader = Client()
    sign_in(reader, members.user("northshire", Role.READER))
    assert "A quokka of a purpose." in text(reader.get(path(record, "/draft")))
    assert "Publish it" not in text(reader.get(path(record, "/draft")))
    for address in (path(record), f"/collaborations/{record.address}", "/?q=quokka"):
        assert "quokka of a purpose" not in text(Client().get(address))


def test_what_is_withheld_is_said_to_be_and_nothing_else_is_said_of_it(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record, reading="Dogs first.")
    with sight.everything():
        withholdings.withhold(
            by=CURATOR, collaboration=record, part=Part.PURPOSE, decision=decision(Level.PUBLISHED, **WHY)
        )
    for address in (path(record), f"/collaborations/{record.address}"):
        page = text(Client().get(address))
        assert "withheld" in page
        for words in (STATEMENT, OBJECTIVE.measure, "Accepted by", "Nobody has been asked yet."):
            assert words not in page, address
        data = Client().get(f"{address}?format=json")
        assert data.json()["purpose_version"] is None
        assert STATEMENT not in data.content.decode()
        assert "Accepted by 1 of 4" in text(ours.get(address))
    assert STATEMENT not in b"".join(Client().get("/data/purposes.csv")).decode()


def test_only_its_reference_counts(record: Collaboration, client: Client) -> None:
    answer = client.get(f"/collaborations/{record.reference}/purpose?as-at=2020-01-01")
    assert (answer.status_code, answer["Location"]) == (301, path(record, "?as-at=2020-01-01"))
    for other in ("C-9999999", "nobody"):
        assert client.get(f"/collaborations/{other}/purpose").status_code == 404


# --- as at a day ---------------------------------------------------------------------------------------


def test_a_past_day_shows_the_version_and_the_answers_of_that_day(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    answered("northshire", record, CONTESTS, on=SINCE + 2 * DAY)
    answered("northshire", record, on=SINCE + 5 * DAY)
    change = PurposeChange.MEANING
    published(owner(members), record, "Other words.", change=change, holds_from=SINCE + 9 * DAY)
    then, now = (
        text(ours.get(path(record, f"/answers{query}"))) for query in (f"?as-at={SINCE + 4 * DAY}", "")
    )
    assert "It leaves out firearms." in then
    assert "6 April 2024: Northshire Police accepts it" not in then
    assert "6 April 2024: Northshire Police accepts it, version 1" in now
    told = {
        -1: "Joint police dog unit.",
        0: "Accepted by 0 of 4",
        2: "1 contests it.",
        5: "Accepted by 1 of 4",
        9: "Other words.",
    }
    for stem in (path(record), f"/collaborations/{record.address}"):
        for days, words in told.items():
            page = text(Client().get(f"{stem}?as-at={SINCE + days * DAY}"))
            assert words in page, (stem, days)
        before = text(Client().get(f"{stem}?as-at={SINCE - DAY}"))
        assert STATEMENT not in before
        assert "Other words." not in text(Client().get(f"{stem}?as-at={SINCE + 8 * DAY}"))
        then = Client().get(f"{stem}?as-at={SINCE + 2 * DAY}&format=json").json()["purpose_version"]
        assert (then["version"], then["accepted"], then["contested"]) == (1, 0, 1)
        assert Client().get(f"{stem}?as-at={SINCE - DAY}&format=json").json()["purpose_version"] is None


# --- tasks ---------------------------------------------------------------------------------------------


def test_who_speaks_for_a_body_is_asked_until_it_answers_and_whoever_asked_waits(
    members: Members, record: Collaboration, world: World
) -> None:
    """It was published by northshire's owner, who waits for the others."""
    published(owner(members), record)
    eastmarch = Client()
    sign_in(eastmarch, members.user("eastmarch", Role.OWNER))
    page = eastmarch.get("/tasks").content.decode()
    asked = f"Accept the purpose of {record.reference}, {record.title} (Eastmarch), or say why not"
    assert asked in page
    address = f"/collaborations/{record.reference}/purpose/answer/eastmarch"
    assert f'href="{address}"' in page
    assert eastmarch.get(address).status_code == 200
    answered("eastmarch", record, by=members.actor("eastmarch", Role.OWNER))
    assert asked not in eastmarch.get("/tasks").content.decode()
    northshire = Client()
    sign_in(northshire, members.user("northshire", Role.OWNER))
    waits = f"The purpose of {record.reference}, {record.title} waits to be accepted by all"
    assert waits in northshire.get("/tasks").content.decode()
    for slug in ("northshire", "pcc-northshire", "pcc-eastmarch"):
        answered(slug, record)
    assert waits not in northshire.get("/tasks").content.decode()
    for role in (Role.CONTRIBUTOR, Role.PUBLISHER):
        other = Client()
        sign_in(other, members.user("northshire", role))
        published(owner(members), record, f"For {role}.", change=PurposeChange.MEANING)
        assert "Accept the purpose" not in other.get("/tasks").content.decode()


def test_tasks_count_as_the_page_of_the_record_does(members: Members, world: World) -> None:
    """Those that have not answered, the successors of those that have, and one who joins later."""
    record = world.record("marches")
    by = owner(members)
    published(by, record)
    record.purposes.get(origin="parties").acceptances.create(
        organisation=world.body("pcc-port-vale"), answer=ACCEPTS, answered_on=SINCE, office="Commissioner"
    )
    answered("northshire", record, by=by)
    tomorrow = timezone.localdate() + DAY
    Party.objects.create(
        collaboration=record, organisation=world.body("harrow-systems"), role="member", basis="stated",
        joined_on=str(tomorrow),
    )  # fmt: skip
    everybody = Organisation.objects.values_list("pk", flat=True)
    expected = {"pcc-northshire", "eastmarch", "pcc-eastmarch", "port-vale"}
    assert {each.slug for each in of_bodies(everybody, most=99)} == expected
    assert by.user_id is not None
    [waiting] = published_by(by.user_id, most=99)
    assert (waiting.reference, waiting.count) == (record.reference, 4)
    Collaboration.objects.filter(pk=record.pk).update(status="ended", ending_kind="term", ends_on="2024-05")
    assert of_bodies(everybody, most=99) == ()
    assert published_by(by.user_id, most=99) == ()


def test_who_accepts_by_signing_is_shown_with_the_agreement(
    ours: Client, members: Members, record: Collaboration
) -> None:
    made = agreements.signed(owner(members), record, title="Dogs together", states_purpose=True)
    drafted(owner(members), record)
    checked = ours.post(path(record, "/draft/publish"), {"holds_from": "1 April 2024", "version": "1"})
    assert "Accepted by signing an agreement that states it" in text(checked)
    assert "Eastmarch Police and Crime Commissioner" in text(checked)
    published(owner(members), record)
    page = ours.get(path(record, "/answers")).content.decode()
    assert (
        page.count(f'by signing <a class="govuk-link" href="/agreements/{made.reference}">Dogs together') == 4
    )
    told = ours.get(path(record, "/answers"), {"format": "csv"}).content.decode()
    assert told.count("signature,Dogs together") == 4
    public = Client().get(path(record)).content.decode()
    assert "ccepted by all 4" in public
    assert "by signing" not in public
    drafted(owner(members), record, "Something else.")
    meaning = {"holds_from": "2 April 2025", "version": "2", "change": "meaning"}
    assert "by signing" not in text(ours.post(path(record, "/draft/publish"), meaning))


# --- statements ----------------------------------------------------------------------------------------


def test_as_many_statements_for_two_fourteen_and_ninety_two_legal_persons(
    ours: Client, members: Members, record: Collaboration
) -> None:
    published(owner(members), record)
    drafted(owner(members), record, "Other words.")
    record.parties.filter(organisation__slug="eastmarch").delete()
    today = timezone.localdate()
    ties = Relation.objects.filter(kind="maintains").exclude(object__slug="northshire")
    held = [tie.object for tie in ties.select_related("object") if tie.held_on(today) is Answer.YES]
    counted: dict[str, list[int]] = defaultdict(list)
    for areas, persons in ((1, 2), (7, 14), (46, 92)):
        joining = [held.pop() for _each in range(areas - len(persons_of(record, today).areas))]
        Party.objects.bulk_create(
            Party(collaboration=record, organisation=force, role="member", basis="stated")
            for force in joining
        )
        assert persons_of(record, today).count == persons
        for more in ("", "/answers", "/answer/northshire", "/draft"):
            ours.get(path(record, more))
            with CaptureQueriesContext(connection) as asked:
                assert ours.get(path(record, more)).status_code == 200
            counted[more].append(len(asked))
    assert all(few == some == many for few, some, many in counted.values()), counted
    assert max(most for _few, _some, most in counted.values()) <= 26, counted


def test_a_record_without_a_purpose_of_its_own_asks_no_more_and_one_with_it_one_more(
    members: Members, record: Collaboration
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(f"/collaborations/{record.address}")
        return len(asked)

    statements()
    before = statements()
    drafted(owner(members), record)
    assert statements() == before
    published(owner(members), record)
    answered("northshire", record)
    assert statements() == before + 1
