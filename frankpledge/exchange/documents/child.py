"""The process in which a file that somebody sent is read: with little time, little memory, and no secrets.

    python -m frankpledge.exchange.documents.child look FILE
    python -m frankpledge.exchange.documents.child read FILE
    python -m frankpledge.exchange.documents.child clean FILE NEW-FILE

Answers in lines of JSON; a refusal is one too. Ending in any other way means that the file was too much.
"""

import json
import logging
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from frankpledge.exchange.documents import contents, docx, pdf
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import PDF

MEBIBYTE = 1 << 20
MOST_MEMORY = 1536 * MEBIBYTE
LARGEST_NEW_FILE = 512 * MEBIBYTE
SECONDS = {"look": 40, "read": 600, "clean": 120}
MOST_OPEN_FILES = 64

Line = dict[str, Any]


def look(path: Path) -> Iterator[Line]:
    """What it is, or why it is not taken."""
    yield asdict(pdf.look(path) if contents.media_type(path) == PDF else docx.look(path))


def read(path: Path) -> Iterator[Line]:
    """The text, page by page."""
    pages = pdf.texts(path) if contents.media_type(path) == PDF else docx.texts(path)
    yield from ({"number": number, "text": text} for number, text in enumerate(pages, 1))


def clean(path: Path, new: str) -> Iterator[Line]:
    """A copy for everybody, looked into again."""
    is_pdf = contents.media_type(path) == PDF
    (pdf.clean if is_pdf else docx.clean)(path, Path(new))
    yield from look(Path(new))


VERBS: dict[str, Callable[..., Iterator[Line]]] = {"look": look, "read": read, "clean": clean}


def main(verb: str, *arguments: str) -> int:
    """Does one thing and says what came of it."""
    _limit(verb)
    # What it says of a broken file is for nobody's log: it quotes the file.
    logging.disable(logging.CRITICAL)
    try:
        for line in VERBS[verb](Path(arguments[0]), *arguments[1:]):
            _say(line)
    except Refused as refused:
        _say({"fault": refused.fault, "where": refused.where})
    except MemoryError:
        _say({"fault": Fault.TOO_MUCH, "where": ""})
    except Exception as error:
        _say({"fault": Fault.DAMAGED, "where": "", "kind": type(error).__name__})
    return 0


def _limit(verb: str) -> None:
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, SECONDS[verb]),
        (resource.RLIMIT_FSIZE, LARGEST_NEW_FILE if verb == "clean" else 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most, hard))


def _say(line: Line) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
