"""A body states, once a year, that the register has all of its collaborations, or that it has none."""

import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import require_own_word, speaking_for
from frankpledge.register.actions.confirmations import office_faults
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.financial_years import last_ended
from frankpledge.register.models import Attestation, AttestedRecord, Completeness
from frankpledge.register.models.attestations import LONGEST_WORDS_OF_REST
from frankpledge.register.queries.attestations import kept_references

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is stated, and in which office. `words` say what is still to come."""

    says: Completeness | None
    office: str
    words: str = ""


def mark(references: list[tuple[int, str]]) -> str:
    """A seal of a list: another when it has more, fewer or other records."""
    return hashlib.sha256(" ".join(reference for _number, reference in references).encode()).hexdigest()


def state(
    *, by: Actor, organisation: Organisation, statement: Statement, seen: str, key: uuid.UUID
) -> Attestation:
    """The statement for the financial year that ended last, with the list as it stands. Once a `key`."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        if before := Attestation.objects.filter(submission_key=key, organisation=organisation).first():
            require_own_word(by, organisation.pk)
            return before
        held = check(by=by, organisation=organisation, statement=statement, seen=seen)
        by = speaking_for(by, organisation)
        row = Attestation(
            organisation=organisation,
            year=last_ended(timezone.localdate()),
            says=statement.says or "",
            words=cleaned(statement.words),
            list_mark=mark(held),
            office=cleaned(statement.office),
            stated_on=timezone.localdate(),
            user_id=by.user_id or 0,
            person_name=by.said_name[:LONGEST_NAME],
            submission_key=key,
        )
        row.save(force_insert=True)
        AttestedRecord.objects.bulk_create(
            AttestedRecord(attestation=row, collaboration_id=number) for number, _reference in held
        )
        _note(by, row)
    return row


def check(*, by: Actor, organisation: Organisation, statement: Statement, seen: str) -> list[tuple[int, str]]:
    """The list, if the statement could be taken. Raises what `state` would."""
    require_own_word(by, organisation.pk)
    held = kept_references(organisation.pk)
    faults = office_faults(statement.office)
    if statement.says is None:
        faults["says"] = _("Choose what you state")
    elif statement.says is Completeness.NIL and held:
        faults["says"] = _("The register has some. Say that what is wrong, or state that this is all of them")
    elif statement.says is Completeness.ALL and not held:
        faults["says"] = _("The register has none. State that there are none, or that some are still to come")
    faults |= _words_faults(statement)
    if faults:
        raise Invalid(_("Something is missing or wrong."), faults)
    if seen != mark(held):
        fault = _("The list has changed since you opened this page. Look at it again")
        raise Invalid(fault, {"seen": fault})
    return held


def _words_faults(statement: Statement) -> dict[str, str]:
    words = cleaned(statement.words)
    if statement.says is Completeness.REST_TO_COME and not words:
        return {"words": _("Say what is still to come")}
    if statement.says is not Completeness.REST_TO_COME and words:
        return {"words": _("Only where some are still to come. Empty this box, or choose that")}
    if len(words) > LONGEST_WORDS_OF_REST:
        return {"words": _("Use %(longest)s characters or less") % {"longest": LONGEST_WORDS_OF_REST}}
    return {}


def _note(by: Actor, row: Attestation) -> None:
    """How many there were is not said: some may not be public."""
    audit.record(
        by=by,
        action="register.attestations.state",
        subject_kind="organisation",
        subject_key=row.organisation.slug,
        detail={"attestation": [None, f"{row.year}: {row.says}"]},
    )
