"""The keys of an organisation. One statement."""

from django.db.models import QuerySet

from frankpledge.people.models import Power, Token
from frankpledge.people.rights import Rights


def visible_to(rights: Rights) -> QuerySet[Token]:
    """The keys of those organisations whose keys somebody manages: the one way to reach them by number."""
    everything = Token.objects.select_related("organisation")
    if rights.may_nationally(Power.MANAGE_TOKENS):
        return everything
    return everything.filter(organisation__in=rights.organisations_with(Power.MANAGE_TOKENS))


def of_organisation(rights: Rights, organisation_id: int) -> tuple[Token, ...]:
    """Every key that an organisation ever had, those that open something first, then the newest."""
    rows = visible_to(rights).filter(organisation=organisation_id).order_by("-made_at", "-pk")
    return tuple(sorted(rows, key=lambda token: not token.is_current))
