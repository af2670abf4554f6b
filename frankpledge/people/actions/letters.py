"""The words of what we send by e-mail about accounts: short, plain text, one link."""

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import DESCRIPTIONS, Invitation, Role


def invitation(invited: Invitation, address: str, by: Actor) -> EmailMessage:
    """What somebody who is invited reads."""
    told = {
        "name": by.name,
        "role": invited.get_role_display(),
        "place": invited.organisation.name if invited.organisation else _("the whole register"),
        "what": DESCRIPTIONS[Role(invited.role)],
        "day": timezone.localtime(invited.expires_at).strftime("%-d %B %Y, %H:%M"),
        "address": address,
    }
    if by.kind is ActorKind.PERSON:
        opening = _("%(name)s invites you to Frankpledge, the register of police collaborations.")
    else:
        opening = _("You are invited to Frankpledge, the register of police collaborations.")
    body = _(
        "Your role: %(role)s, for %(place)s.\n%(what)s\n\n"
        "To accept, open this link before %(day)s. It works once:\n\n%(address)s\n\n"
        "If you did not expect this, do nothing. Nobody gets anything until the link is used.\n"
    )
    greeting = _("Hello %(name)s,") % {"name": invited.name} if invited.name else _("Hello,")
    return EmailMessage(
        subject=_("You are invited to Frankpledge"),
        body=f"{greeting}\n\n{opening % told}\n\n{body % told}",
        to=[invited.email],
    )
