"""Withholding a part of a public record, and putting it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.permissions import Power, require
from frankpledge.people.rules import refuse, require_reason
from frankpledge.register import sight
from frankpledge.register.actions.grounds import Decision, faults_of_decision, turn_the_page
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    COLUMNS,
    ROWS,
    TOGETHER,
    Agreement,
    Claim,
    Collaboration,
    Event,
    Part,
    Party,
    WithheldValue,
    Withholding,
)
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.search import index

MODELS: dict[Part, type[Party | Event | Claim | Agreement]] = {
    Part.PARTY: Party,
    Part.EVENT: Event,
    Part.CLAIM: Claim,
    Part.AGREEMENT: Agreement,
}
DATES = {"status_as_of", "starts_on", "ends_on"}


def withhold(
    *, by: Actor, collaboration: Collaboration, part: Part, decision: Decision, target_id: int | None = None
) -> Withholding:
    """Let nobody but its keepers see this part. Withheld already, nothing is done.

    The level of the decision is not asked: ground, reason and review are. Raises NotAllowed, NotFound.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        record = _record(by, collaboration.pk)
        check(decision=decision)
        _check_target(record, part, target_id)
        with sight.also(record.pk):
            held = Withholding.objects.filter(collaboration=record, part=part, target_id=target_id).first()
            if held is not None:
                return held
            made = hold_back(by, record, part, decision, target_id=target_id)
            _note(by, "register.withholdings.withhold", record, part, decision.reason)
            for also in TOGETHER.get(part, ()):
                if not Withholding.objects.filter(collaboration=record, part=also).exists():
                    hold_back(by, record, also, decision)
                    _note(by, "register.withholdings.withhold", record, also, decision.reason)
        index.refresh([record.pk])
        turn_the_page(by)
        return made


def check(*, decision: Decision) -> None:
    """Raise Invalid for what is wrong with the decision itself."""
    refuse(_("What is withheld"), _faults(decision))


def put_back(*, by: Actor, withholding_id: int, reason: str) -> Collaboration:
    """Let everybody see it again, as it is now. Raises NotAllowed, NotFound, Invalid."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        held = Withholding.objects.filter(pk=withholding_id).first()
        if held is None:
            raise NotFound(_("There is nothing withheld at this address."))
        record = _record(by, held.collaboration_id)
        require_reason(reason)
        if held.is_by_release:
            raise Invalid(
                _("It went with the decision to publish only the fact of the record, and comes back with it.")
            )
        with sight.also(record.pk):
            give_back(record, held)
            _note(by, "register.withholdings.put_back", record, Part(held.part), cleaned(reason))
        index.refresh([record.pk])
        turn_the_page(by)
        return record


def hold_back(
    by: Actor,
    record: Collaboration,
    part: Part,
    decision: Decision,
    *,
    target_id: int | None = None,
    is_by_release: bool = False,
) -> Withholding:
    """The rows that say so; a fact's true value goes where only its keepers read it."""
    made = Withholding.objects.create(
        collaboration=record,
        part=part,
        target_id=target_id,
        ground=decision.ground or "",
        ground_words=" ".join(decision.ground_words.split()),
        reason=cleaned(decision.reason),
        is_by_release=is_by_release,
        decider_id=by.user_id,
        decider_name=by.name,
        decided_at=timezone.now(),
        # Checked before: there is a day.
        review_on=decision.review_on or timezone.localdate(),
    )
    if blank := COLUMNS.get(part):
        held = {name: _plain(getattr(record, name)) for name in blank}
        WithheldValue.objects.create(collaboration=record, part=part, held=held)
        for name, value in blank.items():
            setattr(record, name, value)
        record.save(update_fields=[*blank])
    return made


def give_back(record: Collaboration, held: Withholding) -> None:
    """The part as it is now, for everybody."""
    part = Part(held.part)
    value = WithheldValue.objects.filter(collaboration=record, part=part).first()
    held.delete()
    if value is not None:
        # As long as the value is put away, the database puts away whatever is written.
        value.delete()
        for name, was in value.held.items():
            setattr(record, name, _typed(name, was))
        record.save(update_fields=[*value.held])


def _record(by: Actor, collaboration_id: int) -> Collaboration:
    record = Collaboration.objects.filter(pk=collaboration_id).first()
    if record is None:
        raise NotFound(_("There is no such record."))
    require(by, Power.PUBLISH, keepers_of(record.pk))
    return record


def _faults(decision: Decision) -> dict[str, str]:
    return faults_of_decision(
        withholds=True,
        ground=decision.ground,
        ground_words=decision.ground_words,
        reason=decision.reason,
        review_on=decision.review_on,
    )


def _check_target(record: Collaboration, part: Part, target_id: int | None) -> None:
    if part not in ROWS:
        if target_id is not None:
            raise NotFound(_("This part of a record is one for all."))
        return
    if target_id is None or not MODELS[part].objects.filter(pk=target_id, collaboration=record).exists():
        raise NotFound(_("There is no such part of this record."))


def _note(by: Actor, action: str, record: Collaboration, part: Part, reason: str) -> None:
    audit.record(
        by=by, action=action, subject_kind="collaboration", subject_key=record.slug,
        reason=reason, detail={"withheld": [None, part.value]}, is_public=False,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, PartialDate) else value


def _typed(name: str, value: Any) -> Any:
    return PartialDate.parse(value) if name in DATES and value else value
