"""One agreement, who acts on it, and by what right: what every action on an agreement needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, speaking_for
from frankpledge.register.actions.changes import acting_with
from frankpledge.register.models import Agreement, AgreementParty, Collaboration
from frankpledge.register.queries import agreements
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states import agreements as states
from frankpledge.register.states.agreements import Move

NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Work:
    """One agreement, locked against other writers, with the record that it belongs to."""

    by: Actor
    agreement: Agreement
    move: Move
    keepers: frozenset[int]
    signatories: list[AgreementParty]

    @classmethod
    def locked(cls, by: Actor, reference: str, move: Move, *, own: str = "") -> "Work":
        """What somebody may do this to. `own` is the slug of the body whose word it is.

        Raises NotFound for what they may not see, NotAllowed for what they may not do.
        """
        audit.wait_for_other_writers()
        agreement = agreements.get_for_deed(reference, by=by)
        keepers, signatories = keepers_of(agreement.collaboration_id), agreements.signatories_of(agreement)
        work = cls(by, agreement, move, keepers, signatories)
        power = states.RULES[move].power
        if power == Power.SPEAK_FOR:
            work.by = speaking_for(by, work.signatory(own))
        else:
            work.by = acting_with(by, power, keepers)
        return work

    @property
    def record(self) -> Collaboration:
        return self.agreement.collaboration

    @property
    def spoken_for(self) -> frozenset[int]:
        """Whose word the agreement is."""
        return frozenset(each.organisation_id for each in self.signatories)

    def signatory(self, slug: str) -> Organisation:
        """One of those who sign. Raises NotFound."""
        for each in self.signatories:
            if each.organisation.slug == slug:
                return each.organisation
        raise NotFound(_("This body is not one of those who sign this agreement."))

    def check_move(self) -> None:
        """Raises Invalid where it cannot be done now."""
        states.moved(self.agreement, self.move)

    def check_version(self, version: int) -> None:
        """Raises Stale unless the agreement is as somebody saw it."""
        if version != self.agreement.version:
            raise Stale(_("Somebody changed this agreement after you opened it. See how it stands now."))

    def save(self, *fields: str) -> None:
        """Save these fields as a new version."""
        self.agreement.version += 1
        self.agreement.save(update_fields=[*fields, "version"])

    def record_entry(self, detail: Mapping[str, Any] = NOTHING, reason: str = "") -> None:
        """Write the entry, for those who may read what is restricted."""
        audit.record(
            by=self.by,
            action=f"register.agreements.{self.move}",
            subject_kind="agreement",
            subject_key=self.agreement.reference or "",
            detail=detail,
            reason=reason,
            is_public=False,
        )
