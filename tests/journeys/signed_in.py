"""People of Kent in the journeys' service: `python -m tests.journeys.signed_in`, with its DATABASE_URL.

Prints, as JSON, the session of each with a second step proved, and the path of an invitation for each role.
"""

import json
import time

import django

BODY = "kent"
INVITED = ("contributor", "reader")


def main() -> None:
    """Opens the accounts by the actions that open accounts, makes a key, and invites."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    import datetime

    from django.utils import timezone

    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import domains, invitations, memberships, tokens, users
    from frankpledge.people.models import Role

    by = at_command_line("journeys")
    last_day = timezone.localdate() + datetime.timedelta(days=30)
    people = {}
    for role, place in ((Role.ADMINISTRATOR, BODY), (Role.READER, BODY), (Role.CURATOR, "")):
        user = users.create(by=by, email=f"{role.value}@kent.example", name=f"Kim {role.label}")
        memberships.give(by=by, user_id=user.pk, role=role, organisation=place)
        people[role.value] = session_of(user)
    tokens.make(by=by, organisation=BODY, name="Feed", role=Role.READER, until=last_day)
    domains.map_to(by=by, provider="journeys", value="kent.example", organisation=BODY)
    links = {
        name: invitations.invite(
            by=by, email=f"new-{name}@kent.example", role=Role(name), organisation=BODY, stem="/invitations/"
        ).address
        for name in INVITED
    }
    print(json.dumps({"sessions": people, "invitations": links}))  # noqa: T201 - what it is for


def session_of(user) -> str:  # type: ignore[no-untyped-def] # models cannot be imported before Django is set up
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests.members import PROOFS, PROVED_BY

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[PROVED_BY] = str(user.pk)
    store[PROOFS] = [{"method": "mfa", "at": time.time(), "type": "totp", "id": 1}]
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    main()
