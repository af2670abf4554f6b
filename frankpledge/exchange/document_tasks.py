"""The worker's jobs: reading the text of a document, and clearing away what a crash left."""

from procrastinate.contrib.django import app

from frankpledge.exchange.documents import reading, receiving, shelf


@app.task(name=receiving.READ)
def read(reference: str) -> None:
    """Reads one document, in a process of its own."""
    reading.read(reference)


@app.periodic(cron="37 2 * * *")
@app.task(name="documents.nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives the time it was due
    """Once a night: clears away, and reads what was left half read."""
    shelf.sweep()
    reading.ask_for_what_was_left()
