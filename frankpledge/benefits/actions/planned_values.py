"""What benefits are planned and forecast to be, period by period, in a plan or forecast that is open."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.profiles import held
from frankpledge.benefits.actions.vintages import touched
from frankpledge.benefits.drafts.rows import FIELD, Row
from frankpledge.benefits.models import PlannedValue, Profile, Vintage
from frankpledge.benefits.periods import is_start
from frankpledge.benefits.queries import planned_values as queries
from frankpledge.errors import Invalid, Stale
from frankpledge.people.permissions import Power


@transaction.atomic
def write(*, by: Actor, reference: str, kind: str, version: int, rows: Sequence[Row]) -> Vintage:
    """Write what a plan or forecast says of one benefit: all of its periods. `version` is the plan's."""
    profile, work = held(by, reference, Power.PROPOSE_CHANGE)
    vintage = queries.being_written(work.workspace, kind)
    if vintage is None:
        raise Invalid(_("No plan or forecast is being written. Begin one first."))
    _check_version(vintage, version)
    _check_rows(rows, profile)
    before = PlannedValue.objects.filter(vintage=vintage, profile=profile)
    count = before.count()
    before.delete()
    PlannedValue.objects.bulk_create(
        PlannedValue(
            profile=profile,
            vintage=vintage,
            organisation=row.organisation,
            starts_on=row.starts_on,
            **dict(zip(("value", "low", "high"), row.numbers, strict=False)),
        )
        for row in rows
    )
    touched(vintage)
    work.record("planned_values.write", {f"{reference}.{kind}.{vintage.number}": [count, len(rows)]})
    return vintage


def _check_version(vintage: Vintage, version: int) -> None:
    if version != vintage.version:
        raise Stale(_("Somebody changed this plan after you opened it. See how it stands now."))


def _check_rows(rows: Sequence[Row], profile: Profile) -> None:
    workspace = profile.workspace
    parties = {each.organisation_id for each in profile.realisers.all()}
    fault = ""
    if not rows:
        fault = _("Enter a row for each period")
    elif any(not is_start(workspace.first_period_on, workspace.period_length, row.starts_on) for row in rows):
        fault = _("Enter the first month of each period of your returns")
    elif any(row.key[1] not in parties | {None} for row in rows):
        fault = _("Name only parties that make the benefit come about")
    elif any(not _is_in_order(row) for row in rows):
        fault = _("Enter the value, the least and the most: the value lies between them")
    if fault:
        raise Invalid(fault, {FIELD: fault})


def _is_in_order(row: Row) -> bool:
    if len(row.numbers) != 3:
        return len(row.numbers) == 1
    value, low, high = row.numbers
    return value is not None and low is not None and high is not None and low <= value <= high
