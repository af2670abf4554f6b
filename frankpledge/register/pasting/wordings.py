"""What a text says of its title, its purpose, its legal basis and the work it is about."""

import re

from frankpledge.register.models import LegalBasis
from frankpledge.register.pasting.quotes import Quote, Text
from frankpledge.register.pasting.vocabulary import Vocabulary, singular

LONGEST_TITLE, LONGEST_FUNCTION = 200, 4
FEWEST_WORDS = 2
LABELLED = re.compile(
    r"^[^\S\n]*(?:decision )?(?:title|subject|name of (?:agreement|collaboration))[^\S\n]*[:\-–][^\S\n]*"
    r"(?P<title>[^\n]{3,200}?)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
RELATING = re.compile(
    r"\b(?:collaboration agreement|agreement|memorandum of understanding)\s+"
    r"(?:relating to|in respect of|concerning|regarding|for)\s+(?P<title>(?:the\s+)?[^\n.;:]{5,150})",
    re.IGNORECASE,
)
WHY = re.compile(
    r"\b(?:the )?(?:purpose|aim|objective)s? of (?:this|the) (?:agreement|collaboration|arrangement|"
    r"memorandum|partnership)[^.;\n]{0,40}? (?:is|are) (?P<why>[^.;]{10,600})",
    re.IGNORECASE,
)
BASES = (
    (LegalBasis.SECTION_22A, re.compile(r"\b(?:sections?|ss?\.?)\s*22\s?A\b", re.IGNORECASE)),
    (
        LegalBasis.EARLIER_SECTION_23,
        re.compile(r"\bsections?\s*23\s+of\s+the\s+Police\s+Act\s+1996\b", re.IGNORECASE),
    ),
    (
        LegalBasis.POLICING_AND_CRIME_ACT_2017,
        re.compile(r"\bPolicing\s+and\s+Crime\s+Act\s+2017\b", re.IGNORECASE),
    ),
    (LegalBasis.MEMORANDUM, re.compile(r"\bmemorandum\s+of\s+understanding\b", re.IGNORECASE)),
)


def title(text: Text) -> Quote | None:
    """What it says it is called: behind “Title:”, or a short first line that is no sentence."""
    if said := LABELLED.search(text.text):
        return Quote(*said.span("title"))
    if said := RELATING.search(text.text):
        return _trimmed(text, Quote(*said.span("title")))
    line = next(text.lines(), None)
    if line is None:
        return None
    words = text.words(line)
    is_short = len(words) <= LONGEST_TITLE and len(words.split()) >= FEWEST_WORDS
    return line if is_short and words[-1] not in ".;:," else None


def why(text: Text) -> Quote | None:
    """What it says its purpose is."""
    said = WHY.search(text.text)
    return _trimmed(text, Quote(*said.span("why"))) if said else None


def legal_basis(text: Text) -> tuple[LegalBasis, Quote] | None:
    """The first power on our list, in its order, that it names. Section 22A is never assumed."""
    for basis, wording in BASES:
        if said := wording.search(text.text):
            return basis, Quote(*said.span())
    return None


def functions(text: Text, known: Vocabulary) -> list[tuple[str, Quote]]:
    """Each kind of police work with the first words that name it."""
    found: dict[str, Quote] = {}
    keys = [singular(token.key) for token in text.tokens]
    place = 0
    while place < len(keys):
        for length in range(min(LONGEST_FUNCTION, len(keys) - place), 0, -1):
            slug = known.functions.get(" ".join(keys[place : place + length]))
            if slug:
                run = text.tokens[place : place + length]
                found.setdefault(slug, Quote(run[0].start, run[-1].end))
                place += length - 1
                break
        place += 1
    return list(found.items())


def _trimmed(text: Text, quote: Quote) -> Quote:
    words = text.words(quote)
    said = words.strip(" \t\r\n,:–-")
    start = quote.start + words.index(said)
    return Quote(start, start + len(said))
