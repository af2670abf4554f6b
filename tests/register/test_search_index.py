"""What searching reads follows the record: refreshing what changed gives what making it all anew gives."""

from typing import Any

import pytest
from django.db import connection
from django.utils.text import slugify

from frankpledge.people.models import Alias, Organisation
from frankpledge.register.models import (
    Collaboration,
    CollaborationName,
    Function,
    Party,
    Purpose,
    SearchCard,
    SearchEntry,
    SearchWord,
)
from frankpledge.register.search import index
from frankpledge.register.search.find import Asked, find

pytestmark = pytest.mark.django_db

TABLES = {
    "register_searchentry": "*",
    "register_searchcard": "*",
    "register_searchbits": "*",
    "register_searchstay": "collaboration_id, organisation_slug, not_before, not_from",
    "register_searchname": "key, label, kind, slugs, is_ambiguous, note",
    "register_searchword": "*",
}


def everything() -> dict[str, list[Any]]:
    """All that searching reads, but for row numbers."""
    held = {}
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM {table}")
            held[table] = sorted(cursor.fetchall(), key=repr)
    return held


def titles(text: str, **asked: Any) -> list[str]:
    return [result.card["title"] for result in find(Asked(text=text, **asked)).results]


@pytest.fixture
def npas() -> Collaboration:
    return Collaboration.objects.get(slug="npas")


def test_the_loaded_register_is_as_if_made_anew() -> None:
    before = everything()
    index.rebuild()
    assert everything() == before
    assert len(before["register_searchentry"]) == Collaboration.objects.count()


def test_refreshing_twice_changes_nothing() -> None:
    before = everything()
    index.refresh(Collaboration.objects.values_list("pk", flat=True))
    assert everything() == before


def change_text(record: Collaboration) -> None:
    record.title, record.notes = "Wholly zanzibar", "Nothing of the kind."
    record.save(update_fields=["title", "notes"])
    Purpose.objects.create(
        collaboration=record, version=9, statement="A statement on quokkas.", origin="register"
    )


def change_codes(record: Collaboration) -> None:
    Collaboration.objects.filter(pk=record.pk).update(
        status="ended", ending_kind="term", ends_on="2020-05", model="other", dates_confidence="low"
    )


def change_parties(record: Collaboration) -> None:
    record.parties.filter(organisation__slug__lt="k").delete()
    kent = Organisation.objects.get(slug="kent")
    Party.objects.filter(collaboration=record, organisation=kent).delete()
    Party.objects.create(
        collaboration=record,
        organisation=kent,
        role="lead",
        basis="stated",
        joined_on="2012",
        left_on="2014-02",
    )


def change_function(record: Collaboration) -> None:
    record.function_places.all().delete()
    record.function_places.create(function=Function.objects.get(slug="dogs"))


def take_away(record: Collaboration) -> None:
    Collaboration.objects.filter(parent=record).update(parent=None)
    record.delete()


def add_name(record: Collaboration) -> None:
    CollaborationName.objects.create(collaboration=record, text="Whirlybirds of wonder", position=9)


@pytest.mark.parametrize(
    "change", [change_text, change_codes, change_parties, change_function, take_away, add_name]
)
def test_refreshing_what_changed_gives_what_making_it_all_anew_gives(
    npas: Collaboration, change: Any
) -> None:
    before, number = everything(), npas.pk
    change(npas)
    index.refresh([number])
    refreshed = everything()
    assert refreshed != before
    index.rebuild()
    assert everything() == refreshed


def test_a_new_record_is_found_and_a_removed_one_leaves_no_trace() -> None:
    npas = Collaboration.objects.get(slug="npas")
    made = Collaboration.objects.create(
        **{
            field.name: getattr(npas, field.name)
            for field in Collaboration._meta.concrete_fields
            if field.name not in {"id", "reference", "slug", "title", "parent"}
        },
        reference="C-9998",
        slug="made",
        title="Quokka custody",
    )
    index.refresh([made.pk])
    assert titles("quokka") == ["Quokka custody"]
    assert SearchWord.objects.filter(word="quokka").exists()
    number = made.pk
    made.delete()
    index.refresh([number])
    assert titles("quokka") == []
    assert find(Asked(text="quokkas")).did_you_mean == {}
    assert not SearchWord.objects.filter(word="quokka").exists()


def test_a_new_name_of_a_body_is_known_after_any_refresh() -> None:
    Alias.objects.create(
        organisation=Organisation.objects.get(slug="norfolk"), text="Broads & Co", kind="short"
    )
    index.refresh([])
    assert set(titles("broads and co")) == set(titles("", chosen={"force": ["norfolk"]}))
    Alias.objects.filter(text="Broads & Co").delete()
    index.refresh([])
    assert titles("broads and co") == []


def test_a_record_far_from_the_rest_has_bits_of_its_own() -> None:
    record = Collaboration.objects.get(slug="npas")
    total = find(Asked()).total
    Collaboration.objects.create(
        **{
            field.name: getattr(record, field.name)
            for field in Collaboration._meta.concrete_fields
            if field.name not in {"id", "reference", "slug", "title", "parent", "status"}
        },
        pk=1_000_000,
        reference="C-9997",
        slug="far",
        title="Far away",
        status="proposed",
    )
    index.refresh([1_000_000])
    found = find(Asked(chosen={"status": ["proposed"]}))
    assert (found.total, [result.card["title"] for result in found.results]) == (1, ["Far away"])
    assert find(Asked()).total == total + 1


def test_a_card_s_address_is_the_record_s_own() -> None:
    cards = dict(SearchCard.objects.values_list("pk", "address"))
    assert cards == {record.pk: record.address for record in Collaboration.objects.all()}


@pytest.mark.parametrize(
    "title",
    [
        "Cŵn & Dŵr",
        "A – dash: (brackets), “quotes”",
        "Ünïcödé_under_score",
        "--edges--",
        "x" * 79 + " yz",
        "日本 2",
    ],
)
def test_any_title_has_the_address_that_python_gives_it(title: str) -> None:
    record = Collaboration.objects.get(slug="npas")
    Collaboration.objects.filter(pk=record.pk).update(title=title)
    index.refresh([record.pk])
    expected = f"{record.reference}-{slugify(title)[:80].strip('-')}"
    assert SearchCard.objects.get(pk=record.pk).address == expected


def test_a_text_of_any_length_can_be_indexed(npas: Collaboration) -> None:
    npas.notes = " ".join(f"word{number}" for number in range(200_000))
    npas.save(update_fields=["notes"])
    index.refresh([npas.pk])
    assert titles("word7") == [npas.title]
    assert SearchEntry.objects.filter(pk=npas.pk).exists()


def test_a_record_that_a_force_left_is_not_one_that_every_force_is_in() -> None:
    entry = SearchEntry.objects.filter(
        takes_in_every_force=True, collaboration__ends_on=None, collaboration__status="running"
    ).first()
    assert entry is not None
    number = entry.pk
    left = Party.objects.filter(collaboration=number, organisation__kind="force").order_by("pk")[:1]
    Party.objects.filter(pk__in=left.values("pk")).update(left_on="2024-03-31")
    index.refresh([number])
    assert not SearchEntry.objects.get(pk=number).takes_in_every_force
    Party.objects.filter(collaboration=number).update(left_on=None)
    index.refresh([number])
    assert SearchEntry.objects.get(pk=number).takes_in_every_force


def test_one_that_ended_with_every_force_in_it_stays_one_that_every_force_was_in() -> None:
    entry = SearchEntry.objects.filter(takes_in_every_force=True).order_by("pk").first()
    assert entry is not None
    number = entry.pk
    Collaboration.objects.filter(pk=number).update(
        status="ended", ending_kind="not_stated", ends_on="2024-03-31"
    )
    Party.objects.filter(collaboration=number).update(left_on="2024-03-31")
    index.refresh([number])
    assert SearchEntry.objects.get(pk=number).takes_in_every_force
