"""Every version of every row is kept, whoever changes it and however, and leads to who did it."""

import threading
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from pghistory.models import Context
from pytest_django import DjangoAssertNumQueries

from frankpledge.audit import history
from frankpledge.audit.actions import note_read, record
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.audit.models import Entry, Read
from frankpledge.audit.queries import Rows, history_of
from frankpledge.people.models import Group, Invitation, Source, Token, User
from frankpledge.register.models import Collaboration, Correction, Party
from tests.database import owner

ASH = Actor(kind=ActorKind.PERSON, name="Ash", user_id=7, organisation="norfolk")
KEPT_ELSEWHERE = {
    # What is made from other rows, what passes, and what is nobody else's business.
    "register": {
        "Sending", "Follow", "SearchEntry", "SearchCard", "SearchBits", "SearchWordBits", "SearchStay",
        "SearchName", "SearchWord", "DocumentPage",
    },
}  # fmt: skip


def versions_of(model: type[models.Model]) -> Any:
    return model.pgh_event_model._default_manager  # type: ignore[attr-defined]  # made by pghistory


def who_made(version: Any) -> Any:
    """Who made this version; None when nobody said."""
    told = Context.objects.filter(pk=version.pgh_context_id).values_list("metadata", flat=True).first()
    return told and told["actor"]


def labels(model: type[models.Model], **which: Any) -> list[str]:
    return [*versions_of(model).filter(**which).order_by("pgh_id").values_list("pgh_label", flat=True)]


def by_sql(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_every_table_that_people_write_is_kept() -> None:
    for room in ("people", "register"):
        for model in apps.get_app_config(room).get_models():
            is_version = issubclass(model, history.Version)
            wanted = not is_version and model.__name__ not in KEPT_ELSEWHERE.get(room, ())
            assert hasattr(model, "pgh_event_model") is wanted, model


def test_secrets_and_what_a_sender_says_of_themselves_are_not_kept() -> None:
    left_out = {
        User: {"password", "last_login", "digest_sent_at"},
        Invitation: {"secret_hash"},
        Token: {"secret_hash", "last_used_at"},
        Correction: {"sender_name", "sender_organisation", "sender_email", "speaks_for"},
    }
    for model, fields in left_out.items():
        version = versions_of(model).model
        assert not fields & {field.name for field in version._meta.fields}
        assert fields < {field.name for field in model._meta.fields}


@pytest.mark.django_db
def test_rows_that_were_there_are_versions_too() -> None:
    norfolk = Collaboration.objects.order_by("id")[0]
    assert labels(Collaboration, id=norfolk.pk) == ["insert"]


@pytest.mark.django_db
def test_a_row_that_is_added_changed_and_removed_leaves_a_version_each() -> None:
    group = Group.objects.create(name="One")
    group.name = "Two"
    group.save(update_fields=["name"])
    number = group.pk
    group.delete()
    found = versions_of(Group).filter(pgh_obj_id=number).order_by("pgh_id")
    assert [(each.pgh_label, each.name) for each in found] == [
        ("insert", "One"),
        ("update", "Two"),
        ("delete", "Two"),
    ]


@pytest.mark.django_db
def test_what_changes_nothing_leaves_no_version() -> None:
    group = Group.objects.create(name="One")
    group.save(update_fields=["name"])
    assert labels(Group, id=group.pk) == ["insert"]


@pytest.mark.django_db
def test_bulk_writes_leave_a_version_of_each_row() -> None:
    Group.objects.bulk_create(Group(name=f"bulk {number}") for number in range(20))
    Group.objects.filter(name__startswith="bulk").update(
        name=models.functions.Concat("name", models.Value("!"))
    )
    changed = [*Group.objects.filter(name__startswith="bulk")]
    for group in changed:
        group.name += "?"
    Group.objects.bulk_update(changed, ["name"])
    Group.objects.bulk_create([Group(name="bulk 3!?"), Group(name="bulk new")], ignore_conflicts=True)
    Group.objects.filter(name__startswith="bulk").delete()
    found = versions_of(Group).filter(name__startswith="bulk")
    counted = {label: found.filter(pgh_label=label).count() for label in ("insert", "update", "delete")}
    assert counted == {"insert": 21, "update": 40, "delete": 21}


@pytest.mark.django_db
def test_raw_sql_and_copy_leave_versions() -> None:
    by_sql("INSERT INTO people_source (url, title) VALUES ('https://raw.example/', 'Raw')")
    with connection.cursor() as cursor, cursor.copy("COPY people_source (url, title) FROM STDIN") as copy:
        for number in range(3):
            copy.write_row((f"https://raw.example/{number}", "Copied"))
    by_sql("UPDATE people_source SET title = title || '!' WHERE url LIKE 'https://raw.example/%%'")
    by_sql("UPDATE people_source SET id = id + 1000000 WHERE url = 'https://raw.example/'")
    by_sql(
        "INSERT INTO people_source (url, title) VALUES ('https://raw.example/', 'Again')"
        " ON CONFLICT (url) DO UPDATE SET title = excluded.title"
    )
    by_sql("DELETE FROM people_source WHERE url LIKE 'https://raw.example/%%'")
    raw = labels(Source, url="https://raw.example/")
    assert raw == ["insert", "update", "update", "update", "delete"]
    for number in range(3):
        assert labels(Source, url=f"https://raw.example/{number}") == ["insert", "update", "delete"]


@pytest.mark.django_db(transaction=True)
def test_the_owner_who_goes_by_the_database_leaves_versions_that_nobody_answers_for() -> None:
    with owner() as database:
        database.execute("UPDATE people_source SET title = 'By the back door' WHERE id = 1")
    version = versions_of(Source).filter(id=1).latest("pgh_id")
    assert version.title == "By the back door"
    assert who_made(version) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("entry_first", [True, False])
def test_a_version_leads_to_who_acted_whether_the_entry_came_first_or_last(*, entry_first: bool) -> None:
    def write_down() -> None:
        record(by=ASH, action="test.rename", subject_kind="source", subject_key="1")

    with transaction.atomic():
        if entry_first:
            write_down()
        Source.objects.filter(pk=1).update(title="Anew")
        if not entry_first:
            write_down()
    version = versions_of(Source).filter(id=1).latest("pgh_id")
    entry = Entry.objects.latest("id")
    assert version.pgh_context_id == entry.context_id
    assert version.pgh_context.metadata == {
        "entry": entry.pk, "action": "test.rename", "actor": "person: Ash", "user_id": 7, "token_id": None,
        "organisation": "norfolk",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_who_acted_before_on_the_same_connection_is_not_said_to_act_now() -> None:
    with transaction.atomic():
        Source.objects.filter(pk=1).update(title="Ash's")
        record(by=ASH, action="test.rename", subject_kind="source", subject_key="1")
    Source.objects.filter(pk=1).update(title="Nobody's")
    by_ash, by_nobody = versions_of(Source).filter(id=1).order_by("pgh_id")[1:]
    assert who_made(by_ash) == "person: Ash"
    assert who_made(by_nobody) is None


@pytest.mark.django_db(transaction=True)
def test_nobody_can_choose_whose_a_change_is() -> None:
    with transaction.atomic():
        record(by=ASH, action="test.rename", subject_kind="source", subject_key="1")
    theirs = Entry.objects.latest("id").context_id
    with transaction.atomic():
        by_sql("SELECT set_config('pghistory.context_id', %s, true)", str(theirs))
        by_sql("SELECT set_config('pghistory.context_metadata', %s, true)", "{}")
        Source.objects.filter(pk=1).update(title="Forged")
    assert versions_of(Source).filter(id=1).latest("pgh_id").pgh_context_id != theirs


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_with_its_savepoint_leaves_nothing() -> None:
    before = versions_of(Source).count()
    with transaction.atomic():
        with transaction.atomic():
            Source.objects.filter(pk=1).update(title="Undone")
            transaction.set_rollback(True)
        record(by=ASH, action="test.nothing", subject_kind="source", subject_key="1")
    assert versions_of(Source).count() == before


# --- reading it back -------------------------------------------------------------------------------

SHOWN = {"source": {"title"}, "party": {"role", "note"}}


@pytest.fixture
def source(transactional_db: None) -> Source:
    """A source that Ash added, somebody changed behind our backs, and Ash changed again."""
    found = Source.objects.get(pk=1)
    for title in ("First", None, "Third"):
        if title is None:
            with owner() as database:
                database.execute(
                    "UPDATE people_source SET title = 'Second', url = 'https://x.example/' WHERE id = 1"
                )
            continue
        with transaction.atomic():
            Source.objects.filter(pk=1).update(title=title)
            record(
                by=ASH, action="test.rename", subject_kind="source", subject_key="1", reason="Asked for",
                detail={"title": [found.title, title], "url": ["a", "b"]}, is_public=title == "First",
            )  # fmt: skip
    return found


def test_the_history_tells_what_was_done_by_whom_and_what_nobody_answers_for(source: Source) -> None:
    rows = [Rows(kind="source", model=Source, ids=[1])]
    told = history_of([("source", "1")], rows=rows, shown=SHOWN)
    assert [(each.who, each.action, each.is_known) for each in told.happenings] == [
        ("Ash", "test.rename", True),
        ("", "update", False),
        ("Ash", "test.rename", True),
    ]
    assert [[(change.field, change.after) for change in each.changes] for each in told.happenings] == [
        [("title", "Third")],
        [("title", "Second")],
        [("title", "First")],
    ]
    assert told.happenings[1].changes[0].before == "First"
    assert [each.held_back for each in told.happenings] == [1, 1, 1]
    assert {each.organisation for each in told.happenings} == {"norfolk", ""}
    assert told.total == 3


def test_everybody_sees_what_and_for_whom_but_no_person_and_nothing_that_is_not_public(
    source: Source,
) -> None:
    whole = history_of([("source", "1")], shown=SHOWN)
    public = history_of([("source", "1")], shown=SHOWN, only_public=True)
    assert (whole.total, public.total) == (2, 1)
    (told,) = (each.without_persons() for each in public.happenings)
    assert (told.who, told.user_id, told.reason, told.organisation) == ("", None, "Asked for", "norfolk")
    assert told.changes


def test_what_is_not_named_is_not_shown(source: Source) -> None:
    rows = [Rows(kind="source", model=Source, ids=[1])]
    told = history_of([("source", "1")], rows=rows, shown={})
    assert [each.changes for each in told.happenings] == [(), (), ()]
    assert "x.example" not in repr(told)


@pytest.mark.django_db(transaction=True)
def test_rows_that_were_added_or_removed_by_sql_are_told_of_with_what_they_said() -> None:
    party = Party.objects.order_by("id")[0]
    with owner() as database:
        database.execute(f"DELETE FROM register_citation WHERE party_id = {party.pk}")
        database.execute(f"DELETE FROM register_party WHERE id = {party.pk}")
    rows = [Rows(kind="party", model=Party, of="collaboration", ids=[party.collaboration_id])]
    (gone,) = history_of([], rows=rows, shown=SHOWN).happenings
    assert (gone.action, gone.subject_key) == ("delete", str(party.pk))
    assert [(change.field, change.before, change.after) for change in gone.changes][-1] == (
        "role",
        party.role,
        None,
    )


def test_it_takes_two_statements_and_comes_in_pages(
    source: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        Rows(kind="source", model=Source, ids=[1, 2, 3]),
        Rows(kind="party", model=Party, of="collaboration", ids=[1, 2]),
        Rows(kind="group", model=Group, ids=[1]),
    ]
    with django_assert_num_queries(2):
        whole = history_of([("source", "1"), ("source", "2")], rows=rows, shown=SHOWN)
    pages = [
        history_of([("source", "1")], rows=rows, shown=SHOWN, page=page, per_page=2) for page in (1, 2, 9, -1)
    ]
    assert [page.page for page in pages] == [1, 2, 2, 1]
    assert {page.pages for page in pages} == {2}
    assert pages[0].happenings + pages[1].happenings == whole.happenings


@pytest.mark.django_db
def test_what_has_no_history_has_an_empty_one() -> None:
    told = history_of([("source", str(uuid.uuid4()))], rows=[], shown=SHOWN)
    assert (told.happenings, told.total, told.pages) == ((), 0, 1)


# --- who read what ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_reading_is_noted_once_an_hour_for_each_reader_and_subject() -> None:
    other = Actor(kind=ActorKind.PERSON, name="Bo", user_id=8)
    for by in (ASH, ASH, other, ASH):
        for key in ("one", "two"):
            note_read(by=by, subject_kind="change", subject_key=key)
    noted = Read.objects.order_by("id").values_list("actor", "user_id", "organisation", "subject_key")
    assert sorted(noted, key=str) == [
        ("person: Ash", 7, "norfolk", "one"),
        ("person: Ash", 7, "norfolk", "two"),
        ("person: Bo", 8, "", "one"),
        ("person: Bo", 8, "", "two"),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_read_at_once_are_both_noted_and_neither_waits_or_fails() -> None:
    def read() -> None:
        note_read(by=ASH, subject_kind="change", subject_key="one")
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert Read.objects.count() == 1
