"""Who read what is not public about a record or an organisation, newest first.

For those alone who may see persons there: whoever looks after something sees who looked into it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from frankpledge.audit.models import Read
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.people.rights import Rights
from frankpledge.register.models import UNPROPOSED_STATES, Change, Collaboration, Correction
from frankpledge.register.queries.keepers import keepers_of, keepers_of_organisation

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Reads:
    """A page of what was read, and how many there are in all."""

    rows: tuple[Read, ...]
    total: int


def of_record(record: Collaboration, *, rights: Rights, page: int = 1) -> Reads:
    """What was read about a record. Raises NotFound for whoever may not see persons. Five statements."""
    _require(rights, keepers_of(record.pk))
    own = [("collaboration", record.reference), ("history of collaboration", record.reference)]
    return _page(own, Q(collaboration=record.pk), page)


def of_organisation(body: Organisation, *, rights: Rights, page: int = 1) -> Reads:
    """What was read about an organisation's own page. Raises as above."""
    _require(rights, keepers_of_organisation(body.pk))
    own = [("organisation", body.slug), ("history of organisation", body.slug)]
    return _page(own, Q(organisation=body.pk), page)


def _require(rights: Rights, keepers: frozenset[int]) -> None:
    if not rights.may(Power.READ_PERSONS, keepers):
        raise NotFound(_("There is no such page, or it is not for you to see."))


def _page(own: Iterable[tuple[str, str]], about: Q, page: int) -> Reads:
    messages = Correction.objects.filter(about).values("reference")
    proposed = Change.objects.filter(about).exclude(state__in=UNPROPOSED_STATES).values("reference")
    wanted = Q(subject_kind="correction", subject_key__in=messages)
    wanted |= Q(subject_kind="change", subject_key__in=proposed)
    for kind, key in own:
        wanted |= Q(subject_kind=kind, subject_key=key)
    found = Read.objects.filter(wanted).order_by("-id")
    start = (page - 1) * PER_PAGE
    return Reads(tuple(found[start : start + PER_PAGE]), found.count())
