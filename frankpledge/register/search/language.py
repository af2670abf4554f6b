"""What a reader's words ask for: words, "phrases", -words, and the names of bodies.

Reading has two steps. `read` takes the text apart without looking anything up; `understand` puts it together
as a question, once the database has told which names and words it knows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.register.search.folding import words

LONGEST_TEXT = 300
MOST_WORDS = 32
LONGEST_NAME = 8
PIECE = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
QUOTES = str.maketrans("“”„«»", '"""""')
ASKING = frozenset({"who", "whom", "which", "what", "how", "where", "when", "why", "is", "are", "does", "do"})
# What a question says besides what it is about. Left out of questions alone: "shared services" is a subject.
SAID_IN_PASSING = ASKING | {
    *(
        "did",
        "was",
        "were",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "there",
        "any",
        "anybody",
        "anyone",
    ),
    *("share", "shares", "shared", "sharing", "work", "works", "worked", "working", "together", "with"),
    *(
        "collaborate",
        "collaborates",
        "collaborating",
        "collaboration",
        "collaborations",
        "partner",
        "partners",
    ),
    *("use", "uses", "used", "run", "runs", "lead", "leads", "led", "get", "gets", "other", "others"),
    *("force", "forces"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of the text: what stood between quotation marks, or between spaces."""

    words: tuple[str, ...]
    is_quoted: bool = False
    is_left_out: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it stands neither between quotation marks nor after a minus."""
        return not self.is_quoted and not self.is_left_out


@dataclass(frozen=True, slots=True)
class Reading:
    """The text taken apart. `text` is what was read of it; `was_cut` says that there was more."""

    text: str
    pieces: tuple[Piece, ...]
    was_cut: bool

    @property
    def words(self) -> list[str]:
        """Every word, once."""
        return list(dict.fromkeys(word for piece in self.pieces for word in piece.words))

    @property
    def possible_names(self) -> list[str]:
        """Every run of words that may be the name of a body or a group."""
        found: dict[str, None] = {}
        for pieces in side_by_side(self.pieces):
            run = [word for piece in pieces for word in piece.words]
            ends = (
                (start, start + length) for start in range(len(run)) for length in range(1, LONGEST_NAME + 1)
            )
            found |= dict.fromkeys(" ".join(run[start:end]) for start, end in ends if not pieces[0].is_quoted)
        return list(found)


def read(text: str) -> Reading:
    """Takes a reader's text apart. Whatever it is, there is a reading: signs without meaning are dropped."""
    readable = text.replace("\0", " ").encode("utf-8", "replace").decode()
    clean = " ".join(readable.translate(QUOTES).split())
    kept = clean[:LONGEST_TEXT]
    pieces: list[Piece] = []
    count = 0
    for minus_quoted, quoted, minus, plain in PIECE.findall(kept):
        found = tuple(words(quoted or plain))[: MOST_WORDS - count]
        count += len(found)
        if found:
            pieces.append(Piece(found, bool(quoted), bool(minus_quoted or minus)))
    if kept.endswith("?") or (len(pieces) > 2 and pieces[0].words[0] in ASKING):
        pieces = [piece for piece in pieces if not _said_in_passing(piece)] or pieces
    return Reading(kept, tuple(pieces), was_cut=len(clean) > LONGEST_TEXT or count >= MOST_WORDS)


def _said_in_passing(piece: Piece) -> bool:
    return not piece.is_quoted and len(piece.words) == 1 and piece.words[0] in SAID_IN_PASSING


def side_by_side(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces in runs: plain words together, each phrase and each word left out alone."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if piece.is_plain and runs and runs[-1][-1].is_plain:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs
