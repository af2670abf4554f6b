"""Finding an account."""

from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import User


def by_email(email: str) -> User:
    """The account of an address, closed ones too. Raises NotFound."""
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise NotFound(_("There is no account with the address %(email)s.") % {"email": email.strip()})
    return found


def has_account(email: str) -> bool:
    """Whether somebody has an account with that address."""
    return User.objects.filter(email=email.strip().lower()).exists()
