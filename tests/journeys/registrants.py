"""Two owners in the journeys' service: `python -m tests.journeys.registrants`, with its DATABASE_URL.

Prints, as JSON, the session of each by the organisation.
"""

import json

import django

BODIES = ("essex", "cheshire")


def main() -> None:
    """Opens their accounts by the actions that do so."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import memberships, users
    from frankpledge.people.models import Role
    from tests.journeys.signed_in import session_of

    by = at_command_line("journeys")
    sessions = {}
    for body in BODIES:
        owner = users.create(by=by, email=f"register@{body}.example", name=f"Robin of {body.title()}")
        memberships.give(by=by, user_id=owner.pk, role=Role.OWNER, organisation=body)
        sessions[body] = session_of(owner)
    print(json.dumps(sessions))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
