import pytest
from django.db import transaction

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2012", "2012-04", "2012-04-01"])
def test_a_date_comes_back_with_the_precision_that_it_was_given(text: str) -> None:
    Organisation.objects.filter(slug="norfolk").update(valid_from=PartialDate.parse(text))
    assert Organisation.objects.get(slug="norfolk").valid_from == PartialDate.parse(text)
    assert Organisation.objects.filter(slug="norfolk", valid_from=text).exists()


@pytest.mark.django_db
def test_a_date_that_is_not_known_is_null() -> None:
    norfolk = Organisation.objects.filter(slug="norfolk")
    for unknown in (None, ""):
        norfolk.update(valid_from=unknown)
        assert norfolk.get().valid_from is None


@pytest.mark.django_db
def test_what_is_no_date_is_not_saved() -> None:
    norfolk = Organisation.objects.filter(slug="norfolk")
    with pytest.raises(ValueError, match="not a date"), transaction.atomic():
        norfolk.update(valid_from="May 2012")
    assert norfolk.get().valid_from is None
