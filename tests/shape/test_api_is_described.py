"""The description of the API that is committed is the one that the code gives."""

import json
from pathlib import Path

from frankpledge.api.service import api

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "api" / "openapi.json"


def test_the_description_is_the_codes_own() -> None:
    """When it fails: save what a running copy answers at /api/v1/openapi.json."""
    assert json.loads(DESCRIPTION.read_text(encoding="utf-8")) == json.loads(
        json.dumps(api.get_openapi_schema())
    )


def test_every_operation_says_what_it_does_in_words() -> None:
    for path, operations in api.get_openapi_schema()["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
