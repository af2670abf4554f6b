"""The pages of documents, without JavaScript: adding, reading, searching, publishing, and what is refused."""

import datetime
import uuid
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import UnreadablePostError
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from frankpledge.audit.models import Read
from frankpledge.exchange.documents import reading
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.people.models import Role
from frankpledge.register import sight
from frankpledge.register.models import Document, DocumentState, Level
from frankpledge.register.queries.documents import in_use
from frankpledge.web import uploads
from tests import documents
from tests.documents import docx, pdf, upload
from tests.members import NATIONAL, Members, sign_in
from tests.releases import withheld
from tests.world import CURATOR, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
SAID = {"title": "Signed agreement", "kind": "signed_copy", "marking": "official"}
Browser = Callable[..., Client]


@pytest.fixture
def browser(members: Members) -> Browser:
    """One in which somebody is signed in."""

    def made(organisation: str, role: Role, *, verified: bool = True, **options: object) -> Client:
        client = Client(**options)  # type: ignore[arg-type]  # the test client's own
        sign_in(client, members.user(organisation, role), verified=verified)
        return client

    return made


def add(client: Client, world: World, data: bytes | None, name: str = "a.pdf", **said: str) -> "Answer":
    sent = {} if data is None else {"file": upload(data, name)}
    path = f"/collaborations/{world.record('dogs').reference}/documents/add"
    return client.post(path, {**SAID, "key": str(uuid.uuid4()), **said, **sent})


def page(answer: "Answer") -> str:
    return answer.content.decode()


def test_a_document_is_added_read_and_found_by_its_members(browser: Browser, world: World) -> None:
    client = browser("northshire", Role.CONTRIBUTOR)
    form = page(client.get(f"/collaborations/{world.record('dogs').reference}/documents/add"))
    assert 'enctype="multipart/form-data"' in form
    answer = add(client, world, pdf(["The kennels at Otterburn are shared."]))
    assert answer.status_code == 303
    document = Document.objects.get()
    shown = page(client.get(answer.headers["Location"]))
    assert "The document was added" in shown
    assert "Being read: page 0 of 1" in shown
    reading.read(document.reference)
    shown = page(client.get(f"/documents/{document.reference}"))
    assert "Being read" not in shown
    found = page(browser("eastmarch", Role.OWNER).get("/documents?q=otterburn kennels"))
    assert "1 document with" in found
    assert "Page 1: " in found
    assert "<mark>kennels</mark> at <mark>Otterburn</mark>" in found
    listed = page(client.get(f"/collaborations/{world.record('dogs').reference}/documents"))
    assert "Signed agreement" in listed


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (None, False),
        (("northshire", Role.ADMINISTRATOR), False),
        ((NATIONAL, Role.ANALYST), False),
        (("northshire", Role.READER), True),
        (("northshire", Role.FINANCE), True),
        (("eastmarch", Role.CONTRIBUTOR), True),
        ((NATIONAL, Role.INSPECTOR), True),
        ((NATIONAL, Role.CURATOR), True),
    ],
)
def test_who_finds_reads_and_downloads_what_is_for_members(
    browser: Browser,
    world: World,
    who: tuple[str, Role] | None,
    sees: bool,  # noqa: FBT001 - a row of the table
) -> None:
    record = world.record("dogs")
    held = documents.held(CURATOR, record, "Kennels at Otterburn", title="Kennel plan")
    client = browser(*who) if who else Client()
    address = f"/documents/{held.reference}"
    assert (client.get(address).status_code == 200) is sees
    assert (client.get(f"{address}/file").status_code == 200) is sees
    for path in (
        "/documents?q=otterburn",
        "/documents?q=plan",
        f"/collaborations/{record.reference}/documents",
    ):
        assert ("Kennel plan" in page(client.get(path))) is sees, path
    found = page(client.get("/documents?q=otterburn"))
    nothing = page(client.get("/documents?q=kanari999q")).replace("kanari999q", "otterburn")
    if not sees:
        assert without_tokens(found) == without_tokens(nothing)
    assert "Kennel plan" not in page(client.get("/collaborations?q=otterburn"))
    assert Read.objects.filter(subject_kind="document", subject_key=held.reference).exists() is sees


def without_tokens(text: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_those_of_another_record_are_not_there(browser: Browser, world: World) -> None:
    held = documents.held(CURATOR, world.record("records"), "Kennels at Otterburn", title="Kennel plan")
    client = browser("northshire", Role.OWNER)
    assert client.get(f"/documents/{held.reference}").status_code == 404
    assert client.get(f"/documents/{held.reference}/file").status_code == 404
    assert client.post(f"/documents/{held.reference}/describe", SAID).status_code == 404
    assert "0 documents with" in page(client.get("/documents?q=otterburn"))


def test_what_is_published_is_found_by_everybody_and_said_to_be_a_document(world: World) -> None:
    held = documents.published(CURATOR, world.record("dogs"), "Kennels at Otterburn", title="Kennel plan")
    client = Client()
    found = page(client.get("/collaborations?q=otterburn"))
    assert "In documents" in found
    assert "Found in a document of" in found
    assert "<mark>Otterburn</mark>" in found
    assert "Kennel plan" in page(client.get("/documents?q=otterburn"))
    shown = page(client.get(f"/documents/{held.reference}"))
    assert "What it says." in shown
    assert "Added by" not in shown
    record = page(client.get(f"/collaborations/{world.record('dogs').address}"))
    assert f"/collaborations/{world.record('dogs').reference}/documents" in record
    assert "/documents" not in page(client.get(f"/collaborations/{world.record('records').address}"))


@pytest.mark.parametrize("form", ["json", "csv"])
def test_as_data_it_is_what_is_published_whoever_asks(browser: Browser, world: World, form: str) -> None:
    record = world.record("dogs")
    documents.held(CURATOR, record, "Kennels", title="For members")
    held = documents.published(CURATOR, record, "Vans", title="For everybody")
    for client in (Client(), browser("northshire", Role.OWNER)):
        answer = client.get(f"/collaborations/{record.reference}/documents?format={form}")
        assert held.reference in page(answer)
        assert "For everybody" in page(answer)
        assert "For members" not in page(answer)


@pytest.mark.parametrize("level", [Level.WITHHELD, Level.FACT])
def test_what_hides_a_record_hides_its_documents_and_keeps_their_bytes(
    browser: Browser, world: World, level: Level
) -> None:
    record = world.record("dogs")
    held = documents.published(CURATOR, record, "Kennels at Otterburn", title="Kennel plan")
    waiting = documents.received(CURATOR, record, pdf(["Vans at Otterburn"]), title="Van plan")
    Document.objects.filter(pk=waiting.pk).update(state=DocumentState.CHECKING)
    withheld(record, level)
    public, member = Client(), browser("eastmarch", Role.CONTRIBUTOR)
    for client, is_there in ((public, False), (member, True)):
        for path in ("", "/file"):
            status = client.get(f"/documents/{held.reference}{path}").status_code
            assert (status == 200) is is_there
        assert ("Kennel plan" in page(client.get("/documents?q=otterburn"))) is is_there
    assert "Kennel plan" not in page(public.get("/collaborations?q=otterburn"))
    reading.read(waiting.reference)
    assert in_use([held.sha256, waiting.sha256]) == {held.sha256, waiting.sha256}
    assert "Van plan" in page(member.get("/documents?q=vans"))
    with sight.everything():
        assert Document.objects.get(pk=waiting.pk).state == DocumentState.HELD


def test_a_file_is_sent_to_be_saved_and_never_run(browser: Browser, world: World) -> None:
    held = documents.published(CURATOR, world.record("dogs"), "Kennels", title="Kennel/plan: “A”")
    for client in (Client(), browser("northshire", Role.READER)):
        answer = client.get(f"/documents/{held.reference}/file")
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="kennelplan-a-{held.reference}.pdf"'
        )
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert b"".join(answer) == pdf(["Kennels"])
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (None, "", "Choose a file"),
        (b"<html>", "a.pdf", "neither a PDF nor a Word document"),
        (pdf(), "a.docx", "does not end as its content does"),
        (pdf(catalog="/OpenAction << /S /JavaScript /JS (1) >>"), "a.pdf", "There is a script in the file."),
        (docx(parts={"word/vbaProject.bin": b"x"}), "a.docx", "There are macros in the file."),
    ],
)
def test_a_refusal_stands_beside_the_file_and_keeps_what_was_typed(
    browser: Browser, world: World, data: bytes | None, name: str, said: str
) -> None:
    answer = add(browser("northshire", Role.CONTRIBUTOR), world, data, name, title="A title to keep")
    assert answer.status_code == 422
    assert page(answer).count(said) == 2
    assert 'value="A title to keep"' in page(answer)
    assert "Choose the file again." in page(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["../../etc/cron.d/a.pdf", "/etc/a.pdf", "C:\\Users\\a.pdf", "..pdf", "a\x07.pdf", "x" * 300 + ".pdf"],
)
def test_a_name_that_leads_elsewhere_is_refused(browser: Browser, world: World, name: str) -> None:
    # As it is sent: a browser and the test's client take the path off.
    parts = {**SAID, "key": str(uuid.uuid4())}
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in parts.items()
    )
    body += f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    path = f"/collaborations/{world.record('dogs').reference}/documents/add"
    answer = browser("northshire", Role.CONTRIBUTOR).generic(
        "POST", path, body.encode() + pdf() + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 422
    assert "signs in it that lead to a folder" in page(answer)
    assert not Document.objects.exists()


def test_a_file_that_grows_too_large_is_cut_off_where_it_does(
    browser: Browser, world: World, settings: Settings
) -> None:
    settings.DOCUMENT_MEGABYTES = 1
    answer = add(browser("northshire", Role.CONTRIBUTOR), world, b"%PDF-" + b"0" * 1_500_000)
    assert answer.status_code == 413
    assert "larger than 1 megabytes" in page(answer)
    assert 'value="Signed agreement"' in page(answer)


def test_one_that_says_it_is_too_large_is_not_read_at_all(browser: Browser, world: World) -> None:
    client = browser("northshire", Role.CONTRIBUTOR)
    path = f"/collaborations/{world.record('dogs').reference}/documents/add"
    answer = client.post(path, {}, headers={"content-length": "5000000000"})
    assert answer.status_code == 413
    assert "larger than 50 megabytes" in page(answer)


def test_one_that_does_not_say_its_size_is_not_read_at_all(browser: Browser, world: World) -> None:
    client = browser("northshire", Role.CONTRIBUTOR)
    path = f"/collaborations/{world.record('dogs').reference}/documents/add"
    answer = client.post(path, {}, headers={"content-length": "", "transfer-encoding": "chunked"})
    assert answer.status_code == 411
    assert "without saying how large it is" in page(answer)


class Endless:
    """A form with a file that goes on for as long as somebody reads."""

    def __init__(self) -> None:
        self.read_bytes = 0
        self._begins = (
            b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nA title\r\n'
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
        )

    def read(self, size: int) -> bytes:
        piece = (self._begins + b"0" * size)[:size]
        self._begins = self._begins[size:]
        self.read_bytes += size
        return piece

    readline = read


class Lost(BytesIO):
    """A form whose sender goes away."""

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        if not piece:
            raise OSError("gone")
        return piece


def sending(form: object, size: int) -> WSGIRequest:
    """A request with this form, that says this of its size."""
    said = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(size)}
    return WSGIRequest({**RequestFactory().post("/").environ, **said, "wsgi.input": form})


def test_a_file_without_end_is_cut_off_and_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.DOCUMENT_MEGABYTES, settings.DOCUMENTS_FOLDER = 3, tmp_path
    endless = Endless()
    # It says whatever it likes of its size.
    request = sending(endless, 5_000_000_000)
    upload = uploads.listen(request)
    assert request.POST["title"] == "A title"
    with pytest.raises(Refused) as refused:
        upload.sent()
    assert refused.value.fault is Fault.TOO_LARGE
    assert endless.read_bytes < 4_000_000
    assert documents.files_in(tmp_path) == []


def test_a_file_that_breaks_off_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-' + b"0" * 900_000
    )
    broken = Lost(body)
    request = sending(broken, 2_000_000)
    upload = uploads.listen(request)
    with pytest.raises(UnreadablePostError):
        _ = request.POST
    upload.discard()
    with pytest.raises(Refused):
        upload.sent()
    assert documents.files_in(tmp_path) == []


def test_a_secret_document_is_refused_by_the_answer_alone(browser: Browser, world: World) -> None:
    answer = add(browser("northshire", Role.CONTRIBUTOR), world, pdf(), marking="too_secret")
    assert answer.status_code == 422
    assert "must not be put here" in page(answer)
    assert not Document.objects.exists()


def test_the_same_form_twice_adds_once_and_the_same_file_is_said(browser: Browser, world: World) -> None:
    client, key = browser("northshire", Role.CONTRIBUTOR), str(uuid.uuid4())
    first = add(client, world, pdf(), key=key)
    again = add(client, world, pdf(), key=key)
    assert first.headers["Location"] == again.headers["Location"]
    other = add(client, world, pdf())
    assert other.status_code == 422
    assert "This file is here already" in page(other)
    assert Document.objects.count() == 1


def test_no_form_of_another_site_adds_anything(browser: Browser, world: World) -> None:
    client = browser("northshire", Role.CONTRIBUTOR, enforce_csrf_checks=True)
    assert add(client, world, pdf()).status_code == 403
    assert not Document.objects.exists()


def test_who_may_not_add_is_told_before_a_byte_is_read(
    browser: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "listen", None)
    assert add(browser("northshire", Role.READER), world, pdf()).status_code == 403
    assert add(browser("northshire", Role.OWNER, verified=False), world, pdf()).status_code == 403
    assert add(Client(), world, pdf()).status_code == 302


def test_no_other_page_takes_a_file(client: Client, world: World) -> None:
    answer = client.post("/tell-us", {"said_wrong": "It is not so.", "file": upload(pdf())})
    assert answer.status_code in {200, 303, 422}
    assert not answer.wsgi_request.FILES


def test_a_publisher_publishes_takes_back_and_removes(browser: Browser, world: World) -> None:
    held = documents.held(CURATOR, world.record("dogs"), "Kennels", title="Kennel plan")
    client, address = browser("northshire", Role.PUBLISHER), f"/documents/{held.reference}"
    assert "Write a summary first" in page(client.get(f"{address}/publish"))
    described = client.post(
        f"{address}/describe", {**SAID, "title": "Kennel plan", "summary": "Who pays.", "version": "1"}
    )
    assert described.status_code == 303
    unsure = client.post(f"{address}/publish", {"looked": "no", "version": "2"})
    assert "Say whether somebody has looked" in page(unsure)
    stale = client.post(f"{address}/publish", {"looked": "yes", "version": "1"})
    assert "Somebody else changed" in page(stale)
    assert client.post(f"{address}/publish", {"looked": "yes", "version": "2"}).status_code == 303
    held.refresh_from_db()
    assert held.is_public
    assert Client().get(address).status_code == 200
    without = client.post(f"{address}/withdraw", {"version": "3"})
    assert "Enter a reason" in page(without)
    assert client.post(f"{address}/withdraw", {"version": "3", "reason": "A name in it"}).status_code == 303
    assert Client().get(address).status_code == 404
    removed = client.post(f"{address}/remove", {"version": "4", "reason": "The wrong file"})
    assert removed.status_code == 303
    held.refresh_from_db()
    assert held.state == DocumentState.REMOVED
    shown = page(client.get(address))
    assert "Removed: The wrong file" in shown
    assert client.get(f"{address}/file").status_code == 404


def test_a_redacted_copy_older_than_the_full_one_is_said(browser: Browser, world: World) -> None:
    record = world.record("dogs")
    full = documents.held(CURATOR, record, "All of it", title="Full")
    redacted = documents.held(
        CURATOR, record, "Some of it", title="Redacted", kind="redacted_copy", full_copy=full.reference
    )
    client, address = browser("northshire", Role.OWNER), f"/documents/{redacted.reference}"
    said = "has a newer version than this redacted copy was made from"
    assert said not in page(client.get(address))
    newer = documents.held(CURATOR, record, "All of it, and more", title="Full, again")
    Document.objects.filter(pk=newer.pk).update(replaces=full)
    assert said in page(client.get(address))
    assert "Redacted copy" in page(client.get(f"/documents/{full.reference}"))


@pytest.mark.parametrize("path", ["/documents?q=kennels", "/collaborations/{}/documents"])
def test_a_page_takes_the_same_statements_for_few_documents_and_for_many(
    browser: Browser, world: World, path: str
) -> None:
    record, client = world.record("dogs"), browser("northshire", Role.READER)
    counted = []
    for number in range(9):
        documents.held(CURATOR, record, f"Kennels, number {number}")
        if number in {1, 8}:
            client.get(path.format(record.reference))
            with CaptureQueriesContext(connection) as asked:
                client.get(path.format(record.reference))
            reads = sum("audit_read" in each["sql"] for each in asked)
            counted.append(len(asked) - reads)
    assert counted[0] == counted[1] < 20


def test_an_odd_page_of_matches_is_not_there(client: Client, world: World) -> None:
    assert client.get("/documents?q=kennels&page=7").status_code == 404
    assert client.get("/documents?q=kennels&page=x").status_code == 400
    assert client.get("/documents?q=%22%22-&page=1").status_code == 200
    assert client.get("/documents/D-0000-00").status_code == 404


def test_one_whose_day_has_passed_asks_whether_it_is_needed(browser: Browser, world: World) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    held = documents.held(CURATOR, world.record("dogs"), "Kennels", retain_until=yesterday)
    client, address = browser("northshire", Role.OWNER), f"/documents/{held.reference}"
    tasks = page(client.get("/tasks"))
    assert "Say whether a document of Northern Marches Dog Unit is still needed" in tasks
    assert f'href="{address}"' in tasks
    assert "It was to be kept until" in page(client.get(address))
    kept = {"until": "31 March 2099", "reason": "An inquiry", "version": str(held.version)}
    assert client.post(f"{address}/keep", kept).status_code == 303
    assert "It was to be kept until" not in page(client.get(address))
    assert "31 March 2099" in page(client.get(address))
    assert client.get(f"{address}/dispose").status_code == 422
    refused = client.post(f"{address}/keep", {**kept, "until": "1 April 2099"})
    assert refused.status_code == 422
    assert "Somebody else changed" in page(refused)
    assert "1 April 2099" in page(refused)


def test_what_was_kept_long_enough_is_disposed_of_and_stays_told(browser: Browser, world: World) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    held = documents.published(CURATOR, world.record("dogs"), "Kennels", retain_until=yesterday)
    client, address = browser("northshire", Role.OWNER), f"/documents/{held.reference}"
    assert "Dispose of it" in page(client.get(address))
    assert "is still needed" not in page(Client().get(address))
    assert browser("northshire", Role.CONTRIBUTOR).get(f"{address}/dispose").status_code == 403
    sent = {"reason": "The schedule says five years.", "version": str(held.version)}
    assert client.post(f"{address}/dispose", sent).status_code == 303
    told = page(client.get(address))
    assert "The schedule says five years." in told
    assert "Dispose of it" not in told
    assert client.get(f"{address}/file").status_code == 404
    assert Client().get(address).status_code == 404
