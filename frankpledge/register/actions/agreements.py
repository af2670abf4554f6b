"""The texts of agreements that were found for a record."""

from collections.abc import Sequence

from frankpledge.audit.outcomes import Changes, assign, save
from frankpledge.people.rules import Faults, faults_of
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

    A draft is about the held text at the same address; else the one with the same note; else, where one draft
    and one text are left, that one, at another address.
    """
    pairs, left = match(
        drafts,
        held,
        [
            (lambda d: d.url, lambda a: a.url),
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


def _values(draft: AgreementDraft) -> dict[str, object]:
    return {
        "url": draft.url,
        "note": draft.note,
        "kind": draft.kind,
        "signed_on": draft.signed_on,
        "is_signed_copy": draft.is_signed_copy,
    }
