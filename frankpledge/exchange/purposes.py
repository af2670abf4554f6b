"""What a record is for as data: an allow-list for everybody, and the answers for the record's own people."""

from collections.abc import Iterator, Mapping
from typing import Any

from frankpledge.register.drafts.purposes import PURPOSE_WORDS
from frankpledge.register.queries.acceptances import PersonStanding, Standing
from frankpledge.register.queries.purposes import Answer, ObjectiveLine, Story, Version

COLUMNS = (
    "version", "change", "holds_from", "statement", "public_benefit", "risk_appetite", "shared_identity",
    "in_scope", "out_of_scope", "objectives",
)  # fmt: skip
ANSWER_COLUMNS = (
    "organisation", "name", "area", "answer", "version", "answered_on", "office", "reading", "reason",
    "basis", "agreement", "by_predecessor",
)  # fmt: skip


def counted(standing: Standing) -> dict[str, Any]:
    """A version with how many legal persons and areas accept it. Who says what is not for everybody."""
    return {
        **version(standing.version),
        "legal_persons": len(standing.persons),
        "accepted": standing.accepted,
        "contested": standing.contested,
        "not_answered": standing.not_answered,
        "areas": len(standing.areas),
        "areas_accepted": standing.areas_accepted,
        "support": str(standing.support),
    }


def version(held: Version) -> dict[str, Any]:
    """One published version."""
    return {
        "version": held.version,
        "change": str(held.change),
        "holds_from": str(held.holds_from),
        **{name: getattr(held, name) for name in PURPOSE_WORDS},
        "objectives": [_objective(each) for each in held.objectives],
    }


def document(story: Story, standing: Standing | None) -> dict[str, Any]:
    """The page of a record's purpose: the version in force, and all that were published up to the day."""
    current = standing.version.version if standing else 0
    return {
        "purpose_version": counted(standing) if standing else None,
        "versions": [version(each) for each in story.versions if each.version <= current],
    }


def rows(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Its versions as rows."""
    for held in document["versions"]:
        objectives = "; ".join(f"{each['what']} ({each['measure']})" for each in held["objectives"])
        yield (*(held[name] for name in COLUMNS[:-1]), objectives)


def facts(counted: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """A version in force as rows of single facts, as a record's CSV has them."""
    day = counted["holds_from"]
    names = (
        "version", *PURPOSE_WORDS[2:], "legal_persons", "accepted", "contested", "not_answered", "areas",
        "areas_accepted",
    )  # fmt: skip
    for name in names:
        if counted[name] != "":
            yield ("purpose", name, str(counted[name]), "", day, "")
    for each in counted["objectives"]:
        yield ("objective", each["what"], each["measure"], "", each["by_when"] or "", "")


def answers(standing: Standing) -> list[dict[str, Any]]:
    """What each legal person says: for the record's own people only."""
    return [_answer(person, area.name) for area in standing.areas for person in area.persons]


def _objective(each: ObjectiveLine) -> dict[str, Any]:
    return {
        "position": each.position,
        "what": each.what,
        "measure": each.measure,
        "target": each.target,
        "by_when": str(each.by_when) if each.by_when else None,
        "note": each.note,
    }


def _answer(person: PersonStanding, area: str) -> dict[str, Any]:
    said: Answer | None = person.answer
    return {
        "organisation": person.person.slug,
        "name": person.person.name,
        "area": area,
        "answer": str(said.answer) if said else None,
        "version": said.version if said else None,
        "answered_on": str(said.answered_on) if said else None,
        "office": said.office if said else None,
        "reading": said.reading if said else None,
        "reason": said.reason if said else None,
        "basis": str(said.basis) if said else None,
        "agreement": said.agreement if said else None,
        "by_predecessor": said.name if said and person.inherited else None,
    }
