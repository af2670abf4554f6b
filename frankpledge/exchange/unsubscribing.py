"""The word in a digest's last link, by which its reader, and nobody else, stops the digests.

It is signed and does not run out: an e-mail may be read years later. It opens nothing else.
"""

from django.core import signing
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import User

SALT = "frankpledge.digest.stop"


def word_for(user: User) -> str:
    """The word for one person's digests."""
    return signing.dumps(user.pk, salt=SALT)


def reader(word: str) -> User:
    """Whose digests a word stops. Raises NotFound for one that is not ours, or not whole."""
    try:
        number = signing.loads(word, salt=SALT)
    except signing.BadSignature as error:
        raise NotFound(_refusal()) from error
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise NotFound(_refusal())
    return found


def _refusal() -> str:
    return _("This link is not whole. Copy all of it from the e-mail, or sign in to choose your e-mails.")
