"""People with accounts in the journeys' service: `python -m tests.journeys.people`, with its DATABASE_URL.

Everybody signs in with PASSWORD. Each journey has a person of its own, so that they may run in any order.
"""

import django

PASSWORD = "five-geese-over-the-marsh"  # noqa: S105 - nobody's
BODY = "norfolk"
DOMAIN = "norfolk.example"
OWNERS = (
    *("passkey", "app", "without-scripts", "joined", "pages", "elsewhere"),
    *("answering", "asked"),
)


def address(who: str) -> str:
    """What somebody signs in with."""
    return f"{who}@{DOMAIN}"


def main() -> None:
    """Opens the accounts by the actions that open accounts, and maps the provider's people."""
    django.setup()
    # Not at the top: models cannot be imported before Django is set up.
    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import domains, memberships, users
    from frankpledge.people.models import Role

    by = at_command_line("journeys")
    for who in OWNERS:
        user = users.create(by=by, email=address(who), name=f"Robin {who.title()}", password=PASSWORD)
        memberships.give(by=by, user_id=user.pk, role=Role.OWNER, organisation=BODY)
    users.create(by=by, email=address("nobody-s"), name="Robin Without Role", password=PASSWORD)
    domains.map_to(by=by, provider="journeys", value=DOMAIN, organisation=BODY, role=Role.CONTRIBUTOR)


if __name__ == "__main__":
    main()
