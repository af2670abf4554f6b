"""Inviting and accepting: once, in time, by the right person, and without a trace of the link."""

import datetime
import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import invitations, memberships, users
from frankpledge.people.actions.giving import last_day
from frankpledge.people.actions.invitations import Closed, Sent
from frankpledge.people.models import Invitation, Membership, Role, Standing, User
from tests.members import PASSWORD, Members, as_actor
from tests.world import CURATOR

pytestmark = pytest.mark.django_db

OURS = "northshire"
NEW = "new@people.example"
STEM = "https://register.example/invitations/"


@pytest.fixture
def administrator(members: Members) -> Actor:
    return members.actor(OURS, Role.ADMINISTRATOR)


def invite(by: Actor, email: str = NEW, role: Role = Role.CONTRIBUTOR, **more: Any) -> Sent:
    return invitations.invite(by=by, email=email, role=role, stem=STEM, **{"organisation": OURS, **more})


def secret_of(sent: Sent) -> str:
    return sent.address.removeprefix(STEM)


def join(sent: Sent) -> User:
    return invitations.join(secret=secret_of(sent), name="Nia New", password=PASSWORD)


def test_the_letter_says_who_invites_to_what_and_carries_the_link(
    administrator: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = invite(administrator, name="Nia")
    letter = mail.outbox[0]
    assert letter.to == [NEW]
    text = str(letter.body)
    assert "Hello Nia," in text
    assert administrator.name in text
    assert "Contributor, for Northshire Police" in text
    assert sent.address in text
    assert len(secret_of(sent)) == 43


def test_nothing_is_sent_when_it_is_not_saved(
    members: Members, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as called, pytest.raises(NotAllowed):
        invite(members.actor("eastmarch", Role.OWNER))
    assert called == []
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_leaves_the_invitation_and_no_secret_in_the_log(
    administrator: Actor,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_args: object, **_given: object) -> None:
        raise OSError("no post today")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with django_capture_on_commit_callbacks(execute=True):
        sent = invite(administrator)
    assert Invitation.objects.get().standing is Standing.PENDING
    assert "no post today" in caplog.text
    assert secret_of(sent) not in caplog.text


def test_the_secret_and_the_address_stand_in_no_entry_and_no_row(administrator: Actor) -> None:
    sent = invite(administrator)
    join(sent)
    entries = json.dumps(list(Entry.objects.values("actor", "subject_key", "reason", "detail")))
    assert secret_of(sent) not in entries
    assert NEW not in entries
    assert secret_of(sent) not in str(list(Invitation.objects.values()))
    assert secret_of(sent) not in repr(sent)


def test_the_same_invitation_twice_sends_one_letter(
    administrator: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first, second = invite(administrator), invite(administrator, email=f" {NEW.upper()} ")
    assert second.invitation.pk == first.invitation.pk
    assert (bool(first.address), second.address) == (True, "")
    assert len(mail.outbox) == 1


def test_somebody_new_opens_an_account_with_a_checked_address_and_has_the_role(administrator: Actor) -> None:
    user = join(invite(administrator, until=timezone.localdate()))
    assert (user.email, user.name) == (NEW, "Nia New")
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    held = Membership.objects.current().get(user=user)
    assert (held.role, last_day(held.expires_at)) == ("contributor", timezone.localdate())
    accepted = Entry.objects.get(action="people.invitations.accept")
    assert accepted.user_id == user.pk


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [("", PASSWORD, "name"), ("Nia New", "short", "password"), ("Nia New", "people.example", "password")],
)
def test_an_account_needs_a_name_and_a_good_password_and_the_link_is_not_used_up(
    administrator: Actor, name: str, password: str, field: str
) -> None:
    sent = invite(administrator)
    with pytest.raises(Invalid) as refused:
        invitations.join(secret=secret_of(sent), name=name, password=password)
    assert field in refused.value.fields
    assert not User.objects.filter(email=NEW).exists()
    assert join(sent).pk


def test_a_link_works_once(administrator: Actor) -> None:
    sent = invite(administrator)
    join(sent)
    with pytest.raises(Closed, match="used already") as refused:
        join(sent)
    assert refused.value.invitation.standing is Standing.ACCEPTED
    assert User.objects.filter(email=NEW).count() == 1


def test_a_withdrawn_link_and_an_expired_one_say_so(administrator: Actor) -> None:
    sent = invite(administrator)
    invitations.withdraw(by=administrator, invitation_id=sent.invitation.pk)
    assert invitations.withdraw(by=administrator, invitation_id=sent.invitation.pk).withdrawn_at
    with pytest.raises(Closed, match="withdrawn"):
        join(sent)
    late = invite(administrator)
    Invitation.objects.filter(pk=late.invitation.pk).update(expires_at=timezone.now())
    with pytest.raises(Closed, match="expired"):
        join(late)
    assert join(invite(administrator)).pk


def test_a_link_works_for_seven_days(administrator: Actor) -> None:
    left = invite(administrator).invitation.expires_at - timezone.now()
    assert datetime.timedelta(days=6, hours=23) < left <= datetime.timedelta(days=7)


def test_a_role_whose_last_day_has_passed_is_not_taken_up(administrator: Actor) -> None:
    sent = invite(administrator, until=timezone.localdate())
    Invitation.objects.filter(pk=sent.invitation.pk).update(role_expires_at=timezone.now())
    with pytest.raises(Closed, match="expired"):
        join(sent)


def test_an_invitation_counts_only_while_its_inviter_may_invite(
    administrator: Actor, members: Members
) -> None:
    sent = invite(administrator)
    Membership.objects.filter(user=administrator.user_id).update(ended_at=timezone.now())
    with pytest.raises(Closed, match="withdrawn"):
        join(sent)
    Membership.objects.filter(user=administrator.user_id).update(ended_at=None)
    assert join(sent).pk


def test_a_new_link_ends_the_one_before(administrator: Actor) -> None:
    first = invite(administrator)
    second = invitations.send_again(by=administrator, invitation_id=first.invitation.pk, stem=STEM)
    with pytest.raises(NotFound, match="does not lead to an invitation"):
        join(first)
    assert join(second).pk
    with pytest.raises(Invalid, match="accepted already"):
        invitations.send_again(by=administrator, invitation_id=first.invitation.pk, stem=STEM)


def test_who_has_an_account_accepts_signed_in_with_that_address_and_no_other(
    administrator: Actor, members: Members
) -> None:
    theirs = members.user("eastmarch", Role.OWNER)
    sent = invite(administrator, email=theirs.email)
    with pytest.raises(NotAllowed, match="another e-mail address"):
        invitations.accept(by=members.actor("eastmarch", Role.CONTRIBUTOR), secret=secret_of(sent))
    with pytest.raises(NotAllowed, match="another e-mail address"):
        invitations.accept(by=PUBLIC, secret=secret_of(sent))
    with pytest.raises(NotAllowed, match="There is an account"):
        join(sent)
    held = invitations.accept(by=as_actor(theirs, verified=False), secret=secret_of(sent))
    assert (held.user_id, held.role) == (theirs.pk, "contributor")
    assert invitations.accept(by=as_actor(theirs), secret=secret_of(sent)).pk == held.pk


def test_nobody_is_invited_to_what_they_hold_or_by_themselves(administrator: Actor, members: Members) -> None:
    owner = members.user(OURS, Role.OWNER)
    with pytest.raises(Invalid, match="holds this role already"):
        invite(administrator, email=owner.email, role=Role.OWNER)
    with pytest.raises(NotAllowed, match="to themselves"):
        invite(administrator, email=members.user(OURS, Role.ADMINISTRATOR).email, role=Role.OWNER)
    assert invite(administrator, email=owner.email, role=Role.FINANCE).address


def test_a_closed_account_is_not_invited(administrator: Actor, members: Members) -> None:
    owner = members.user(OURS, Role.OWNER)
    users.close(by=CURATOR, user_id=owner.pk, reason="Left the service")
    with pytest.raises(Invalid, match="was closed"):
        invite(administrator, email=owner.email)
    users.reopen(by=CURATOR, user_id=owner.pk, reason="Came back")
    assert invite(administrator, email=owner.email).address


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "x" * 250 + "@b.example"],
)
def test_an_address_that_is_none_is_refused(administrator: Actor, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        invite(administrator, email=email)
    assert "email" in refused.value.fields
    assert not Invitation.objects.exists()


def test_no_name_breaks_out_of_its_line(
    administrator: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(administrator, name="Nia\r\nBcc: c@d.example")
    assert "Hello Nia Bcc: c@d.example," in str(mail.outbox[0].body)
    assert list(mail.outbox[0].message().keys()).count("Bcc") == 0


def test_an_inspector_is_invited_for_a_time(members: Members) -> None:
    curator = members.actor("", Role.CURATOR)
    with pytest.raises(Invalid, match="Enter the last day"):
        invite(curator, role=Role.INSPECTOR, organisation="")
    day = timezone.localdate() + datetime.timedelta(days=90)
    user = join(invite(curator, role=Role.INSPECTOR, organisation="", until=day))
    assert last_day(user.memberships.get().expires_at) == day


def test_closing_ends_what_a_curator_invited(members: Members) -> None:
    curator = members.actor("", Role.CURATOR)
    sent = invite(curator)
    users.close(by=CURATOR, user_id=curator.user_id or 0, reason="Left")
    assert Invitation.objects.get(pk=sent.invitation.pk).standing is Standing.WITHDRAWN


def test_a_wrong_secret_leads_nowhere(administrator: Actor) -> None:
    sent = invite(administrator)
    for wrong in ("", "x", secret_of(sent)[:-1], secret_of(sent).swapcase()):
        with pytest.raises(NotFound):
            invitations.check_works(wrong)
    assert invitations.check_works(secret_of(sent)).email == NEW
    assert re.fullmatch(r"[0-9a-f]{64}", Invitation.objects.get().secret_hash)


def test_what_was_given_before_is_kept_when_an_invitation_says_the_same(
    administrator: Actor, members: Members
) -> None:
    theirs = members.user("eastmarch", Role.OWNER)
    sent = invite(administrator, email=theirs.email)
    memberships.give(by=CURATOR, user_id=theirs.pk, role=Role.CONTRIBUTOR, organisation=OURS)
    invitations.accept(by=as_actor(theirs), secret=secret_of(sent))
    assert theirs.memberships.filter(organisation__slug=OURS).count() == 1
