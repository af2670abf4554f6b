"""A file comes in whole, is read, and is found; or is refused, and nothing of it is left anywhere."""

import socket
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from frankpledge.audit.models import Entry
from frankpledge.config.scanner import Scanner, scanner
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.exchange.documents import publishing, reading, receiving, shelf
from frankpledge.people.models import Role
from frankpledge.register.actions import document_texts
from frankpledge.register.models import Document, DocumentPage, DocumentState, Marking
from tests.documents import docx, draft, files_in, pdf, received, sent
from tests.members import NATIONAL, Members
from tests.world import World

pytestmark = pytest.mark.django_db


def nothing_is_left(folder: Path) -> bool:
    return not files_in(folder) and not Document.objects.exists() and not DocumentPage.objects.exists()


def test_a_document_is_kept_once_and_read(world: World, members: Members, folder: Path) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    data = pdf(["Kennels are shared.", "So are vans."])
    document = received(by, world.record("dogs"), data, title="  Signed\n agreement ")
    assert document.state == DocumentState.HELD
    assert (document.title, document.pages, document.pages_read, document.has_text) == (
        "Signed agreement", 2, 2, True,
    )  # fmt: skip
    assert document.owner is not None
    assert document.owner.slug == "northshire"
    assert [page.text for page in document.page_texts.filter(number__gt=0)] == [
        "Kennels are shared.",
        "So are vans.",
    ]
    again = received(by, world.record("forensics"), data)
    assert again.sha256 == document.sha256
    kept = folder / "kept" / document.sha256[:2] / document.sha256
    assert files_in(folder) == [str(kept.relative_to(folder))]
    assert kept.read_bytes() == data
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert (folder / "incoming").stat().st_mode & 0o777 == 0o700


def test_a_word_document_is_read_too(world: World, members: Members, folder: Path) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    document = received(by, world.record("dogs"), docx(["Kennels", "and vans"]), "plan.docx")
    assert [page.text for page in document.page_texts.filter(number__gt=0)] == ["Kennels\nand vans"]


def test_pages_without_text_are_taken_and_said(world: World, members: Members, folder: Path) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    document = received(by, world.record("dogs"), pdf(["", ""]))
    assert (document.state, document.has_text) == (DocumentState.HELD, False)
    assert [page.number for page in document.page_texts.all()] == [0]


def test_reading_is_asked_of_the_worker_once(world: World, members: Members, folder: Path) -> None:
    by, key = members.actor("northshire", Role.CONTRIBUTOR), uuid.uuid4()
    for _each in range(2):
        document = receiving.receive(
            by=by, collaboration=world.record("dogs"), draft=draft(), sent=sent(pdf()), key=key
        )
    assert Document.objects.count() == 1
    jobs = ProcrastinateJob.objects.filter(task_name="documents.read")
    assert [job.args for job in jobs] == [{"reference": document.reference}]
    assert len(files_in(folder)) == 1


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "agreement.pdf", "The file is empty"),
        (pdf(), "agreement.docx", "does not end as its content does"),
        (pdf(), "agreement.pdf.exe", "does not end as its content does"),
        (pdf(catalog="/OpenAction << /S /JavaScript /JS (1) >>"), "a.pdf", "There is a script in the file"),
        (docx(parts={"word/vbaProject.bin": b"x"}), "a.docx", "There are macros in the file"),
        (pdf(["SECRET\nThe plan"]), "a.pdf", "marked SECRET or higher"),
        (b"<html>", "a.pdf", "neither a PDF nor a Word document"),
    ],
)
def test_what_is_refused_leaves_nothing(
    world: World, members: Members, folder: Path, data: bytes, name: str, said: str
) -> None:
    by, before = members.actor("northshire", Role.CONTRIBUTOR), Entry.objects.count()
    with pytest.raises(Invalid, match=said) as refused:
        received(by, world.record("dogs"), data, name)
    assert list(refused.value.fields) == ["file"]
    assert nothing_is_left(folder)
    assert Entry.objects.count() == before


def test_who_may_not_add_leaves_nothing_either(world: World, members: Members, folder: Path) -> None:
    with pytest.raises(NotAllowed):
        received(members.actor("northshire", Role.READER), world.record("dogs"), pdf())
    assert nothing_is_left(folder)


def test_a_failure_after_it_was_kept_leaves_nothing(
    world: World, members: Members, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_document: Document) -> None:
        raise OSError("the queue is away")

    monkeypatch.setattr(receiving, "ask", fails)
    with pytest.raises(OSError, match="away"):
        received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), pdf())
    assert nothing_is_left(folder)


def test_a_marking_deep_inside_refuses_it_when_it_is_found(
    world: World, members: Members, folder: Path
) -> None:
    pages = [f"Page {number}" for number in range(30)]
    pages[15] = "TOP SECRET\nWhat nobody may know"
    document = received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), pdf(pages))
    assert document.state == DocumentState.REFUSED
    assert "marked SECRET" in document.state_reason
    assert files_in(folder) == []
    assert not DocumentPage.objects.exists()


def test_a_marking_deep_inside_keeps_it_from_being_published(
    world: World, members: Members, folder: Path
) -> None:
    pages = [f"Page {number}" for number in range(12)]
    pages[6] = "OFFICIAL-SENSITIVE\nNames"
    by = members.actor("northshire", Role.CONTRIBUTOR)
    document = received(by, world.record("dogs"), pdf(pages), summary="It says.")
    assert document.says == Marking.OFFICIAL_SENSITIVE
    with pytest.raises(Invalid, match="OFFICIAL-SENSITIVE"):
        publishing.publish(
            by=members.actor("northshire", Role.PUBLISHER),
            reference=document.reference,
            version=document.version,
        )


def test_a_marking_in_the_file_must_be_said(world: World, members: Members, folder: Path) -> None:
    by, data = members.actor("northshire", Role.CONTRIBUTOR), pdf(["OFFICIAL - SENSITIVE\nNames"])
    with pytest.raises(Invalid, match="choose that marking"):
        received(by, world.record("dogs"), data)
    assert nothing_is_left(folder)
    assert received(by, world.record("dogs"), data, marking=Marking.OFFICIAL_SENSITIVE).is_kept


def test_reading_can_be_seen_and_goes_on_after_a_stop(
    world: World, members: Members, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    seen: list[int] = []
    put = document_texts.put_pages

    def noted(document: Document, pages: list[tuple[int, str]]) -> bool:
        done: bool = put(document, pages)
        seen.append(Document.objects.get().pages_read)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(document_texts, "put_pages", noted)
    with pytest.raises(KeyboardInterrupt):
        received(by, world.record("dogs"), pdf([f"Page {number}" for number in range(25)]))
    document = Document.objects.get()
    assert (document.state, seen) == (DocumentState.CHECKING, [10, 20])
    reading.read(document.reference)
    document.refresh_from_db()
    assert (document.state, document.page_texts.count()) == (DocumentState.HELD, 26)


def test_one_that_is_removed_while_it_is_read_stays_removed(
    world: World, members: Members, folder: Path
) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    document = receiving.receive(
        by=by, collaboration=world.record("dogs"), draft=draft(), sent=sent(pdf()), key=uuid.uuid4()
    )
    pages = [(1, "Found too late")]
    publishing.remove(
        by=members.actor(NATIONAL, Role.CURATOR), reference=document.reference, version=1, reason="A mistake"
    )
    assert not document_texts.put_pages(document, pages)
    reading.read(document.reference)
    assert not DocumentPage.objects.exists()


def test_what_a_crash_left_is_swept_and_what_is_needed_is_not(
    world: World, members: Members, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), pdf())
    shelf.keep(sent(b"an orphan").path, "ab" * 32)
    sent(b"half a file")
    assert shelf.sweep() == 0
    monkeypatch.setattr(shelf, "SECONDS_ON_THE_WAY", -1)
    monkeypatch.setattr(shelf, "SECONDS_WITHOUT_A_ROW", -1)
    assert shelf.sweep() == 2
    assert [Path(each).name for each in files_in(folder)] == [document.sha256]


@pytest.fixture
def clamd(settings: Settings) -> Iterator[list[bytes]]:
    """A daemon that speaks as ClamAV's does, and finds the word EICAR."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMAV = Scanner(host="127.0.0.1", port=server.getsockname()[1])
        thread = threading.Thread(target=_answer, args=(server, heard), daemon=True)
        thread.start()
        yield heard
        thread.join(timeout=10)


def _answer(server: socket.socket, heard: list[bytes]) -> None:
    caller, _address = server.accept()
    with caller, caller.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        data = b""
        while length := int.from_bytes(stream.read(4), "big"):
            data += stream.read(length)
        heard.append(data)
        caller.sendall(b"stream: Eicar-Test FOUND\0" if b"EICAR" in data else b"stream: OK\0")


def test_the_scanner_hears_all_of_a_file_and_it_is_taken(
    world: World, members: Members, folder: Path, clamd: list[bytes]
) -> None:
    data = pdf(["word " * 20_000])
    assert received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), data).is_kept
    assert clamd == [data]


def test_what_the_scanner_finds_is_refused(
    world: World, members: Members, folder: Path, clamd: list[bytes]
) -> None:
    with pytest.raises(Invalid, match=r"scanner found something in the file: Eicar-Test\."):
        received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), pdf(["EICAR"]))
    assert nothing_is_left(folder)


def test_without_the_scanners_answer_nothing_is_taken(
    world: World, members: Members, folder: Path, settings: Settings
) -> None:
    settings.CLAMAV = Scanner(path=str(folder / "nobody-listens"))
    with pytest.raises(Invalid, match="scanner does not answer"):
        received(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), pdf())
    assert nothing_is_left(folder)


def test_where_the_scanner_listens_is_read_or_refused() -> None:
    from django.core.exceptions import ImproperlyConfigured

    assert scanner("") is None
    assert scanner("unix:/run/clamd.ctl") == Scanner(path="/run/clamd.ctl")
    assert scanner("tcp:[::1]:3310") == Scanner(host="::1", port=3310)
    for wrong in ("clamd", "unix:clamd", "tcp:host", "tcp:host:0", "tcp::3310"):
        with pytest.raises(ImproperlyConfigured):
            scanner(wrong)
