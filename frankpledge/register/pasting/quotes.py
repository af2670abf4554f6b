"""The words of a text with their places, so that whatever is read can be quoted as it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from frankpledge.register.search.folding import key

LONGEST_TEXT = 200_000
AROUND = 70
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# What ends a sentence or a heading: nothing is read across it.
STOP = re.compile(r"[.;?!]\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the text, from one place up to, not including, another."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote as a page shows it: with a little of what stands before and after."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word, folded as names are looked up by."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A text that was pasted, cut where it is too long."""

    text: str

    @classmethod
    def of(cls, pasted: str) -> "Text":
        return cls(pasted[:LONGEST_TEXT])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words in order; a word that folds to nothing is left out."""
        found = (Token(key(match[0]), match.start(), match.end()) for match in WORD.finditer(self.text))
        return tuple(token for token in found if token.key)

    def words(self, quote: Quote) -> str:
        """What the quote says, exactly."""
        return self.text[quote.start : quote.end]

    def passage(self, quote: Quote) -> Passage:
        """The quote with what stands around it, on one line."""
        before = self.text[max(0, quote.start - AROUND) : quote.start]
        after = self.text[quote.end : quote.end + AROUND]
        return Passage(
            before=f"{'…' if quote.start > AROUND else ''}{before}",
            words=self.words(quote),
            after=f"{after}{'…' if quote.end + AROUND < len(self.text) else ''}",
        )

    def clause_after(self, place: int, longest: int) -> str:
        """The text from a place to the end of its sentence, no longer than this."""
        piece = self.text[place : place + longest]
        stop = STOP.search(piece)
        return piece[: stop.start()] if stop else piece

    def lines(self) -> Iterator[Quote]:
        """Every line that says something, without the spaces around it."""
        for match in re.finditer(r"[^\n]+", self.text):
            said = match[0].strip()
            if said:
                start = match.start() + match[0].index(said)
                yield Quote(start, start + len(said))
