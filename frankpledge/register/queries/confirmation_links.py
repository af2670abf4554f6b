"""Links by which somebody without an account is asked: those that wait, and the one of a secret."""

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Membership, Organisation, Power
from frankpledge.people.queries.invitations import hash_of
from frankpledge.people.rights import Rights
from frankpledge.register.models import ConfirmationLink
from frankpledge.register.queries.persons import Persons


def by_secret(secret: str) -> ConfirmationLink:
    """The link of that secret, whether it still works or not. Raises NotFound. One statement."""
    links = ConfirmationLink.objects.select_related("collaboration", "organisation", "asker")
    found = links.filter(secret_hash=hash_of(secret)).first()
    if found is None:
        raise NotFound(_("This link does not lead to a question. Check that you copied the whole of it."))
    return found


def waiting_on(collaboration_id: int) -> tuple[ConfirmationLink, ...]:
    """Those about a record that wait to be used, the newest first. One statement."""
    links = ConfirmationLink.objects.filter(
        collaboration=collaboration_id,
        used_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    )
    return tuple(links.select_related("organisation"))


def is_enrolled(organisation_id: int) -> bool:
    """Whether anybody has a role there now. One statement."""
    return Membership.objects.current().filter(organisation=organisation_id).exists()


def askable(rights: Rights, persons: Persons) -> tuple[Organisation, ...]:
    """The bodies whose people somebody may ask by link: those they speak for.

    A curator asks for those that nobody is enrolled for, who could not otherwise be heard; for any other, its
    own owners do, or answer themselves. At most one statement.
    """
    own = rights.organisations_with(Power.SPEAK_FOR)
    if not rights.national or not rights.may_nationally(Power.MANAGE_PEOPLE):
        return tuple(person for person in persons.all if person.pk in own)
    enrolled = set(
        Membership.objects.current()
        .filter(organisation__in=persons.ids)
        .order_by()
        .values_list("organisation_id", flat=True)
    )
    return tuple(person for person in persons.all if person.pk in own or person.pk not in enrolled)


def may_ask(rights: Rights, organisation_id: int) -> bool:
    """The same for one body. At most one statement."""
    if organisation_id in rights.organisations_with(Power.SPEAK_FOR):
        return True
    is_curator = bool(rights.national) and rights.may_nationally(Power.MANAGE_PEOPLE)
    return is_curator and not is_enrolled(organisation_id)
