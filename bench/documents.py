"""`python -m bench.documents`: how long after a long document arrives its words are found, and by whom.

A 300-page PDF is received as the page for it does, read as the worker does, and searched for words of its
last page. The mark is a minute. Half as many pages are measured in the same run, for the ratio: seconds do
not carry between machines.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from typing import TYPE_CHECKING, TypedDict

import typst

from bench import servers
from frankpledge.config.embedded import database

if TYPE_CHECKING:
    from frankpledge.audit.actors import Actor
    from frankpledge.register.models import Document

PAGES = (150, 300)
MARK_SECONDS = 60
LAST = "otterburn kennels"
LINES = 44
PAPER = """#set page(paper: "a4")
#for number in range({pages}) [
  Page #(number + 1) of an invented agreement. \\
  #for row in range({lines}) [Those in schedule #row meet the costs of kennels, vans and training. \\ ]
  #if number == {pages} - 1 [{last}]
  #if number < {pages} - 1 [#pagebreak()]
]"""


class Read(TypedDict):
    """One size: its pages and bytes, how long receiving and reading took, and who finds it."""

    pages: int
    kilobytes: int
    received_s: float
    read_s: float
    found_by_curator: int
    found_by_public: int


def main() -> None:
    """Measures on a server of its own, and prints both sizes with their ratio."""
    with database.temporary() as running:
        url = running.server.owner_url
        servers.run_ours(url, "prepare", "--quiet")
        found = _measured_apart(url)
    for each in found:
        print(
            f"{each['pages']} pages, {each['kilobytes']:,} kB: received in {each['received_s']:.1f} s,"
            f" read in {each['read_s']:.1f} s; found by a curator {each['found_by_curator']},"
            f" by the public {each['found_by_public']}"
        )
    half, whole = found
    print(f"twice the pages: {whole['read_s'] / half['read_s']:.2f} times as long")
    print(f"mark of {MARK_SECONDS} s: {(whole['received_s'] + whole['read_s']) / MARK_SECONDS:.2f} of it")


def _measured_apart(url: str) -> list[Read]:
    """A process of its own, because the settings read the address of one database."""
    with tempfile.TemporaryDirectory(prefix="frankpledge-bench-") as folder:
        environment = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "only for measuring"}
        environment["FRANKPLEDGE_DOCUMENTS"] = folder
        command = [sys.executable, "-m", "bench.documents", "--here"]
        told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    held: list[Read] = json.loads(told)
    return held


def _measured_here() -> list[Read]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    from frankpledge.audit.actors import at_command_line

    by = at_command_line("the bench")
    return [_measured(by, pages) for pages in PAGES]


def _measured(by: "Actor", pages: int) -> Read:
    from frankpledge.exchange.documents import reading
    from frankpledge.people.rights import Rights
    from frankpledge.register.queries import documents

    words = f"{LAST} {pages}"
    data = typst.compile(PAPER.format(pages=pages, lines=LINES, last=words).encode(), format="pdf")
    if not isinstance(data, bytes):
        raise TypeError("One document is one file.")
    began = time.perf_counter()
    document = _received(by, data)
    received = time.perf_counter()
    reading.read(document.reference)
    ended = time.perf_counter()
    return Read(
        pages=pages,
        kilobytes=len(data) // 1000,
        received_s=received - began,
        read_s=ended - received,
        found_by_curator=documents.found(Rights.of(by), words).total,
        found_by_public=documents.found(Rights(), words).total,
    )


def _received(by: "Actor", data: bytes) -> "Document":
    from frankpledge.exchange.documents import receiving, shelf
    from frankpledge.exchange.documents.receiving import Sent
    from frankpledge.register.drafts.documents import DocumentDraft
    from frankpledge.register.models import Collaboration, DocumentKind, Marking

    path = shelf.new_path()
    path.write_bytes(data)
    sent = Sent(
        path=path, name="agreement.pdf", size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest()
    )
    draft = DocumentDraft(
        title="An invented agreement", kind=DocumentKind.SIGNED_COPY, marking=Marking.OFFICIAL
    )
    record = Collaboration.objects.earliest("pk")
    return receiving.receive(by=by, collaboration=record, draft=draft, sent=sent, key=uuid.uuid4())


if __name__ == "__main__":
    if "--here" in sys.argv:
        print(json.dumps(_measured_here()))
    else:
        main()
