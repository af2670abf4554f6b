"""Agreements made here: `visible_to` is the one way to reach those that not all have signed yet.

Everybody may know of one that all have signed. Of the others know who may read what is restricted: for a
keeper of the record, or for one of those who are to sign, because a body that joins keeps nothing yet.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register import references
from frankpledge.register.models import (
    SIGNED_STATES,
    Agreement,
    AgreementKind,
    AgreementParty,
    AgreementState,
    Collaboration,
    Signature,
    Withholding,
)
from frankpledge.register.queries.keepers import kept_by


def made() -> QuerySet[Agreement]:
    """Those made here, whatever became of them."""
    return Agreement.objects.exclude(state=AgreementState.FOUND).select_related("collaboration", "parent")


def visible_to(rights: Rights) -> QuerySet[Agreement]:
    """Those that somebody may know of."""
    return made().filter(public() | within(rights, Power.READ_RESTRICTED))


def public() -> Q:
    """Signed by all, of a record of which nothing is withheld.

    An agreement's parties, dates, title and provisions could tell any part that is, so all of the record's
    are for its own people alone until everything is public again.
    """
    withheld = Withholding.objects.filter(collaboration=OuterRef("collaboration"))
    return Q(state__in=SIGNED_STATES) & ~Q(Exists(withheld))


def within(rights: Rights, power: Power) -> Q:
    """Agreements of records that somebody has the power over, or that a body of theirs is to sign."""
    if rights.may_nationally(power):
        # An empty condition would be left out of an "or".
        return Q(pk__isnull=False)
    held = rights.organisations_with(power)
    if not held:
        return Q(pk__in=[])
    signing = AgreementParty.objects.filter(organisation__in=held).values("agreement")
    return Q(collaboration__in=kept_by(held)) | Q(pk__in=signing)


def signed_with_the_purpose(collaboration: Collaboration) -> QuerySet[Signature]:
    """The signatures of every agreement that states the purpose, once all have signed it; the oldest first.

    What is over since was signed all the same; what was withdrawn before all had signed came to nothing, and
    who agrees to end it accepts nothing.
    """
    stating = Agreement.objects.filter(
        collaboration=collaboration, states_purpose=True, state__in=SIGNED_STATES
    ).exclude(kind=AgreementKind.ENDING)
    signed = Signature.objects.filter(agreement__in=stating).order_by("signed_on", "pk")
    return signed.select_related("organisation", "agreement__collaboration")


def visible(reference: str, *, rights: Rights) -> Agreement:
    """One agreement. Raises NotFound for what is not there or not theirs to know of. One statement."""
    found = visible_to(rights).filter(reference=references.written("A", reference)).first()
    if found is None:
        raise NotFound(_("There is no agreement at this address that you may see."))
    return found


def is_member(agreement: Agreement, rights: Rights) -> bool:
    """Whether somebody reads all of it, and not only what is public. At most one statement."""
    return made().filter(within(rights, Power.READ_RESTRICTED), pk=agreement.pk).exists()


def get_for_deed(reference: str, *, by: Actor) -> Agreement:
    """One agreement for an action, which has the writers' lock. Raises NotFound."""
    return visible(reference, rights=Rights.of(by))


def in_force(collaboration: Collaboration) -> QuerySet[Agreement]:
    """The agreements of a record that are in force, the oldest first."""
    return made().filter(collaboration=collaboration, state=AgreementState.IN_FORCE).order_by("pk")


def signatories_of(agreement: Agreement) -> list[AgreementParty]:
    """Who is to sign, by name. One statement."""
    rows = agreement.signatories.select_related("organisation").order_by("organisation__name")
    return list(rows)


def unsigned(agreement: Agreement, signatories: Iterable[AgreementParty]) -> list[AgreementParty]:
    """Those who have not signed yet. One statement."""
    signed = set(agreement.signatures.values_list("organisation_id", flat=True))
    return [each for each in signatories if each.organisation_id not in signed]
