"""Norfolk and Suffolk in the journeys' service: `python -m tests.journeys.changers`, with its DATABASE_URL.

Prints, as JSON, the path of an invitation to Norfolk for each way of signing in, the session of an owner of
Suffolk, and for each of the ways a record of its own that both forces keep.
"""

import json

import django

WAYS = ("passkey", "app", "provider")


def main() -> None:
    """Invites contributors and opens an owner's account by the actions that do so."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import invitations, memberships, users
    from frankpledge.people.models import Organisation, Role
    from frankpledge.register.models import Collaboration
    from frankpledge.register.queries.keepers import keepers_of
    from tests.journeys.signed_in import session_of

    by = at_command_line("journeys")
    owner = users.create(by=by, email="owner@suffolk.example", name="Sam Decider")
    memberships.give(by=by, user_id=owner.pk, role=Role.OWNER, organisation="suffolk")
    links = {
        way: invitations.invite(
            by=by,
            email=f"new-{way}@norfolk.example",
            role=Role.CONTRIBUTOR,
            organisation="norfolk",
            stem="/invitations/",
        ).address
        for way in WAYS
    }
    both = set(Organisation.objects.filter(slug__in=["norfolk", "suffolk"]).values_list("pk", flat=True))
    kept = (each for each in Collaboration.objects.order_by("pk") if both <= keepers_of(each.pk))
    records = {way: next(kept).address for way in WAYS}
    print(json.dumps({"invitations": links, "owner": session_of(owner), "records": records}))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
