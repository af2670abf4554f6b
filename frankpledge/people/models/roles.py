"""Who may do what: the one table of roles and powers. Pages, actions, the API and the tests read it here."""

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is for an organisation, or for the nation as a whole."""

    READER = "reader", _("Reader")
    CONTRIBUTOR = "contributor", _("Contributor")
    FINANCE = "finance", _("Finance officer")
    OWNER = "owner", _("Owner")
    PUBLISHER = "publisher", _("Publisher")
    ADMINISTRATOR = "administrator", _("Administrator")
    CURATOR = "curator", _("Curator")
    INSPECTOR = "inspector", _("Inspector")
    ANALYST = "analyst", _("Analyst")


ORGANISATION_ROLES = (
    Role.READER,
    Role.CONTRIBUTOR,
    Role.FINANCE,
    Role.OWNER,
    Role.PUBLISHER,
    Role.ADMINISTRATOR,
)
# What a provider's word or a key may carry: everything but managing people.
ENTRUSTED_ROLES = ORGANISATION_ROLES[:-1]
NATIONAL_ROLES = (Role.CURATOR, Role.INSPECTOR, Role.ANALYST)

DESCRIPTIONS: Mapping[Role, Promise] = {
    Role.READER: _("Reads everything about the organisation’s own records, and follows what changes."),
    Role.CONTRIBUTOR: _("Proposes changes to the organisation’s own records. Somebody else approves them."),
    Role.FINANCE: _(
        "Proposes changes to the organisation’s records, and agrees or contests its own costs and benefits."
    ),
    Role.OWNER: _(
        "Answers for the organisation’s records: approves or refuses changes, answers messages,"
        " accepts purposes, confirms records and signs."
    ),
    Role.PUBLISHER: _(
        "Decides what is published and what is withheld: approves or refuses changes, answers messages."
    ),
    Role.ADMINISTRATOR: _("Invites people to the organisation, gives and ends their roles, and makes keys."),
    Role.CURATOR: _("Keeps the whole register: changes any record, answers messages, enrols organisations."),
    Role.INSPECTOR: _("Reads everything about every record, until a day that is set. Changes nothing."),
    Role.ANALYST: _("Reads and downloads what is public, and follows what changes. Changes nothing."),
}


class Power(models.TextChoices):
    """One thing that a role may let somebody do."""

    FOLLOW = "follow", _("follow records and searches")
    READ_RESTRICTED = "read_restricted", _("read what is not public: proposed changes, messages, reasons")
    PROPOSE_CHANGE = "propose_change", _("propose changes")
    DECIDE_CHANGE = "decide_change", _("approve or refuse proposed changes")
    ANSWER_MESSAGES = "answer_messages", _("answer messages that something is wrong")
    SPEAK_FOR = "speak_for", _("speak for the organisation: accept a purpose, confirm a record, sign")
    VALIDATE_FIGURES = "validate_figures", _("agree or contest the organisation’s own costs and benefits")
    PUBLISH = "publish", _("decide what is published, what is withheld, and why")
    READ_PERSONS = "read_persons", _("see who did what by name, and who read what is not public")
    MANAGE_PEOPLE = "manage_people", _("invite people, and give and end roles")
    MANAGE_TOKENS = "manage_tokens", _("make and end keys for other systems")


_EVERYBODY = frozenset({Power.FOLLOW})
_MEMBER = _EVERYBODY | {Power.READ_RESTRICTED}
_CONTRIBUTOR = _MEMBER | {Power.PROPOSE_CHANGE}
_OWNER = _CONTRIBUTOR | {Power.DECIDE_CHANGE, Power.ANSWER_MESSAGES, Power.READ_PERSONS}

POWERS: Mapping[Role, frozenset[Power]] = {
    Role.READER: _MEMBER,
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.FINANCE: _CONTRIBUTOR | {Power.VALIDATE_FIGURES},
    Role.OWNER: _OWNER | {Power.SPEAK_FOR},
    Role.PUBLISHER: _OWNER | {Power.PUBLISH},
    Role.ADMINISTRATOR: _EVERYBODY | {Power.MANAGE_PEOPLE, Power.MANAGE_TOKENS, Power.READ_PERSONS},
    # Whoever keeps the register speaks for none of those who are on it.
    Role.CURATOR: frozenset(Power) - {Power.SPEAK_FOR, Power.VALIDATE_FIGURES},
    Role.INSPECTOR: _MEMBER | {Power.READ_PERSONS},
    Role.ANALYST: _EVERYBODY,
}

# What changes nothing asks for a password or a provider alone; all else asks for a second factor too.
HARMLESS = frozenset({Power.FOLLOW, Power.READ_RESTRICTED, Power.READ_PERSONS})
