import pytest
from click.testing import CliRunner

from frankpledge.cli.search import rebuild_search
from frankpledge.register.models import Collaboration, SearchEntry

pytestmark = pytest.mark.django_db


def test_it_makes_what_searching_reads_anew_and_says_how_long_it_took() -> None:
    SearchEntry.objects.all().delete()
    result = CliRunner().invoke(rebuild_search)
    assert result.exit_code == 0
    assert result.output.startswith("Done in ")
    assert SearchEntry.objects.count() == Collaboration.objects.count()
