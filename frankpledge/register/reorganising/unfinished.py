"""What is not finished and names bodies that come to an end: agreements to sign, and open obligations.

Who follows signs in their place what they had not signed; what was signed stands. An obligation that is open
is owed by whoever follows, by the first where there are several: a plan says who that is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.people.models import Organisation
from frankpledge.register.models import (
    Agreement,
    AgreementParty,
    AgreementState,
    Obligation,
    Signature,
)

Following = Mapping[int, Sequence[Organisation]]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Who hands over, to whom, and why. Every statement is for all agreements at once."""

    by: Actor
    following: Following
    reason: str

    def run(self) -> tuple[int, int]:
        """Hands it over. How many agreements ask others to sign now, and how many obligations others owe."""
        return (self._signatories(), self._obligations()) if self.following else (0, 0)

    def _signatories(self) -> int:
        signed = Signature.objects.filter(
            agreement=OuterRef("agreement"), organisation=OuterRef("organisation")
        )
        asked = AgreementParty.objects.filter(
            ~Exists(signed),
            agreement__state__in=(AgreementState.DRAFT, AgreementState.OUT),
            organisation__in=self.following.keys(),
        ).select_related("agreement", "organisation")
        gone = list(asked)
        there = set(
            AgreementParty.objects.filter(agreement__in={each.agreement_id for each in gone}).values_list(
                "agreement", "organisation"
            )
        )
        new = [
            AgreementParty(agreement=each.agreement, organisation=heir, place=each.place, role=each.role)
            for each in gone
            for heir in self.following[each.organisation_id]
            if _is_first((each.agreement_id, heir.pk), there)
        ]
        AgreementParty.objects.filter(pk__in=[each.pk for each in gone]).delete()
        AgreementParty.objects.bulk_create(new, batch_size=500)
        touched = {each.agreement_id: each.agreement for each in gone}
        Agreement.objects.filter(pk__in=touched).update(version=F("version") + 1)
        with Deed(self.by, "register.agreements.follow", "agreement", self.reason, is_public=False) as deed:
            for number, agreement in touched.items():
                signatories = [_slugs(rows, number) for rows in (gone, new)]
                deed.conclude(agreement.reference or "", {"signatories": signatories}, added=False)
        return len(touched)

    def _obligations(self) -> int:
        owed = Obligation.objects.filter(
            owner__in=self.following.keys(), done_on__isnull=True, dropped_on__isnull=True
        )
        rows = list(owed.select_related("owner", "agreement"))
        with Deed(self.by, "register.agreements.follow", "agreement", self.reason, is_public=False) as deed:
            for row in rows:
                before, row.owner = row.owner.slug, self.following[row.owner_id][0]
                told = {f"obligations.{row.pk}.owner": [before, row.owner.slug]}
                deed.conclude(row.agreement.reference or "", told, added=False)
        Obligation.objects.bulk_update(rows, ["owner"], batch_size=500)
        return len(rows)


def _is_first(pair: tuple[int, int], there: set[tuple[int, int]]) -> bool:
    """Whether nobody asked this body to sign this agreement before."""
    if pair in there:
        return False
    there.add(pair)
    return True


def _slugs(rows: Iterable[AgreementParty], number: int) -> list[str]:
    return sorted(each.organisation.slug for each in rows if each.agreement_id == number)
