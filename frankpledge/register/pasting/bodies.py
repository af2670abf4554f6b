"""The bodies that a text names, and which of them it says leads or hosts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.register.models import Role
from frankpledge.register.pasting.quotes import Quote, Text, Token
from frankpledge.register.pasting.vocabulary import Vocabulary

LONGEST_NAME = 8
# "Norfolk County Council" is not Norfolk Constabulary: a bare place before one of these is somebody else.
SOMEBODY_ELSE = frozenset(
    {
        "ambulance", "borough", "city", "combined", "council", "county", "crown", "district", "fire",
        "health", "hospital", "nhs", "probation", "road", "street", "university",
    }
)  # fmt: skip
POLICING_BODY = re.compile(
    r"(?:police(?:,? fire)?(?:,? (?:and|&) (?:rescue|crime))* (?:and|&) crime (?:commissioner|panel)|"
    r"police (?:and|&) crime commissioner|police authority|pcc|pfcc|opcc)"
    r"(?:'s office)? (?:for|of) (?:the )?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\b(?:(?P<host>hosted by|host (?:force|body|organisation|policing body)(?: (?:is|shall be|will be))?:?)"
    r"|(?P<lead>led by|lead (?:force|body|organisation|policing body)(?: (?:is|shall be|will be))?:?))\s+"
    r"(?:the )?(?:chief constable of )?(?:the )?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"^[\s,(“\"']*(?:(?:is|are|shall|will|to|be|acts?|acting|as|a|the)\s+){0,5}"
    r"(?:(?P<host>host (?:force|body|organisation)|hosts?\b)"
    r"|(?P<lead>lead (?:force|body|organisation)|leads?\b))",
    re.IGNORECASE,
)
REACH = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of one or more bodies."""

    slugs: tuple[str, ...]
    quote: Quote


def mentions(text: Text, known: Vocabulary) -> list[Mention]:
    """Every naming, in order, the longest name first."""
    found, place = [], 0
    while place < len(text.tokens):
        length = _name_length(text.tokens, place, known)
        if length:
            run = text.tokens[place : place + length]
            quote = Quote(run[0].start, run[-1].end)
            slugs = known.bodies[" ".join(token.key for token in run)]
            if not _is_somebody_else(text, place, length):
                found.append(_as_policing_body(text, Mention(slugs, quote), known))
        place += length or 1
    return found


def parties(text: Text, known: Vocabulary) -> list[tuple[str, Quote]]:
    """Each body with the first words that name it. A force named with its policing body stands for both."""
    first: dict[str, Quote] = {}
    for mention in mentions(text, known):
        for slug in mention.slugs:
            first.setdefault(slug, mention.quote)
    halves = {known.body_of[slug] for slug in first if slug in known.body_of}
    return [(slug, quote) for slug, quote in first.items() if slug not in halves]


def leads(text: Text, known: Vocabulary) -> Iterator[tuple[str, Role, Quote]]:
    """Each saying that one body leads or hosts."""
    named = [mention for mention in mentions(text, known) if len(mention.slugs) == 1]
    starts = {mention.quote.start: mention for mention in named}
    for cue in AFTER.finditer(text.text):
        if mention := starts.get(cue.end()):
            role = Role.HOST if cue["host"] else Role.LEAD
            yield mention.slugs[0], role, Quote(cue.start(), mention.quote.end)
    for mention in named:
        said = BEFORE.match(text.clause_after(mention.quote.end, REACH))
        if said:
            role = Role.HOST if said["host"] else Role.LEAD
            end = mention.quote.end + said.end()
            yield mention.slugs[0], role, Quote(mention.quote.start, end)


def _name_length(tokens: tuple[Token, ...], place: int, known: Vocabulary) -> int:
    for length in range(min(LONGEST_NAME, len(tokens) - place), 0, -1):
        if " ".join(token.key for token in tokens[place : place + length]) in known.bodies:
            return length
    return 0


def _is_somebody_else(text: Text, place: int, length: int) -> bool:
    """A single bare word that begins the name of another body: written without a comma before the next."""
    run = text.tokens[place : place + length + 1]
    if length > 1 or len(run) < 2:
        return False
    between = text.text[run[0].end : run[1].start]
    return not between.strip() and run[1].key in SOMEBODY_ELSE


def _as_policing_body(text: Text, mention: Mention, known: Vocabulary) -> Mention:
    """“Police and Crime Commissioner for Norfolk” is not the force."""
    before = text.text[max(0, mention.quote.start - 90) : mention.quote.start]
    said = POLICING_BODY.search(re.sub(r"\s", " ", before))
    if said is None or len(mention.slugs) != 1 or mention.slugs[0] not in known.body_of:
        return mention
    start = mention.quote.start - (len(before) - said.start())
    return Mention((known.body_of[mention.slugs[0]],), Quote(start, mention.quote.end))
