import csv
import datetime
import io
import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.audit.actors import PUBLIC
from frankpledge.dates import PartialDate
from frankpledge.exchange.models import Drawing
from frankpledge.people.models import Capacity, Organisation
from frankpledge.register.actions import claims, collaborations, corrections
from frankpledge.register.actions.messages import Message
from frankpledge.register.drafts import CollaborationDraft, SourceDraft
from frankpledge.register.models import Collaboration, Model, Role, Status
from frankpledge.register.queries import subjects
from frankpledge.web import page_cache
from tests.world import CURATOR, GAZETTE, World, forensics, party, saving

# The record with its parts, what is disputed, and its picture.
MOST_STATEMENTS = 9
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def address(record: Collaboration, query: str = "") -> str:
    return f"/collaborations/{record.address}{query}"


def page(client: Client, record: Collaboration, query: str = "") -> str:
    answer = client.get(address(record, query))
    assert answer.status_code == 200
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", html)).split())


def part(html: str, start: str, end: str) -> str:
    """What stands between two headings, by their ids."""
    return html.split(f'id="{start}"', 1)[1].split(f'id="{end}"', 1)[0]


def as_json(client: Client, record: Collaboration, query: str = "?format=json") -> dict[str, Any]:
    answer = client.get(address(record, query))
    assert answer["Content-Type"].startswith("application/json")
    held: dict[str, Any] = answer.json()
    return held


# --- its address ------------------------------------------------------------------------------------


def test_only_the_reference_counts_and_other_words_lead_to_the_right_address(
    client: Client, world: World
) -> None:
    record = world.record("dogs")
    for words in ("", "-other-words", "-Ünïcode", "-dog%20unit"):
        answer = client.get(f"/collaborations/{record.reference}{words}?as-at=2018-06-30")
        assert answer.status_code == 301
        assert answer["Location"] == address(record, "?as-at=2018-06-30")
    assert client.get(f"/collaborations/{record.reference.lower()}")["Location"] == address(record)


def test_a_slug_leads_to_the_record_even_after_it_was_renamed(client: Client, world: World) -> None:
    before = world.record("dogs")
    assert client.get("/collaborations/marches-dogs")["Location"] == address(before)
    collaborations.rename(
        by=CURATOR, collaboration=before, slug="marches-hounds", title="Marches Hounds", reason="It changed."
    )
    after = Collaboration.objects.get(slug="marches-hounds")
    assert after.address == f"{before.reference}-marches-hounds"
    for old in (before.address, "marches-dogs", "marches-hounds"):
        answer = client.get(f"/collaborations/{old}")
        assert (answer.status_code, answer["Location"]) == (301, address(after))


@pytest.mark.parametrize(
    "unknown", ["C-9999999", "C-9999999-words", "nobody-knows-this", "C-1", "%00", "'%20OR%201=1", "a" * 2000]
)
def test_what_there_is_not_is_a_404_that_helps(client: Client, db: None, unknown: str) -> None:
    answer = client.get(f"/collaborations/{unknown}")
    assert answer.status_code == 404
    assert "Other ways in" in answer.content.decode()


def test_a_record_is_only_read(client: Client, world: World) -> None:
    answer = client.post(address(world.record("dogs")))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


# --- the page ---------------------------------------------------------------------------------------


def test_the_first_lines_say_what_it_is_how_it_stands_and_on_whose_word(client: Client, world: World) -> None:
    html = page(client, world.record("marches"))
    first = text(html.split('id="in-short"')[0])
    for said in (
        "Northern Marches programme",
        "Also called: Marches; NMP",
        "Running as at 2024",
        "Three forces share specialist work.",
        "From public sources; not confirmed by the bodies named.",
        "Something wrong? Tell us",
    ):
        assert said in first


def test_both_counts_are_shown_and_who_left(client: Client, world: World) -> None:
    html = page(client, world.record("dogs"))
    assert (
        "2 areas (4 legal persons); left before: Port Vale; not as members: Wayfarers&#39; Fund (funder)"
        in text(html)
    )
    assert "2 areas: 4 legal persons." in text(part(html, "who", "standing"))


def test_an_ending_on_one_weak_source_says_so_and_one_on_two_does_not(client: Client, world: World) -> None:
    record = world.record("forensics")
    assert "as at 31 March 2021 (one source, gazette.example)" in text(page(client, record))
    draft = forensics()
    [event] = draft.events
    twice = replace(event, sources=(*event.sources, "https://second.example/closing"))
    collaborations.put(by=CURATOR, draft=replace(draft, events=(twice,)))
    assert "one source" not in text(page(client, record))


def test_the_table_of_parties_shows_the_pair_the_role_and_the_dates(client: Client, world: World) -> None:
    html = page(client, world.record("dogs"))
    who = text(part(html, "members", "not-members"))
    assert "Northshire Police Northshire Police and Crime Commissioner lead April 2015" in who
    assert "Left April 2018" in who
    assert "Port Vale Police and Crime Commissioner" in who
    assert "Port Vale Mayoralty" not in who
    assert "The Wayfarers&#39; Fund funder" in text(part(html, "not-members", "standing"))


def test_assumed_lists_say_so_and_the_number_a_source_gives_is_set_beside_those_named(
    client: Client, world: World
) -> None:
    who = text(part(page(client, world.record("crossings")), "who", "standing"))
    assert "The source gives 43 parties; 3 are named here." in who
    assert "This list is assumed." in who
    assert "assumed" in text(part(page(client, world.record("crossings")), "members", "standing"))


def test_parent_and_children_are_named_and_never_added(client: Client, world: World) -> None:
    never = "An umbrella’s figures include those of what is within it, so the two are never added together."
    umbrella = text(part(page(client, world.record("marches")), "standing", "unknown"))
    assert "Includes Northern Marches Dog Unit (running, as at June 2023)" in umbrella
    assert never in umbrella
    child = text(part(page(client, world.record("dogs")), "standing", "unknown"))
    assert "Part of Northern Marches programme" in child
    assert never in child
    assert never not in text(page(client, world.record("records")))


def test_the_inspectorates_two_numbers_stand_on_its_case_studies_alone(client: Client, world: World) -> None:
    case = Collaboration.objects.get(slug="north-west-motorway-police-group")
    html = text(page(client, case))
    assert "20 forces took part in the six; its report says 27. Neither is confirmed here." in html
    assert "one source, an encyclopaedia" in html
    assert "took part in the six" not in text(page(client, Collaboration.objects.get(slug="npas")))
    assert "inspectorate’s report" not in text(page(client, world.record("dogs")))


def test_what_is_not_known_is_listed_each_with_a_way_to_tell_us(client: Client, world: World) -> None:
    record = world.record("records")
    unknown = part(page(client, record), "unknown", "figures")
    for field, what in (
        ("status", "Whether it still runs"),
        ("parties", "Whether other bodies are parties"),
        ("lead", "Which party, if any, leads or hosts it"),
        ("figures", "What it costs and what it brings"),
    ):
        assert what in unknown
        assert f'/tell-us?about={record.reference}&amp;field={field}"' in unknown
    assert "field=legal-basis" not in unknown
    assert "field=start" not in unknown


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_used_twice(
    client: Client, world: World
) -> None:
    for record in (world.record("dogs"), Collaboration.objects.get(slug="norfolk-suffolk")):
        html = re.sub(r"(?s)<svg.*?</svg>", "", page(client, record))
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_hostile_text_stays_text(client: Client, world: World) -> None:
    collaborations.put(
        by=CURATOR,
        draft=CollaborationDraft(
            slug="hostile",
            title=f"Title {HOSTILE}",
            names=(f"Name {HOSTILE}",),
            purpose=f"Purpose {HOSTILE}",
            notes=f"Notes {HOSTILE}",
            legal_basis_note=HOSTILE,
            model=Model.OTHER,
            parties=(party("northshire"),),
            record_sources=(SourceDraft(GAZETTE, f"Title {HOSTILE}"),),
        ),
    )
    claims.put(by=CURATOR, draft=saving("hostile", f"They said {HOSTILE}", "hostile", "1"))
    record = Collaboration.objects.get(slug="hostile")
    html = page(client, record)
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert") >= 7
    assert "<script>alert" not in page(client, record, "?as-at=2016-01-01")


# --- figures ----------------------------------------------------------------------------------------


def test_each_claim_is_a_sentence_with_who_said_it_and_an_address_of_its_own(
    client: Client, world: World
) -> None:
    figures = part(page(client, world.record("dogs")), "figures", "rest")
    claim = text(figures.split('id="claim-marches-dogs-01"')[1].split('id="claim-')[0])
    for said in (
        "It would save £400,000 to £600,000 a year.",
        "Said by The joint committee, as a party, December 2015 ( minutes.example , source",
        "Saving: forecast; a year, April 2016 to March 2017",
        "Covers all parties together (Port Vale, Northshire)",
        "How sure: claimed, not checked by anybody we know of",
        "Link to this figure",
        "Something wrong? Tell us",
    ):
        assert said in claim
    assert "/tell-us?about=marches-dogs-01" in figures


def test_claims_that_contradict_or_replace_one_another_stand_side_by_side(
    client: Client, world: World
) -> None:
    figures = part(page(client, world.record("dogs")), "figures", "rest")
    versus = figures.split('class="frankpledge-versus"')[1]
    assert "These do not agree. All are shown." in versus
    assert versus.index("It saved £250,000.") < versus.index("It saved £310,000.")
    assert "It would save £400,000" not in versus.split("</div>\n</div>")[0]
    replaced = text(part(page(client, world.record("forensics")), "figures", "rest"))
    assert "A later figure replaces an earlier one. Both are shown." in replaced
    assert "Replaced by: It would save £1.5m a year." in replaced


def test_a_claim_that_disagrees_with_one_elsewhere_leads_there_and_one_said_later_is_not_named(
    client: Client, world: World
) -> None:
    draft = saving("elsewhere", "It saved more.", "marches", "1", contradicts=("dogs-01",))
    claims.put(by=CURATOR, draft=draft)
    there = f"/collaborations/{world.record('dogs').reference}#claim-marches-dogs-01"
    assert f'href="{there}"' in page(client, world.record("marches"))
    later = replace(
        saving("later", "It did not.", "marches-dogs", "2", contradicts=("dogs-01",)), said_on=None
    )
    claims.put(by=CURATOR, draft=replace(later, said_on=PartialDate(2020)))
    assert "It did not." in page(client, world.record("dogs"))
    assert "It did not." not in page(client, world.record("dogs"), "?as-at=2016-01-01")


def test_nothing_is_added_up(client: Client, world: World) -> None:
    record = world.record("dogs")
    for total in ("560", "660", "960", "1,160"):
        assert f"{total},000" not in page(client, record)
        assert f"{total.replace(',', '')}000" not in str(as_json(client, record))
    assert "None found." in text(part(page(client, world.record("marches")), "figures", "rest"))


# --- disputes ---------------------------------------------------------------------------------------


def sent(about: str, field: str = "") -> str:
    message = Message(about=subjects.subject(about), said_wrong="It is wrong.", field=field)
    return corrections.submit(by=PUBLIC, message=message, sender="0" * 64, key=uuid.uuid4()).reference


def test_a_dispute_stands_beside_its_fact_in_the_bodys_own_words_once_a_curator_accepts_it(
    client: Client, world: World
) -> None:
    record = world.record("dogs")
    about_claim, about_start = sent("marches-dogs-02"), sent(record.reference, "start")
    assert "Disputed" not in page(client, record)
    corrections.display(
        by=CURATOR, reference=about_claim, words=f"We saved nothing. {HOSTILE}", body="Port Vale"
    )
    corrections.display(by=CURATOR, reference=about_start, words="It began in 2014.", body="Eastmarch")
    html = page(client, record)
    claim = html.split('id="claim-marches-dogs-02"')[1].split('id="claim-')[0]
    assert "Disputed, being checked. Port Vale says: “We saved nothing." in text(claim)
    assert "Eastmarch says: “It began in 2014.”" in text(part(html, "standing", "unknown"))
    assert html.count("Disputed, being checked") == 2
    assert "<script>alert" not in html
    assert [each["body"] for each in as_json(client, record)["disputes"]] == ["Eastmarch", "Port Vale"]
    rows = client.get(address(record, "?format=csv&as-at=2018-04-10")).content.decode()
    assert "dispute,start,It began in 2014.,Eastmarch," in rows
    assert "as at,in_being,yes,,2018-04-10," in rows


def test_a_hidden_dispute_is_shown_nowhere(client: Client, world: World) -> None:
    record = world.record("dogs")
    reference = sent(record.reference)
    corrections.display(by=CURATOR, reference=reference, words="Not so.", body="Port Vale")
    assert "Not so." in page(client, record)
    corrections.hide(by=CURATOR, reference=reference, reason="Asked to.")
    assert "Not so." not in page(client, record)
    assert as_json(client, record)["disputes"] == []


# --- as at a past day -------------------------------------------------------------------------------


def test_a_past_day_is_said_first_and_answered_in_words(client: Client, world: World) -> None:
    html = text(page(client, world.record("dogs"), "?as-at=2016-01-01"))
    assert "This page shows 1 January 2016." in html
    assert "In being on 1 January 2016: yes." in html
    assert "It started in April 2015 and was still reported running in June 2023." in html
    assert "Running as at" not in html


REASONS = [
    ("dogs", "2015-03-31", "In being on 31 March 2015: no. It started in April 2015."),
    ("dogs", "2015-04-15", "not known. It started in April 2015; the exact day is not on record."),
    ("dogs", "2024-01-01", "not known. It was last reported running in June 2023; nothing later"),
    ("forensics", "2021-03-31", "In being on 31 March 2021: no. It ended on 31 March 2021."),
    ("forensics", "2015-01-01", "yes. It started in 2010 and ended on 31 March 2021."),
    ("marches", "2020-01-01", "not known. No start date is on record."),
    ("records", "2020-01-01", "not known. Whether it still ran is not on record."),
]


def test_whether_it_was_in_being_is_answered_with_the_reason(client: Client, world: World) -> None:
    for name, day, said in REASONS:
        assert said in text(page(client, world.record(name), f"?as-at={day}"))


@pytest.mark.django_db
def test_an_end_without_a_date_is_told_from_the_day_it_was_reported(client: Client) -> None:
    record = Collaboration.objects.get(slug="lincolnshire-g4s")
    for day, said in (
        ("2024-01-01", "In being on 1 January 2024: no. It was reported ended in 2023."),
        ("2022-01-01", "not known. It has ended, but no end date is on record."),
    ):
        assert said in text(page(client, record, f"?as-at={day}"))


ALL_THREE = {"northshire", "eastmarch", "port-vale"}
ON_DAYS: list[tuple[str, set[str], set[str], set[str]]] = [
    ("2016-01-01", ALL_THREE, set(), set()),
    ("2018-04-10", {"northshire", "eastmarch"}, {"port-vale"}, set()),
    ("2018-05-01", {"northshire", "eastmarch"}, set(), {"port-vale"}),
    ("2014-01-01", set(), set(), ALL_THREE),
]


def test_members_of_a_past_day_stand_under_one_of_three_answers(client: Client, world: World) -> None:
    for day, *expected in ON_DAYS:
        who = part(page(client, world.record("dogs"), f"?as-at={day}"), "who", "standing")
        tables = [
            re.search(rf'(?s)id="members-{answer}".*?</table>', who) for answer in ("yes", "not_known", "no")
        ]
        found = [
            set(re.findall(r'<th scope="row".*?/organisations/([^"?]+)', table[0]) if table else [])
            for table in tables
        ]
        assert found == expected


def test_what_came_later_is_left_out_and_counted_and_what_is_undated_is_kept(
    client: Client, world: World
) -> None:
    html = text(page(client, world.record("dogs"), "?as-at=2015-06-01"))
    assert "1 event came later and is left out." in html
    assert "Port Vale leaves." not in html
    assert "3 figures were said later and are left out." in html
    assert "It saved £250,000." not in html
    undated = Collaboration.objects.get(slug="all-wales-collaboration")
    said = [claim for claim in undated.claims.all() if claim.said_on is None]
    shown = text(page(client, undated, "?as-at=2014-06-01"))
    assert bool(said) == ("undated and may have been said later" in shown)


def test_an_event_of_which_only_the_year_is_known_may_be_after_the_day(client: Client, world: World) -> None:
    record = world.record("dogs")
    html = text(page(client, record, "?as-at=2018-04-10"))
    assert "Port Vale leaves." in html
    assert "may be after the day shown" in html


def test_links_carry_the_day_on_and_the_family_is_judged_by_it(client: Client, world: World) -> None:
    html = page(client, world.record("marches"), "?as-at=2014-01-01")
    assert '/organisations/northshire?as-at=2014-01-01"' in html
    assert '/functions/many-functions?as-at=2014-01-01"' in html
    assert "Northern Marches Dog Unit (not in being then)" in text(html)
    assert "Northern Marches Forensics (in being then)" in text(html)
    assert "?as-at=" not in page(client, world.record("marches"))


@pytest.mark.parametrize("day", ["2018-02-30", "yesterday", "3000-01-01", "1066-10-14"])
def test_a_day_that_cannot_be_shown_is_refused(client: Client, db: None, day: str) -> None:
    npas = Collaboration.objects.get(slug="npas")
    assert client.get(address(npas, f"?as-at={day}")).status_code == 400


# --- the same as data -------------------------------------------------------------------------------


def test_json_has_what_the_page_has_and_amounts_only_inside_claims(client: Client, world: World) -> None:
    held = as_json(client, world.record("dogs"))
    assert held["title"] == "Northern Marches Dog Unit"
    assert held["parties_now"] == {
        "areas": 2,
        "other_bodies": 0,
        "legal_persons": 4,
        "left": 1,
        "entries_assumed": 0,
    }
    assert held["part_of"]["reference"] == world.record("marches").reference
    assert [claim["amount"] for claim in held["claims"]] == [400000, 250000, 310000]
    assert all(claim["sentence"] for claim in held["claims"])
    assert held["claims"][1]["contradicts"] == ["marches-dogs-03"]
    without = {key: value for key, value in held.items() if key != "claims"}
    assert "amount" not in str(without)
    assert "sender" not in str(held)


def test_a_text_that_was_found_is_given_with_what_it_is_and_is_not(client: Client, world: World) -> None:
    record = world.record("crossings")
    [agreement] = as_json(client, record)["agreements"]
    assert (agreement["note"], agreement["is_signed_copy"]) == ("A draft, not signed.", False)
    rows = client.get(address(record, "?format=csv")).content.decode()
    assert 'agreement,not_stated,"A draft, not signed.",,,https://mirror.example/crossings.pdf' in rows
    standing = text(part(page(client, record), "standing", "unknown"))
    assert "A text that was found . A draft, not signed. Not confirmed as the signed copy." in standing


def test_json_of_a_past_day_says_which(client: Client, world: World) -> None:
    held = as_json(client, world.record("dogs"), "?format=json&as-at=2018-04-10")
    assert held["as_at"]["in_being"] == "yes"
    assert {each["organisation"]: each["belonged"] for each in held["parties"]} == {
        "northshire": "yes",
        "eastmarch": "yes",
        "port-vale": "not_known",
        "wayfarers-fund": "not_known",
    }


def test_csv_has_one_row_for_each_fact_with_its_source(client: Client, world: World) -> None:
    answer = client.get(address(world.record("dogs"), "?format=csv"))
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert list(rows[0]) == ["section", "field", "value", "who", "as_of", "sources"]
    by_section: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_section.setdefault(row["section"], []).append(row)
    [left] = [row for row in by_section["party"] if row["field"] == "left_on"]
    assert (left["value"], left["who"]) == ("2018-04", "port-vale")
    assert left["sources"].startswith("https://minutes.example")
    claim = by_section["claim"][0]
    assert claim["value"] == "It would save £400,000 to £600,000 a year."
    assert (claim["who"], claim["as_of"]) == ("The joint committee (party)", "2015-12")
    assert {row["field"] for row in by_section["event"]} == {"started", "left"}


def test_a_cell_that_looks_like_a_formula_is_made_safe(client: Client, world: World) -> None:
    claims.put(by=CURATOR, draft=saving("formula", "=HYPERLINK(1) saves.", "marches", "1"))
    answer = client.get(address(world.record("marches"), "?format=csv"))
    assert "'=HYPERLINK(1) saves." in answer.content.decode()


def test_the_accept_header_chooses_the_form_and_another_is_refused(client: Client, world: World) -> None:
    record = world.record("dogs")
    assert client.get(address(record), headers={"accept": "application/json"}).json()["reference"]
    assert client.get(address(record), headers={"accept": "image/png"}).status_code == 406
    assert client.get(address(record, "?format=xml")).status_code == 400


# --- how fast ---------------------------------------------------------------------------------------


def statements(client: Client, record: Collaboration, query: str = "") -> int:
    client.get(address(record, query))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(record, query)).status_code == 200
    return len(asked)


def test_a_national_record_asks_no_more_of_the_database_than_a_small_one(
    client: Client, world: World
) -> None:
    chief_officers = Organisation.objects.filter(capacity=Capacity.CHIEF_OFFICER).values_list(
        "slug", flat=True
    )
    national = CollaborationDraft(
        slug="everybody",
        title="Everybody",
        model=Model.NATIONAL_SERVICE,
        status=Status.RUNNING,
        status_as_of=PartialDate(2024),
        starts_on=PartialDate(2012),
        parties=tuple(party(slug, joined_on=PartialDate(2013)) for slug in chief_officers),
        record_sources=(SourceDraft(GAZETTE),),
    )
    assert len(national.parties) >= 46
    collaborations.put(by=CURATOR, draft=national)
    for number in range(12):
        claims.put(by=CURATOR, draft=saving(f"all-{number}", f"Sentence {number}.", "everybody", "5"))
    small, large = world.record("records"), Collaboration.objects.get(slug="everybody")
    drawn(client, small, large)
    for query in ("", "?as-at=2016-01-01", "?format=json", "?format=csv"):
        assert statements(client, large, query) <= statements(client, small, query) <= MOST_STATEMENTS


def drawn(client: Client, *records: Collaboration) -> None:
    """As if a worker had drawn the pictures that these pages asked for."""
    for record in records:
        client.get(address(record))
    Drawing.objects.update(svg="<svg></svg>")


def test_today_is_not_a_past_day(client: Client, world: World) -> None:
    today = datetime.date.today()  # noqa: DTZ011 - the machine's own day, as the page sees it
    html = page(client, world.record("dogs"), f"?as-at={today}")
    assert "This page shows" not in html


def test_a_party_that_supplies_is_not_counted_as_a_member(client: Client, world: World) -> None:
    record = world.record("records")
    assert not record.parties.filter(role__in=[Role.LEAD, Role.HOST, Role.MEMBER]).exists()
    html = page(client, record)
    assert "No member is named." in text(html)
    assert "not as members: Port Vale (customer) and Harrow (supplier)" in text(html)
    assert "none known to be in it then" in text(page(client, record, "?as-at=2010-01-01"))
    assert "Harrow Systems plc supplier" in text(part(html, "not-members", "standing"))
