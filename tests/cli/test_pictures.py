import pytest
from click.testing import CliRunner

from frankpledge.cli.pictures import draw_pictures
from frankpledge.exchange.models import Drawing
from frankpledge.exchange.pictures import drawing

pytestmark = pytest.mark.django_db


def test_it_draws_what_is_missing_and_says_how_many_and_then_that_all_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "svg", lambda picture: f"<svg>{picture.kind}</svg>")

    first = CliRunner().invoke(draw_pictures, ["--verbose"])
    second = CliRunner().invoke(draw_pictures)

    count = Drawing.objects.exclude(svg="").count()
    assert first.output.splitlines()[-1] == f"Drew {count} pictures."
    assert "A start date is on record for 81 of 116" in first.output
    assert second.output == "Every picture was drawn already.\n"
