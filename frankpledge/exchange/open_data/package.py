"""The description of the files for programs: a Frictionless data package, version 2, with full schemas."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from frankpledge.audit.queries import last_changed_at
from frankpledge.exchange.open_data.columns import LISTS, Column, Kind, Link, Table
from frankpledge.exchange.open_data.tables import TABLES
from frankpledge.people.fields import SHAPE

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = (
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International",
    },
    {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "title": "Open Government Licence v3.0",
    },
)
TYPES = {
    Kind.TEXT: "string",
    Kind.KEY: "string",
    Kind.CODE: "string",
    Kind.ADDRESS: "string",
    Kind.PARTIAL_DATE: "string",
    Kind.DAY: "date",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.LIST: "list",
    Kind.ADDRESSES: "list",
}


def descriptor() -> dict[str, Any]:
    """The whole of datapackage.json. It changes only when the register or the tables do."""
    changed_at = last_changed_at()
    created = {"created": changed_at.isoformat(timespec="seconds")} if changed_at else {}
    home = {"homepage": f"{settings.PUBLIC_ADDRESS}/"} if settings.PUBLIC_ADDRESS else {}
    return {
        "$schema": PROFILE,
        "name": "frankpledge",
        "title": _("The register of police collaborations in England and Wales"),
        "description": _(
            "What was found in public sources, in our own words. Independent and unofficial: no body named "
            "has confirmed it, and it is not a complete list. A blank means not found; it never means no. "
            "Claims are sentences: never add them up."
        ),
        **home,
        **created,
        "licenses": list(LICENCES),
        "sources": [{"title": _("The public addresses in the file sources"), "path": "sources.csv"}],
        "keywords": ["police", "collaboration", "section 22A", "England", "Wales"],
        "resources": [resource(table) for table in TABLES],
    }


def resource(table: Table) -> dict[str, Any]:
    """One CSV file."""
    return {
        "name": table.name,
        "type": "table",
        "title": str(table.title),
        "description": str(table.description),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "licenses": list(LICENCES),
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """The columns of a file, what tells its rows apart, and which files they lead to."""
    described: dict[str, Any] = {
        "fields": [field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        described["primaryKey"] = list(table.key)
    if table.links:
        described["foreignKeys"] = [foreign_key(link) for link in table.links]
    return described


def field(column: Column) -> dict[str, Any]:
    """One column: its type, what it means and what it may hold."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": str(column.description),
    }
    if column.kind is Kind.ADDRESS:
        described["format"] = "uri"
    if column.kind in LISTS:
        described |= {"delimiter": LISTS[column.kind], "itemType": "string"}
    if column.codes is not None:
        described["categories"] = [
            {"value": value, "label": str(label)} for value, label in column.codes.choices
        ]
    if constraints := _constraints(column):
        described["constraints"] = constraints
    return described


def foreign_key(link: Link) -> dict[str, Any]:
    """That columns hold what columns of another file, or of this one, hold."""
    return {
        "fields": list(link.columns),
        "reference": {"resource": link.to, "fields": list(link.to_columns)},
    }


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.codes is not None:
        constraints["enum"] = list(column.codes.values)
    if column.kind is Kind.PARTIAL_DATE:
        constraints["pattern"] = SHAPE
    return constraints
