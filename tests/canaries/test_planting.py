"""Each field that is not public holds a canary, and each canary is where it is said to be."""

import pytest
from django.apps import apps
from django.db.models import F, TextField
from django.db.models.functions import Cast, Lower

from frankpledge.register.sight import everything
from tests.canaries.fields import DECIDED, PUBLIC, Seen
from tests.canaries.planting import Planted

pytestmark = pytest.mark.usefixtures("in_its_transaction")
HIDDEN = sorted(
    f"{label}.{name}"
    for label, fields in DECIDED.items()
    for name, audience in fields.items()
    if audience not in {PUBLIC, Seen.CODE}
)


@pytest.mark.parametrize("field", HIDDEN)
def test_it_holds_its_canaries(ours: Planted, field: str) -> None:
    label, _dot, name = field.rpartition(".")
    words = [canary.word for canary in ours.canaries if field in canary.fields]
    rows = apps.get_model(label)._base_manager.annotate(_said=Lower(Cast(F(name), TextField())))
    with everything():
        said = "\n".join(rows.values_list("_said", flat=True))
    assert words
    assert not [word for word in words if word.casefold() not in said]
