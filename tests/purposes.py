"""The purpose of a record, as the tests draft, publish and answer it."""

import datetime

from frankpledge.audit.actors import Actor
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.actions import acceptances, objectives, purpose_versions
from frankpledge.register.actions.acceptances import Said
from frankpledge.register.drafts import ObjectiveDraft
from frankpledge.register.models import (
    Acceptance,
    AcceptanceAnswer,
    Collaboration,
    Purpose,
    PurposeChange,
    PurposeState,
)
from tests.members import Members, as_actor, person

SINCE = datetime.date(2024, 4, 1)
STATEMENT = "Find lost people and drugs sooner than each force could alone."
OBJECTIVE = ObjectiveDraft(
    what="A dog within the hour",
    measure="Minutes from call to arrival",
    target="60 minutes, nine times in ten",
)


def drafted(by: Actor, record: Collaboration, statement: str = STATEMENT, **words: str) -> Purpose:
    """The draft, saved with these words."""
    held = Purpose.objects.filter(collaboration=record, state=PurposeState.DRAFT).first()
    edition = held.edition if held else 0
    said = {"statement": statement, **words}
    return purpose_versions.save(by=by, collaboration=record, edition=edition, words=said)


def published(
    by: Actor,
    record: Collaboration,
    statement: str = STATEMENT,
    *,
    holds_from: datetime.date = SINCE,
    change: PurposeChange | None = None,
    objective: ObjectiveDraft | None = OBJECTIVE,
    **words: str,
) -> Purpose:
    """A version that holds, with an objective."""
    draft = drafted(by, record, statement, **words)
    if objective is not None and not draft.objectives.exists():
        objectives.put(by=by, collaboration=record, edition=draft.edition, objective=objective)
        draft.refresh_from_db()
    return purpose_versions.publish(
        by=by,
        collaboration=record,
        edition=draft.edition,
        version=draft.version,
        holds_from=holds_from,
        change=change,
    )


def speaker(slug: str) -> Actor:
    """The owner of a body, made where there is none."""
    email = f"speaker@{slug}.example"
    found = User.objects.filter(email=email).first()
    return as_actor(found or person(email, f"Speaker of {slug}", Role.OWNER, slug))


def answered(
    slug: str,
    record: Collaboration,
    answer: AcceptanceAnswer = AcceptanceAnswer.ACCEPTS,
    *,
    by: Actor | None = None,
    on: datetime.date = SINCE,
    reading: str = "",
    version: int | None = None,
) -> Acceptance:
    """What a body says, having seen its newest answer."""
    body = Organisation.objects.get(slug=slug)
    versions = Purpose.objects.filter(collaboration=record, origin="parties", state="published")
    newest = versions.order_by("version").last()
    assert newest is not None
    first = versions.filter(change__in=("first", "meaning")).order_by("version").last()
    assert first is not None
    held = Acceptance.objects.filter(
        organisation=body, purpose__in=versions.filter(version__gte=first.version)
    ).order_by("id")
    latest = held.last()
    contests = answer is AcceptanceAnswer.CONTESTS
    return acceptances.answer(
        by=by or speaker(slug),
        collaboration=record,
        organisation=body,
        version=version or newest.version,
        seen=latest.pk if latest else 0,
        said=Said(
            answer=answer,
            answered_on=on,
            office="Chief Constable",
            reading=reading,
            reason="It leaves out firearms." if contests else "",
        ),
    )


def owner(members: Members) -> Actor:
    """Northshire's, who may publish."""
    return members.actor("northshire", Role.OWNER)
