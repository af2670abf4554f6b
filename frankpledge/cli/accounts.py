"""`frankpledge accounts`: who comes in first, who is in, and putting somebody out."""

import datetime
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from frankpledge.people.models import Membership

ORGANISATION = click.option(
    "--organisation", default="", metavar="SLUG", help="For which organisation (default: the whole register)."
)
EMAIL = click.option("--email", required=True, metavar="ADDRESS", help="The address they sign in with.")
REASON = click.option("--reason", required=True, metavar="TEXT", help="Why. It is kept in the audit.")
ROLES = (
    "reader",
    "contributor",
    "finance",
    "owner",
    "publisher",
    "administrator",
    "curator",
    "inspector",
    "analyst",
)


@click.group()
def accounts() -> None:
    """Invite people, list them, and end what they may do.

    The first curator and the first administrator of an organisation come in by `accounts invite`; everybody
    after them is invited on the pages. The audit names the account of this machine that uses these commands.
    """


@accounts.command()
@EMAIL
@click.option("--name", default="", metavar="NAME", help="Their name, for the greeting.")
@click.option(
    "--role", required=True, type=click.Choice(ROLES), help="What they may do: see the page /roles."
)
@ORGANISATION
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The last day of the role. An inspector's must be given, and is within a year.",
)
@click.option(
    "--address",
    envvar="FRANKPLEDGE_PUBLIC_ADDRESS",
    default="http://127.0.0.1:8000",
    show_default=True,
    metavar="URL",
    help="Where this copy answers, for the link. Or set FRANKPLEDGE_PUBLIC_ADDRESS.",
)
def invite(
    email: str, name: str, role: str, organisation: str, until: datetime.datetime | None, address: str
) -> None:
    """Send an invitation, and print its link.

    The link works once, within seven days. Used again for the same role, the link before works no more.
    """
    from frankpledge.people.actions import invitations
    from frankpledge.people.models import Role

    stem = f"{address.rstrip('/')}/invitations/"
    sent = invitations.invite(
        by=_actor(),
        email=email,
        name=name,
        role=Role(role),
        organisation=organisation,
        until=until.date() if until else None,
        stem=stem,
    )
    if not sent.address:
        sent = invitations.send_again(by=_actor(), invitation_id=sent.invitation.pk, stem=stem)
        click.echo(_("There was an invitation already. Its link works no more; this is the new one."))
    click.echo(_("Invited %(email)s. The link, for them alone:") % {"email": sent.invitation.email})
    click.echo(sent.address)


@accounts.command("list")
@ORGANISATION
@click.option("--all", "everything", is_flag=True, help="Every organisation, and the whole register.")
def list_accounts(organisation: str, *, everything: bool) -> None:
    """List who holds which role now. Do not pass that on."""
    from frankpledge.people.actions import giving
    from frankpledge.people.queries import memberships
    from frankpledge.people.rights import Rights

    place = giving.where(organisation)
    rights = Rights.of(_actor())
    rows = (
        memberships.everybody(rights)
        if everything
        else memberships.of_organisation(rights, place.pk if place else None)
    )
    for row in rows:
        click.echo(_line(row))
    told = ngettext("%(count)d role is held.", "%(count)d roles are held.", len(rows))
    click.echo(told % {"count": len(rows)})


@accounts.command()
@EMAIL
@click.option("--role", required=True, type=click.Choice(ROLES), help="Which of their roles.")
@ORGANISATION
@REASON
def end(email: str, role: str, organisation: str, reason: str) -> None:
    """End one role, at once."""
    from frankpledge.people.actions import memberships
    from frankpledge.people.queries.memberships import of_person

    user = _found(email)
    held = [
        each
        for each in of_person(user.pk)
        if each.role == role and (each.organisation.slug if each.organisation else "") == organisation
    ]
    if not held:
        raise click.ClickException(_("%(email)s has no such role now.") % {"email": user.email})
    memberships.end(by=_actor(), membership_id=held[0].pk, reason=reason)
    click.echo(_("Ended: %(role)s.") % {"role": _line(held[0])})


@accounts.command()
@EMAIL
@REASON
def close(email: str, reason: str) -> None:
    """End every role of somebody, and close their account."""
    from frankpledge.people.actions import users

    user = users.close(by=_actor(), user_id=_found(email).pk, reason=reason)
    click.echo(_("The account of %(email)s is closed.") % {"email": user.email})


@accounts.command()
@EMAIL
@REASON
def reopen(email: str, reason: str) -> None:
    """Open a closed account again, without any role."""
    from frankpledge.people.actions import users

    user = users.reopen(by=_actor(), user_id=_found(email).pk, reason=reason)
    click.echo(_("The account of %(email)s is open, without any role.") % {"email": user.email})


@accounts.command("forget-second-steps")
@EMAIL
@REASON
def forget_second_steps(email: str, reason: str) -> None:
    """For somebody who lost all second steps: make sure who it is first.

    Their passkeys, app and recovery codes count no more and their sessions end. They sign in by password
    and set up a new second step.
    """
    from frankpledge.people.actions import users

    user = users.forget_second_steps(by=_actor(), user_id=_found(email).pk, reason=reason)
    click.echo(_("%(email)s can set up a new second step after signing in.") % {"email": user.email})


def _actor() -> Any:
    from frankpledge.audit.actors import whoever_runs_this

    return whoever_runs_this()


def _found(email: str) -> Any:
    from frankpledge.people.queries.users import by_email

    return by_email(email)


def _line(row: "Membership") -> str:
    from frankpledge.people.actions.giving import last_day

    place = row.organisation.slug if row.organisation else _("the whole register")
    until = last_day(row.expires_at)
    last = _("until %(day)s") % {"day": until} if until else ""
    cells = (f"{place:28}", f"{row.get_role_display():16}", row.user.name, f"<{row.user.email}>", last)
    return "  ".join(cells).rstrip()
