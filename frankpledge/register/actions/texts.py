"""The texts of agreements that were found for a record."""

from collections.abc import Sequence

from django.db import transaction

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, plain, save
from frankpledge.people.rules import Faults, faults_of, require_reason
from frankpledge.register.actions.matching import match
from frankpledge.register.drafts import AgreementDraft
from frankpledge.register.models import Agreement, Collaboration


def faults_in(drafts: Sequence[AgreementDraft]) -> Faults:
    """What is wrong with the agreements, before anything is saved."""
    return {
        f"agreements.{draft.url}.{field}": fault
        for draft in drafts
        for field, fault in faults_of(Agreement(**_values(draft))).items()
    }


def put(
    collaboration: Collaboration, drafts: Sequence[AgreementDraft], held: Sequence[Agreement]
) -> tuple[Changes, list[str]]:
    """Hold these agreements. What changed, and those held that no draft names, which stay.

    A draft is about the held text that it names by its row; else at the same address; else the one with the
    same note; else, where one draft and one text are left, that one, at another address.
    """
    pairs, left = match(
        drafts,
        held,
        [
            (lambda d: d.pk, lambda a: a.pk),
            (lambda d: (d.url, ""), lambda a: (a.url, a.filed_as)),
            (lambda d: d.note, lambda a: a.note),
            (lambda _draft: None, lambda _agreement: None),
        ],
    )
    changes: Changes = {}
    for draft, found in pairs:
        agreement = found or Agreement(collaboration=collaboration)
        differing = assign(agreement, _values(draft))
        save(agreement, differing)
        changes |= {f"agreements.{draft.url}.{field}": change for field, change in differing.items()}
    return changes, [f"agreements.{agreement.url}" for agreement in left]


@transaction.atomic
def remove(*, by: Actor, agreement: Agreement, reason: str) -> Outcome:
    """Take away a text that is none of this record's."""
    require_reason(reason)
    record = agreement.collaboration
    with Deed(by, "register.agreements.remove", "collaboration", reason) as deed:
        held = {name: plain(getattr(agreement, name)) for name in ("note", "kind", "signed_on")}
        agreement.delete()
        return deed.conclude(record.slug, {f"agreements.{agreement.url}": [held, None]}, added=False)


def _values(draft: AgreementDraft) -> dict[str, object]:
    return {
        "url": draft.url,
        "note": draft.note,
        "kind": draft.kind,
        "signed_on": draft.signed_on,
        "is_signed_copy": draft.is_signed_copy,
    }
