"""Signing a profile off, as it stands: its owner, a finance officer, an analyst."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.profiles import check_version, found
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import SignOff, Signs
from frankpledge.benefits.states import profiles as states
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words

# What somebody must be able to do for exactly the body in whose name they sign.
POWERS = {
    Signs.OWNER: Power.DECIDE_CHANGE,
    Signs.FINANCE: Power.VALIDATE_FIGURES,
    Signs.ANALYST: Power.PROPOSE_CHANGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """As what, in whose name, with which words."""

    signs_as: str
    organisation: Organisation
    words: str = ""


@transaction.atomic
def sign(*, by: Actor, reference: str, version: int, signing: Signing) -> SignOff:
    """Sign a profile off as it stands. What is written in it afterwards asks for a new one; twice is one."""
    if signing.signs_as not in Signs.values:
        fault = _("Choose as what you sign")
        raise Invalid(fault, {"signs_as": fault})
    profile = found(reference)
    power = POWERS[Signs(signing.signs_as)]
    work = Work.locked(by, profile.workspace.collaboration_id, power, own=signing.organisation)
    profile.refresh_from_db(fields=["version", "state", "owner"])
    states.check(Move.WRITE, profile.state)
    check_version(profile, version)
    if signing.signs_as == Signs.OWNER and profile.owner_id != signing.organisation.pk:
        raise Invalid(_("Only the body that answers for this benefit signs it as its owner."))
    if signing.organisation.pk not in work.keepers:
        raise Invalid(_("Only bodies of this collaboration sign it off."))
    words = checked_words("words", signing.words)
    made, is_new = SignOff.objects.get_or_create(
        profile=profile,
        version=version,
        signs_as=signing.signs_as,
        organisation=signing.organisation,
        defaults={"words": words, "signed_at": clock.now()},
    )
    if is_new:
        named = f"{profile.reference}.signed.{signing.signs_as}"
        work.record("sign_offs.sign", {named: [None, signing.organisation.slug]})
    return made
