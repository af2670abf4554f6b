"""Every picture that pages show today, so that they are drawn before anybody asks."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from frankpledge.exchange.pictures import holdings, strips
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.register.models import Collaboration, Party
from frankpledge.register.queries.coverage import coverage

AT_A_TIME = 500


def every_picture() -> Iterator[Picture]:
    """The pictures of what we hold, and the strips of every collaboration."""
    yield from holdings.of(coverage())
    today = timezone.localdate()
    parties = Prefetch("parties", Party.objects.select_related("organisation").order_by())
    everything = Collaboration.objects.order_by("pk").prefetch_related(parties, "events")
    for each in everything.iterator(AT_A_TIME):
        yield strips.of_collaboration(each, each.parties.all(), today, each.events.all())
