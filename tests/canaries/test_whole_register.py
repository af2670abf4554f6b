"""The whole register in one file, for which nothing may be under way in the database."""

import pytest
from django.db import transaction

from tests.canaries import crawling
from tests.canaries.crawling import CONTRIBUTOR, THE_PUBLIC, Found
from tests.canaries.planting import planted


@pytest.mark.django_db(transaction=True)
def test_the_file_of_everything_holds_no_canary() -> None:
    with transaction.atomic():
        ours = planted()
    for who in (THE_PUBLIC, CONTRIBUTOR):
        client = crawling.browser(who)
        found = Found.of(str(who), ours)
        answer = client.get(f"/{crawling.ZIP}")
        text = crawling.text_of(answer)
        found.look(crawling.ZIP, text)
        assert "Eastmarch archive" in text
        assert found.places == {}
