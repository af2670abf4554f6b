"""What is drawn ahead is what pages ask for."""

import pytest
from django.test import Client

from frankpledge.exchange.pictures import drawing, studio

pytestmark = pytest.mark.django_db

PAGES = [
    "/known-and-not-known",
    "/organisations/norfolk",
    "/organisations/lancashire",
    "/organisations/wyca",
    "/collaborations/npas",
    "/collaborations/north-west-motorway-police-group",
    "/collaborations/north-west-motorway-police-group?as-at=2018-04-10",
]


def test_every_page_finds_its_pictures_drawn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "svg", lambda picture: f"<svg><title>{picture.kind} drawn</title></svg>")
    list(studio.draw_missing())

    for address in PAGES:
        html = client.get(address, follow=True).content.decode()

        assert "drawn</title></svg>" in html, address
        assert "The picture is being drawn" not in html, address
