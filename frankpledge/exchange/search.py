"""The results of a search to take away: every one of them, in their order, with the columns of a card."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange import streams
from frankpledge.exchange.open_data.columns import Column, Kind, code, column, key, partial_date, text
from frankpledge.people.models import Confidence
from frankpledge.register.models import EndingKind, LegalBasis, Model, PartiesCoverage, StartKind, Status
from frankpledge.register.search import statement
from frankpledge.register.search.sets import Wanted


def _lines(name: str) -> str:
    return rf"string_to_array(nullif(card.{name}, ''), E'\n')"


# An allow-list. No amount is here: money is only in claims, with their sentences.
COLUMNS: tuple[Column, ...] = (
    key("reference", "card.reference", _("Its permanent reference.")),
    text("address", "%(root)s || card.address", _("Where its page is."), required=True),
    text("title", "card.title", _("What it is called."), required=True),
    column(Kind.LIST, "other_names", _lines("names"), _("Other names it goes by.")),
    text("summary", "card.summary", _("Why its parties work together, in our words.")),
    column(Kind.LIST, "functions", _lines("functions"), _("What police work it does.")),
    code("model", "card.model", Model, _("What kind of collaboration it is.")),
    code("legal_basis", "card.legal_basis", LegalBasis, _("Under what power.")),
    code("status", "card.status", Status, _("As last reported, on the date in status_as_of.")),
    partial_date("status_as_of", "card.status_as_of", _("The date of that report.")),
    partial_date("starts_on", "card.starts_on", _("When it started, as start_kind says.")),
    code("start_kind", "card.start_kind", StartKind, _("What that date marks.")),
    partial_date("ends_on", "card.ends_on", _("When it ended, or will.")),
    code("ending_kind", "card.ending_kind", EndingKind, _("How it ended."), required=False),
    key("parent", "card.parent_reference", _("The collaboration that it is under."), required=False),
    column(Kind.LIST, "parties", _lines("parties"), _("Its parties as sources state them; none assumed.")),
    code(
        "existence_confidence", "card.existence_confidence", Confidence, _("How sure it is that it exists.")
    ),
    code("parties_confidence", "card.parties_confidence", Confidence, _("How sure its parties are.")),
    code("dates_confidence", "card.dates_confidence", Confidence, _("How sure its dates are.")),
    code("status_confidence", "card.status_confidence", Confidence, _("How sure its status is.")),
    code("parties_coverage", "card.parties_coverage", PartiesCoverage, _("Whether all parties are named.")),
)


def csv(wanted: Wanted, root: str) -> Iterator[bytes]:
    """All results as CSV, streamed. `root` is what addresses begin with."""
    select, parameters = statement.every(wanted, _select({each.name: each.in_csv() for each in COLUMNS}))
    return streams.csv(select, {**parameters, "root": root})


def json_document(wanted: Wanted, root: str, about: Mapping[str, Any]) -> Iterator[bytes]:
    """All results as one JSON object, streamed: what is said `about` them, then `collaborations`."""
    select, parameters = statement.every(wanted, _select({each.name: each.in_json() for each in COLUMNS}))
    opening = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    yield (opening[:-1] + (',"collaborations":' if about else '"collaborations":')).encode()
    yield from streams.json_array(select, {**parameters, "root": root})
    yield b"}\n"


def _select(columns: Mapping[str, str]) -> str:
    return ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
