"""Every picture that pages show today, so that they are drawn before anybody asks."""

import datetime
from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from frankpledge.exchange.pictures import holdings, strips
from frankpledge.exchange.pictures.memberships import of_memberships
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.people.models import Organisation
from frankpledge.people.queries.relations import Relations
from frankpledge.register.models import Collaboration, Party
from frankpledge.register.queries.coverage import coverage
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import memberships

AT_A_TIME = 500


def every_picture() -> Iterator[Picture]:
    """The pictures of what we hold, and the strips of every organisation and of every collaboration."""
    today = timezone.localdate()
    yield from holdings.of(coverage())
    yield from _of_organisations(today)
    yield from _of_collaborations(today)


def _of_organisations(today: datetime.date) -> Iterator[Picture]:
    for each in Organisation.objects.order_by("slug"):
        stake = Stake(each, Relations.of(each).pair, today, is_past=False)
        yield of_memberships(each, memberships(stake), today)


def _of_collaborations(today: datetime.date) -> Iterator[Picture]:
    parties = Prefetch("parties", Party.objects.select_related("organisation").order_by())
    everything = Collaboration.objects.order_by("pk").prefetch_related(parties, "events")
    for each in everything.iterator(AT_A_TIME):
        yield strips.of_collaboration(each, each.parties.all(), today, each.events.all())
