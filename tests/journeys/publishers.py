"""A tracked record in the journeys' service: `python -m tests.journeys.publishers`, with its DATABASE_URL.

Prints, as JSON, the record's reference and the session of a publisher of one of its parties.
"""

import datetime
import json

import django

BODY = "essex"


def main() -> None:
    """Two years of returns, a dispute and a drawback without figures, by the actions alone."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    from django.utils import timezone

    from frankpledge.audit.actors import at_command_line
    from frankpledge.benefits.models import BenefitClass, Profile, ProfileState
    from frankpledge.people.actions import memberships, users
    from frankpledge.people.models import Organisation, Role
    from frankpledge.register.models import Collaboration, Withholding
    from frankpledge.register.queries.keepers import kept_by
    from tests.journeys.signed_in import session_of
    from tests.tracking import (
        FIRST_PERIOD,
        baselined,
        begun,
        cell,
        measured,
        planned,
        profiled,
        quarters_from,
        returned,
    )

    by, body = at_command_line("journeys"), Organisation.objects.get(slug=BODY)
    every = Collaboration.objects.filter(pk__in=kept_by([body.pk])).exclude(
        pk__in=Withholding.objects.values("collaboration")
    )
    record = every.filter(workspace__isnull=True).order_by("reference").last()
    if record is None:
        raise SystemExit("No record is left to be tracked.")
    begun(by, record, goes_live_on=timezone.localdate() + datetime.timedelta(days=1))
    hours = measured(name="Hours of handlers freed in a journey")
    freed = profiled(by, record, "Handlers freed for patrol", owner=body, measure=hours)
    baselined(by, freed, quarters_from(datetime.date(2020, 4, 1), [98, 102] * 8))
    rows = quarters_from(FIRST_PERIOD, [150 + 10 * at for at in range(6)])
    planned(by, freed, rows)
    for at, row in enumerate(rows):
        returned(by, record, row.starts_on, cell(freed, 140 + 11 * at))
    noise = profiled(
        by,
        record,
        "Longer ways to the kennels",
        owner=body,
        measure=None,
        benefit_class=BenefitClass.DISBENEFIT,
    )
    Profile.objects.filter(pk__in=[freed.pk, noise.pk]).update(state=ProfileState.AGREED)
    publisher = users.create(by=by, email=f"publish@{BODY}.example", name="Perrin of Essex")
    memberships.give(by=by, user_id=publisher.pk, role=Role.PUBLISHER, organisation=BODY)
    print(json.dumps({"record": record.reference, "session": session_of(publisher)}))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
