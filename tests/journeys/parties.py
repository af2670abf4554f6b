"""Seven areas and one more in the journeys' service: `python -m tests.journeys.parties`.

It has its DATABASE_URL. Prints, as JSON, the sessions of an owner of every legal person by its slug and of
the publisher of the first, and who the legal persons of each area are.
"""

import json

import django

SEVEN = ("bedfordshire", "cambridgeshire", "essex", "hertfordshire", "kent", "norfolk", "suffolk")
JOINING = "sussex"


def main() -> None:
    """Opens their accounts by the actions that do so."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    from django.utils import timezone

    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import memberships, users
    from frankpledge.people.models import Organisation, Role
    from frankpledge.people.queries.relations import overseers
    from tests.journeys.signed_in import session_of

    by, sessions, pairs = at_command_line("journeys"), {}, {}

    def session(slug: str, role: Role) -> str:
        person = users.create(by=by, email=f"life-{role.value}@{slug}.example", name=f"Life of {slug}")
        memberships.give(by=by, user_id=person.pk, role=role, organisation=slug)
        return session_of(person)

    held = overseers(timezone.localdate())
    for force in Organisation.objects.filter(slug__in=(*SEVEN, JOINING)):
        pairs[force.slug] = [force.slug, held[force.pk][0].other.slug]
        for slug in pairs[force.slug]:
            sessions[slug] = session(slug, Role.OWNER)
    sessions["publisher"] = session(SEVEN[0], Role.PUBLISHER)
    print(json.dumps({"sessions": sessions, "pairs": pairs}))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
