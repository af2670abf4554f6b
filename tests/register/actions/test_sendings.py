import datetime

import pytest
from django.utils import timezone

from frankpledge.register.actions import sendings
from frankpledge.register.actions.sendings import MOST_IN_A_DAY, MOST_IN_AN_HOUR, TooOften
from frankpledge.register.models import Sending
from tests.corrections import SENDER, send

pytestmark = pytest.mark.django_db
OTHER = "f" * 64
HOUR = datetime.timedelta(hours=1)


def sent(count: int, ago: datetime.timedelta, sender: str = SENDER) -> None:
    at = timezone.now() - ago
    Sending.objects.bulk_create(Sending(sender=sender, at=at) for _each in range(count))


def test_an_hours_allowance_is_taken_and_one_more_is_refused_until_the_first_is_an_hour_old() -> None:
    sent(1, HOUR / 2)
    sent(MOST_IN_AN_HOUR - 2, HOUR / 4)
    sendings.count(sender=SENDER)
    with pytest.raises(TooOften) as refused:
        sendings.count(sender=SENDER)
    half_an_hour = refused.value.wait_seconds(timezone.now())
    assert 1790 <= half_an_hour <= 1801
    assert Sending.objects.count() == MOST_IN_AN_HOUR


def test_a_days_allowance_is_taken_and_one_more_is_refused() -> None:
    sent(MOST_IN_A_DAY - 1, 5 * HOUR)
    sendings.count(sender=SENDER)
    with pytest.raises(TooOften) as refused:
        sendings.count(sender=SENDER)
    assert 18 * 3600 < refused.value.wait_seconds(timezone.now()) <= 19 * 3600 + 1


def test_one_sender_does_not_stand_in_anothers_way() -> None:
    sent(MOST_IN_AN_HOUR, HOUR / 2)
    with pytest.raises(TooOften):
        sendings.count(sender=SENDER)
    sendings.count(sender=OTHER)


def test_what_is_older_than_a_day_goes() -> None:
    sent(MOST_IN_A_DAY, 25 * HOUR, OTHER)
    sendings.count(sender=SENDER)
    assert not Sending.objects.filter(sender=OTHER).exists()


def test_a_refused_message_is_not_received_and_does_not_count() -> None:
    sent(MOST_IN_AN_HOUR, HOUR / 2)
    with pytest.raises(TooOften):
        send()
    assert Sending.objects.count() == MOST_IN_AN_HOUR
    send(sender=OTHER)


def test_waiting_is_never_told_as_nothing() -> None:
    assert TooOften(timezone.now() - HOUR).wait_seconds(timezone.now()) == 1
