"""Secrets that stand in addresses, and the log."""

import logging
from typing import Any

import pytest
from django.conf import settings

from frankpledge.config.log_lines import WithoutSecrets


def line(message: str, *args: Any) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "path",
    [
        "/invitations/Xy-_9",
        "/confirm/Xy-_9",
        "/account/password/new/3-abc-def",
        "/account/email/confirm/MQ:1abc",
        "/account/e-mails/stop/MQ:1abc",
    ],
)
def test_a_secret_in_an_address_is_blotted_out(path: str) -> None:
    secret = path.rpartition("/")[2]
    for written in (line("Gone: %s", path), line(f"Forbidden: {path}?next=x"), line("%s", {"path": path})):
        assert secret not in written
        assert "…" in written


def test_other_lines_are_as_they_were() -> None:
    assert (
        line("Not Found: %s (%d%%)", "/collaborations/C-9999", 4) == "Not Found: /collaborations/C-9999 (4%)"
    )


def test_every_line_of_the_log_goes_through_it() -> None:
    handlers: dict[str, Any] = dict(settings.LOGGING)["handlers"]  # type: ignore[assignment] # a dictionary of any
    assert all("without_secrets" in handler["filters"] for handler in handlers.values())
