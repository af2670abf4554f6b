"""Three made-up areas in the journeys' service: `python -m tests.journeys.trackers`, with its DATABASE_URL.

Prints, as JSON, the address of their record and the session of each: by role and area, of a policing body by
its slug. With a benefit's reference it makes the returns of all months that are not there yet, as people do,
and prints how many.
"""

import json
import sys

import django

RECORD, TITLE = "three-counties-journey", "Three Counties laboratory (made up)"
ROLES = ("contributor", "finance", "owner")
LEAD = "northmarch"


def main() -> None:
    """Opens their accounts, or makes their returns, by the actions alone."""
    django.setup()
    told = returned(sys.argv[1]) if len(sys.argv) > 1 else opened()
    print(json.dumps(told))  # noqa: T201 - what it is for


def opened() -> dict[str, object]:
    # Not at the top: models cannot be imported before Django is set up.
    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import memberships, users
    from frankpledge.people.models import Role
    from tests.journeys.signed_in import session_of
    from tests.three_counties import AREAS, built

    by, record = at_command_line("journeys"), built(RECORD, TITLE)

    def session(role: str, body: str) -> str:
        person = users.create(by=by, email=f"{role}@{body}.example", name=f"{role.title()} of {body}")
        memberships.give(by=by, user_id=person.pk, role=Role(role), organisation=body)
        return session_of(person)

    sessions = {f"{role} {area}": session(role, area) for area in AREAS for role in ROLES}
    sessions |= {f"owner pcc-{area}": session("owner", f"pcc-{area}") for area in AREAS}
    sessions["publisher northmarch"] = session("publisher", LEAD)
    return {"record": f"/collaborations/{record.reference}", "sessions": sessions}


def months() -> list[tuple[str, str, str]]:
    """Each month with both parts of the days to a result, of the three forces together."""
    return together("returns", "numerator", "denominator")


def months_before() -> list[tuple[str, str, str]]:
    """The same of the time before."""
    return together("baselines", "first", "second")


def together(name: str, *parts: str) -> list[tuple[str, str, str]]:
    from frankpledge.exchange.worked_example import files

    found: dict[str, list[int]] = {}
    for row in files.rows(name):
        if row["benefit"] == "days":
            sums = found.setdefault(row["month"], [0, 0])
            for at, part in enumerate(parts):
                sums[at] += int(row[part])
    return [(month, str(above), str(below)) for month, (above, below) in found.items()]


def returned(reference: str) -> int:
    from django.db import transaction

    from frankpledge.audit.actors import at_command_line
    from frankpledge.benefits.actions import standings
    from frankpledge.benefits.models import Profile, Return
    from frankpledge.exchange.worked_example import files
    from tests.tracking import cell
    from tests.tracking import returned as locked

    by = at_command_line("journeys")
    profile = Profile.objects.select_related("workspace__collaboration").get(reference=reference)
    there = set(Return.objects.filter(workspace=profile.workspace).values_list("starts_on", flat=True))
    open_months = [row for row in months() if files.day(row[0]) not in there]
    with transaction.atomic():
        with standings.postponed():
            for month, above, below in open_months:
                row = cell(profile, "", numerator=above, denominator=below)
                locked(by, profile.workspace.collaboration, files.day(month), row)
        standings.refresh(profile.workspace)
    return len(open_months)


if __name__ == "__main__":
    main()
