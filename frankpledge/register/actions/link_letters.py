"""The e-mail that asks somebody without an account: short, plain text, one link."""

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.register.models import ConfirmationLink


def letter(link: ConfirmationLink, address: str) -> EmailMessage:
    """What the person reads."""
    told = {
        "name": link.name,
        "asker": link.asked_by,
        "title": link.collaboration.title,
        "body": link.organisation.name,
        "day": timezone.localtime(link.expires_at).strftime("%-d %B %Y, %H:%M"),
        "address": address,
    }
    words = _(
        "Hello %(name)s,\n\n"
        "%(asker)s asks you to say, for %(body)s, whether what Frankpledge says of “%(title)s” is as it"
        " should be. Frankpledge is the register of police collaborations.\n\n"
        "To read it and answer, open this link before %(day)s. It works once:\n\n%(address)s\n\n"
        "You need no account. Answer only if you may speak for %(body)s; otherwise do nothing, and do not"
        " pass the link on.\n"
    )
    subject = _("A question about a police collaboration")
    return EmailMessage(subject=subject, body=words % told, to=[link.email])
