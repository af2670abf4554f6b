"""Every address × everybody: who gets in is decided by one table, and what it does not name is refused.

NORTHSHIRE keeps the dogs and its own page; PORT VALE keeps the records contract and its own. For each address
there is a sample of each, and for each person what the table of roles says of them.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from frankpledge.benefits.actions import allowances, baselines, lessons, vintages
from frankpledge.benefits.actions.baselines import Said
from frankpledge.benefits.actions.vintages import Making
from frankpledge.benefits.models import FIVE, Banking, DoubleCount, Handover, Profile, VintageKind
from frankpledge.people.actions import delegations, domains, invitations, tokens, users
from frankpledge.people.models import HARMLESS, NATIONAL_ROLES, POWERS, Power, Role, User
from frankpledge.register.actions import (
    agreements,
    changes,
    confirmation_links,
    obligations,
    registrations,
    withholdings,
)
from frankpledge.register.actions.changes import Aim
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.models import (
    Agreement,
    AgreementKind,
    Change,
    Collaboration,
    Consideration,
    Level,
    Merger,
    Operation,
    Part,
    Reservation,
    SignatoryPlace,
    TargetKind,
)
from tests import documents
from tests.corrections import send
from tests.ledgers import body, entered, locked, shares, vintage_of
from tests.members import NATIONAL, Members, as_actor, person, sign_in
from tests.proposals import judgement_of
from tests.purposes import drafted, published
from tests.releases import decision
from tests.reorganisations import FERRIES_MOVE, PORT_VALE_SPLITS, asked_about, begun
from tests.tracking import (
    FIRST_PERIOD,
    agreed,
    cell,
    joined,
    mapped,
    measured,
    profiled,
    quarters_from,
    returned,
    studied,
    varied,
)
from tests.tracking import begun as tracked
from tests.world import CURATOR, World

SIGN_IN = "/account/sign-in"
OURS, THEIRS = "northshire", "port-vale"


@dataclass(frozen=True)
class Person:
    """Somebody who opens addresses; without a role, with an account only; without an account, the public."""

    organisation: str = ""
    role: Role | None = None
    is_verified: bool = True
    has_account: bool = True

    def __str__(self) -> str:
        if not self.has_account:
            return "the public"
        if self.role is None:
            return "an account without a role"
        how = "" if self.is_verified else ", without a second step"
        return f"{self.role} of {self.organisation or 'the nation'}{how}"

    def holds(self, power: Power, organisation: str = "", *, anywhere: bool = False) -> bool:
        """What the table of roles says, read independently of `Rights`."""
        if self.role is None or power not in POWERS[self.role]:
            return False
        if not self.is_verified and power not in HARMLESS:
            return False
        return anywhere or self.role in NATIONAL_ROLES or self.organisation == organisation


PEOPLE = (
    Person(has_account=False),
    Person(),
    *(Person(OURS, role) for role in Role if role not in NATIONAL_ROLES),
    Person(OURS, Role.OWNER, is_verified=False),
    Person("eastmarch", Role.OWNER),
    *(Person(NATIONAL, role) for role in NATIONAL_ROLES),
    Person(NATIONAL, Role.CURATOR, is_verified=False),
)

# Who gets in: (person, whose object the sample is).
Rule = Callable[[Person, str], bool]


def anybody(_who: Person, _whose: str) -> bool:
    return True


def account(who: Person, _whose: str) -> bool:
    return who.has_account


def anywhere(power: Power) -> Rule:
    return lambda who, _whose: who.holds(power, anywhere=True)


def nationally(power: Power) -> Rule:
    return lambda who, _whose: who.role in NATIONAL_ROLES and who.holds(power, anywhere=True)


def of_body(power: Power) -> Rule:
    return lambda who, whose: who.holds(power, whose)


def own_word(power: Power) -> Rule:
    """Exactly its own people: nobody of the nation."""
    return lambda who, whose: who.organisation == whose and who.holds(power, whose)


def of_record(power: Power) -> Rule:
    """The dogs are eastmarch's too."""
    return lambda who, whose: who.holds(power, whose) or (whose == OURS and who.holds(power, "eastmarch"))


def change(who: Person, whose: str) -> bool:
    return of_record(Power.READ_RESTRICTED)(who, whose) or is_author(who, whose)


def is_author(who: Person, whose: str) -> bool:
    """The samples were begun by the contributor of northshire, and for port-vale by the curator."""
    return (who.organisation, who.role) == {
        OURS: (OURS, Role.CONTRIBUTOR), THEIRS: (NATIONAL, Role.CURATOR)
    }[whose] and who.has_account  # fmt: skip


def edits_draft(who: Person, whose: str) -> bool:
    return is_author(who, whose) and who.is_verified


def registration(who: Person, whose: str) -> bool:
    """A draft: of northshire, or of the curator for nobody."""
    return is_author(who, whose) or (who.organisation == whose and who.holds(Power.READ_RESTRICTED, whose))


def writes(who: Person, whose: str) -> bool:
    """Whoever proposes for its organisation."""
    own = who.organisation == whose or is_author(who, whose)
    return own and who.holds(Power.PROPOSE_CHANGE, anywhere=True)


def member(who: Person, whose: str) -> bool:
    return who.role is not None and who.organisation == whose


def ends_standing_in(who: Person, whose: str) -> bool:
    """The two of them, and who manages people there. It lies ahead, and lends nothing yet."""
    is_one = who.organisation == whose and who.role in {Role.OWNER, Role.CONTRIBUTOR}
    return is_one or who.holds(Power.MANAGE_PEOPLE, whose)


def national_member(who: Person, _whose: str) -> bool:
    return who.role in NATIONAL_ROLES


RULES: Mapping[str, Rule] = {
    # What a record's and an organisation's people do.
    "change": change,
    "change-group": edits_draft,
    "change-why": is_author,
    **{
        f"{owner}-change-{what}": rule
        for owner, rule in (
            ("collaboration", of_record(Power.PROPOSE_CHANGE)),
            ("organisation", of_body(Power.PROPOSE_CHANGE)),
        )
        for what in ("group", "add", "row", "remove", "row-group")
    },
    # Whose word it is: exactly theirs.
    "collaboration-merge": of_record(Power.DECIDE_CHANGE),
    "collaboration-reorganised": of_record(Power.DECIDE_CHANGE),
    "confirm": of_record(Power.READ_RESTRICTED),
    "confirm-for": of_body(Power.SPEAK_FOR),
    "purpose-answers": of_record(Power.READ_RESTRICTED),
    "purpose-answer": of_body(Power.SPEAK_FOR),
    "purpose-draft": of_record(Power.READ_RESTRICTED),
    "purpose-publish": of_record(Power.DECIDE_CHANGE),
    **dict.fromkeys(
        (
            "purpose-draft-group", "purpose-objective-add", "purpose-objective", "purpose-objective-remove",
            "purpose-discard",
        ),
        of_record(Power.PROPOSE_CHANGE),
    ),
    # Costs and benefits.
    **dict.fromkeys(
        (
            "benefits", "benefits-method", "benefits-case", "benefits-case-json", "benefits-case-xlsx",
            "benefit-signals",
        ),
        of_record(Power.READ_RESTRICTED),
    ),
    **dict.fromkeys(("benefits-release", "benefits-take-back"), of_record(Power.PUBLISH)),
    "organisation-benefits": of_body(Power.READ_RESTRICTED),
    "benefits-accuracy": anywhere(Power.READ_RESTRICTED),
    "double-counts": nationally(Power.READ_RESTRICTED),
    "double-count": of_record(Power.PROPOSE_CHANGE),
    **dict.fromkeys(
        ("benefits-begin", "benefits-full", "benefits-question"), of_record(Power.PROPOSE_CHANGE)
    ),
    **dict.fromkeys(
        (
            "benefits-returns", "benefits-returns-csv", "benefits-returns-xlsx", "benefits-return", "benefit",
            "benefit-finding-case",
        ),
        of_record(Power.READ_RESTRICTED),
    ),
    **dict.fromkeys(
        ("benefit-baseline", "benefit-planned", "benefit-evidence", "benefits-returns-upload"),
        of_record(Power.PROPOSE_CHANGE),
    ),
    **dict.fromkeys(
        ("benefit-baseline-lock", "benefits-return-reopen", "benefit-study", "benefits-move-on"),
        of_record(Power.DECIDE_CHANGE),
    ),
    "benefits-return-review": of_body(Power.VALIDATE_FIGURES),
    **dict.fromkeys(("benefit-map", "stages", "profiles", "profile"), of_record(Power.READ_RESTRICTED)),
    **dict.fromkeys(
        (
            "benefit-map-add", "benefit-map-box", "benefit-map-remove", "benefit-map-join",
            "benefit-map-part", "benefit-map-clear",
        ),
        of_record(Power.PROPOSE_CHANGE),
    ),
    **dict.fromkeys(
        ("stage", "profile-add", "profile-write", "profile-links", "profile-realisers", "profile-vary"),
        of_record(Power.PROPOSE_CHANGE),
    ),
    **dict.fromkeys(("measure-new", "measure-define", "measure-retire"), nationally(Power.DECIDE_CHANGE)),
    "measure-vary": anywhere(Power.PROPOSE_CHANGE),
    "measure-variant-retire": of_body(Power.DECIDE_CHANGE),
    **dict.fromkeys(
        ("oversight", "allowances", "shares", "shares-json", "benefits-lessons"),
        of_record(Power.READ_RESTRICTED),
    ),
    **dict.fromkeys(
        ("allowances-add", "allowances-remove", "lesson-add", "lesson-write"),
        of_record(Power.PROPOSE_CHANGE),
    ),
    **dict.fromkeys(
        ("oversight-write", "shares-decide", "lesson-share", "lesson-take-back"),
        of_record(Power.DECIDE_CHANGE),
    ),
    "shares-say": own_word(Power.VALIDATE_FIGURES),
    "shares-estimate": of_record(Power.PROPOSE_CHANGE),
    "profile-move": of_record(Power.DECIDE_CHANGE),
    "profile-sign": own_word(Power.DECIDE_CHANGE),
    "completeness": of_body(Power.READ_RESTRICTED),
    "completeness-state": of_body(Power.SPEAK_FOR),
    "completeness-matrix": anywhere(Power.READ_RESTRICTED),
    "confirm-ask": of_body(Power.SPEAK_FOR),
    "confirm-withdraw": of_body(Power.SPEAK_FOR),
    "people-stand-in": of_body(Power.SPEAK_FOR),
    "people-stand-in-end": ends_standing_in,
    "collaboration-documents-add": of_record(Power.PROPOSE_CHANGE),
    "document-describe": of_record(Power.PROPOSE_CHANGE),
    **dict.fromkeys(("document-publish", "document-withdraw", "document-remove"), of_record(Power.PUBLISH)),
    **dict.fromkeys(("document-keep", "document-dispose"), of_record(Power.DECIDE_CHANGE)),
    "register": anywhere(Power.PROPOSE_CHANGE),
    "registration": registration,
    **dict.fromkeys(("registration-question", "registration-paste", "registration-alike"), writes),
    "publication": of_record(Power.READ_RESTRICTED),
    **dict.fromkeys(
        ("publication-release", "publication-withhold", "publication-put-back"), of_record(Power.PUBLISH)
    ),
    "publication-by": of_body(Power.PUBLISH),
    # Proposals: northshire's was told to eastmarch too.
    "proposals": anywhere(Power.READ_RESTRICTED),
    "proposals-raise": anywhere(Power.PROPOSE_CHANGE),
    **dict.fromkeys(
        ("proposal", "proposal-judgement-docx", "proposal-judgement-pdf"), of_record(Power.READ_RESTRICTED)
    ),
    **dict.fromkeys(
        ("proposal-notify", "proposal-withdraw", "proposal-lead-to"), of_body(Power.PROPOSE_CHANGE)
    ),
    **dict.fromkeys(
        ("proposal-outcome", "proposal-view", "proposal-consider", "proposal-received"),
        of_body(Power.SPEAK_FOR),
    ),
    # Agreements. Each sample is of the body's own record, and it signs.
    **dict.fromkeys(
        (
            "agreement-begin", "agreement-terms", "agreement-signatory", "agreement-no-signatory",
            "agreement-topic",
        ),
        of_record(Power.PROPOSE_CHANGE),
    ),
    **dict.fromkeys(
        (
            "agreement-move", "agreement-copy", "agreement-goes-on", "agreement-oblige",
            "agreement-obligation", "ending", "ending-move",
        ),
        of_record(Power.DECIDE_CHANGE),
    ),
    **dict.fromkeys(
        (
            "agreement-sign", "agreement-notice", "agreement-notice-back", "agreement-reserve",
            "agreement-reservation",
        ),
        of_body(Power.SPEAK_FOR),
    ),
    # The ledger of costs and benefits.
    **dict.fromkeys(
        ("ledger", "ledger-accounts", "ledger-banked", "ledger-owners"), of_record(Power.READ_RESTRICTED)
    ),
    **dict.fromkeys(
        ("ledger-begin", "ledger-add", "ledger-transfer", "ledger-line", "ledger-remove"),
        of_record(Power.PROPOSE_CHANGE),
    ),
    "ledger-share": of_body(Power.PROPOSE_CHANGE),
    **dict.fromkeys(("ledger-lock", "ledger-offer", "ledger-take-back"), of_record(Power.DECIDE_CHANGE)),
    **dict.fromkeys(
        ("ledger-say", "ledger-note", "ledger-take", "ledger-take-withdraw"),
        of_body(Power.VALIDATE_FIGURES),
    ),
    "ledger-answer": of_body(Power.SPEAK_FOR),
    "messages": anywhere(Power.READ_RESTRICTED),
    "message": of_record(Power.READ_RESTRICTED),
    "message-deed": of_record(Power.ANSWER_MESSAGES),
    "collaboration-reads": of_record(Power.READ_PERSONS),
    "organisation-reads": of_body(Power.READ_PERSONS),
    # People, roles and keys.
    "people": of_body(Power.READ_PERSONS),
    **dict.fromkeys(
        ("people-invite", "people-give", "people-end", "people-again", "people-withdraw"),
        of_body(Power.MANAGE_PEOPLE),
    ),
    "people-leave": member,
    **dict.fromkeys(("keys", "keys-make", "keys-end"), of_body(Power.MANAGE_TOKENS)),
    "national-people": nationally(Power.MANAGE_PEOPLE),
    **dict.fromkeys(
        (
            "national-people-invite", "national-people-give", "national-people-end", "national-people-again",
            "national-people-withdraw", "national-sign-in", "national-sign-in-map", "national-sign-in-unmap",
        ),
        nationally(Power.MANAGE_PEOPLE),
    ),
    "national-people-leave": national_member,
    **dict.fromkeys(
        (
            "reorganisations", "reorganisation", "reorganisation-begin", "reorganisation-basics",
            "reorganisation-step", "reorganisation-step-remove", "reorganisation-step-carried",
            "reorganisation-deed",
        ),
        nationally(Power.DECIDE_CHANGE),
    ),
}  # fmt: skip
# For whoever has an account, about their own things only.
OWN = {
    "changes", "tasks", "follow", "follow-begin", "follow-end", "e-mails", "account",
    "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_email",
    "account_change_password", "account_set_password", "mfa_index", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_remove_webauthn",
    "mfa_edit_webauthn", "usersessions_list", "socialaccount_connections",
}  # fmt: skip
# For everybody.
OPEN = {
    "collaboration-documents", "documents", "document", "document-file",
    "agreements-of-record", "agreement",
    "home", "find", "collaboration", "collaboration-history", "collaboration-change", "organisation-change",
    "collaboration-merged",
    "body-statement", "body-statement-list",
    "organisations", "force-map", "organisation", "organisation-history", "functions", "function", "regions",
    "region", "compare", "considerations", "considerations-docx", "considerations-pdf", "known", "said",
    "sentence", "picture-csv", "picture-svg", "purpose", "tell-us",
    "tell-us-answer", "tell-us-sent", "e-mails-stop", "data", "data-package", "data-zip", "data-csv",
    "data-jsonl", "account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn",
    "account_inactive", "account_signup", "account_email_verification_sent", "account_confirm_email",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "openid_connect_login", "openid_connect_callback",
    "socialaccount_signup", "socialaccount_login_cancelled", "socialaccount_login_error", "roles",
    "invitation", "confirm-link", "demonstration", "method", "method-schema", "method-page",
    "method-versions", "method-version", "method-version-text", "method-version-page", "method-whole",
    "method-pdf", "about",
    "measures", "measure", "portfolio", "lessons", "costs-and-benefits",
    "accessibility", "privacy", "healthz", "readyz",
}  # fmt: skip
# Steps in the midst of signing in: without the step before, they send one back, or away.
STEPS = {
    "mfa_authenticate", "mfa_login_webauthn", "socialaccount_signup", "account_reauthenticate",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
# Operations for other systems ask for a key, not for a session: tests/api holds them, and the next test.
API = "api/"


def routes(patterns: Any = None, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the service, with what answers there."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, above + str(each.pattern))
        else:
            yield above + str(each.pattern), each


def pages() -> list[URLPattern]:
    return [pattern for path, pattern in routes() if not path.startswith(API)]


def test_every_address_is_in_the_table_and_says_the_same_of_itself() -> None:
    named = [pattern.name for pattern in pages()]
    assert len(named) == len(set(named))
    assert set(named) == {*RULES, *OWN, *OPEN}
    for pattern in pages():
        access = getattr(pattern.callback, "access", None)
        assert access is not None, f"{pattern.name} says not who may open it"
        assert access.is_open == (pattern.name in OPEN), pattern.name
        if pattern.name in OWN:
            assert access.power is None, pattern.name


def test_every_operation_for_other_systems_asks_for_a_key_or_is_only_read(db: None) -> None:
    open_to_read = {"openapi-json", "all_records", "record", "api-root"}
    for path, pattern in routes():
        if path.startswith(API) and pattern.name not in open_to_read:
            assert Client().get(f"/{path.replace('<', '').replace('>', '')}").status_code in {401, 405}, path
            assert Client().post(f"/{path}", {}).status_code in {401, 405}, path


@dataclass(frozen=True)
class Samples:
    """The arguments of every address, for northshire's things and for port-vale's."""

    of: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def path(self, name: str, whose: str) -> str:
        return reverse(name, kwargs=dict(self.of[whose].get(name, {})))


@pytest.fixture
def samples(members: Members, world: World) -> Samples:
    person("somebody@port-vale.example", "Somebody", Role.READER, THEIRS)
    contributor = members.actor(OURS, Role.CONTRIBUTOR)
    curator = members.actor(NATIONAL, Role.CURATOR)
    return Samples(
        {
            OURS: _samples(world.record("dogs"), OURS, contributor, curator),
            THEIRS: _samples(world.record("records"), THEIRS, curator, curator),
        }
    )


def _of_proposal(judged: Consideration, slug: str) -> dict[str, dict[str, Any]]:
    proposal = {"reference": judged.proposal.reference}
    alone = ("proposal", "proposal-notify", "proposal-withdraw", "proposal-lead-to", "proposal-outcome")
    of_one = ("proposal-view", "proposal-consider", "proposal-received")
    files = ("proposal-judgement-docx", "proposal-judgement-pdf")
    return {
        **dict.fromkeys(alone, proposal),
        **{name: {**proposal, "slug": slug} for name in of_one},
        **{name: {**proposal, "number": judged.pk} for name in files},
    }


def _samples(record: Collaboration, slug: str, author: Any, curator: Any) -> dict[str, dict[str, Any]]:
    body = record.parties.get(organisation__slug=slug).organisation
    party = record.parties.get(organisation__slug=slug)
    row = {"kind": "party", "number": party.pk}
    ours = documents.held(curator, record, f"For the members of {slug}.").reference
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    long_kept = documents.held(curator, record, f"Kept by {slug}.", retain_until=yesterday).reference
    everybodys = documents.published(curator, record, f"For everybody, by {slug}.").reference
    member_of = body.memberships.exclude(user_id=author.user_id).order_by("pk")[0]
    until = timezone.localdate() + datetime.timedelta(days=30)
    invited = invitations.invite(
        by=curator, email=f"new@{slug}.example", role=Role.READER, stem="/", organisation=slug
    )
    nationally = invitations.invite(by=curator, email=f"nation@{slug}.example", role=Role.ANALYST, stem="/")
    token = tokens.make(by=curator, organisation=slug, name="A system", role=Role.READER, until=until).token
    mapped = domains.map_to(by=curator, provider="entra", value=f"{slug}.example", organisation=slug)
    national = person(f"analyst@{slug}.example", "Another analyst", Role.ANALYST)
    draft = _change(record, author, "A draft", propose=False)
    message = send(about=record.reference, said_wrong="It is not so.").reference
    address = {"written": record.address}
    reorganisation, division = begun(FERRIES_MOVE), begun(PORT_VALE_SPLITS)
    filing = registrations.begin(by=author, organisation=slug if slug == OURS else "", key=uuid.uuid4())
    draft_filing = {"reference": filing.reference}
    asked_about(record, reorganisation)
    tracked(author, record)
    measured()
    of_returns = _of_returns(record, slug, author)
    of_profile = {**address, **of_returns["benefit"]}
    of_handlers = {"slug": "hours-of-handlers-freed"}
    of_lesson = {**address, "number": _lesson(record)}
    return {
        **_of_proposal(judgement_of(curator, slug), slug),
        **dict.fromkeys(("collaboration", "collaboration-history", "collaboration-change"), address),
        "collaboration-merged": {"written": _merged_into()},
        **dict.fromkeys(("collaboration-reads", "confirm", "collaboration-merge"), address),
        **dict.fromkeys(("collaboration-documents", "collaboration-documents-add"), address),
        **{
            f"document{part}": {"reference": ours}
            for part in ("", "-file", "-describe", "-publish", "-remove", "-keep")
        },
        "document-dispose": {"reference": long_kept},
        "document-withdraw": {"reference": everybodys},
        **dict.fromkeys(("publication", "publication-release", "publication-withhold"), address),
        "publication-put-back": {**address, "number": _withheld(record)},
        "publication-by": {**address, "slug": slug},
        "confirm-for": {**address, "slug": slug},
        "confirm-ask": {**address, "slug": slug},
        "confirm-withdraw": {**address, "slug": slug, "number": _link(record, body)},
        **{name: {"slug": slug} for name in ("people-stand-in", "completeness", "completeness-state")},
        "people-stand-in-end": {"slug": slug, "delegation_id": _standing_in(slug)},
        "confirm-link": {"secret": "nothing"},
        "collaboration-reorganised": address,
        "collaboration-change-group": {**address, "group": "title"},
        "collaboration-change-add": {**address, "kind": "party"},
        "collaboration-change-row": {**address, **row},
        "collaboration-change-remove": {**address, **row},
        "collaboration-change-row-group": {**address, **row, "group": "party"},
        **{
            name: {"slug": slug}
            for name in (
                "body-statement", "body-statement-list",
                "organisation", "organisation-history", "organisation-reads", "organisation-change", "people",
                "people-invite", "people-leave", "keys", "keys-make",
            )
        },
        "organisation-change-group": {"slug": slug, "group": "name"},
        "organisation-change-add": {"slug": slug, "kind": "alias"},
        **{
            f"organisation-change-{name}": {"slug": slug, "kind": "relation", "number": _relation(body)}
            for name in ("row", "remove")
        },
        "organisation-change-row-group": {
            "slug": slug, "kind": "relation", "number": _relation(body), "group": "relation",
        },
        **dict.fromkeys(_with_a_purpose(record, curator), address),
        "purpose-answer": {**address, "slug": slug},
        "purpose-draft-group": {**address, "group": "scope"},
        **{f"purpose-objective{what}": {**address, "position": 1} for what in ("", "-remove")},
        "change": {"reference": _change(record, author, "Proposed", propose=True).reference},
        "change-group": {"reference": draft.reference, "group": "title"},
        "change-why": {"reference": draft.reference},
        "registration": draft_filing,
        **dict.fromkeys(("registration-paste", "registration-alike"), draft_filing),
        "registration-question": {**draft_filing, "slug": "title"},
        **_of_agreements(record, slug, address),
        **dict.fromkeys(("benefits", "benefits-begin", "benefits-full", "benefits-method"), address),
        "benefits-move-on": address,
        **_of_map(record, address),
        **dict.fromkeys(("stages", "profiles", "profile-add"), address),
        "stage": {**address, "number": 6},
        **dict.fromkeys(("profile", "profile-links", "profile-realisers", "profile-vary"), of_profile),
        **dict.fromkeys(("oversight", "oversight-write", "allowances", "allowances-add"), address),
        **dict.fromkeys(("shares", "benefits-lessons", "lesson-add"), address),
        **dict.fromkeys(("lesson-write", "lesson-share", "lesson-take-back"), of_lesson),
        **{key: {**address, "year": 2024} for key in ("shares-json", "shares-decide")},
        **{key: {**address, "year": 2024, "slug": slug} for key in ("shares-say", "shares-estimate")},
        "allowances-remove": {**address, "number": _correction(record)},
        "profile-write": {**of_profile, "section": "what"},
        "profile-move": {**of_profile, "name": "agree"},
        "profile-sign": {**of_profile, "signs_as": "owner", "slug": slug},
        **dict.fromkeys(("benefits-case", "benefits-case-json", "benefits-case-xlsx"), address),
        **dict.fromkeys(("benefits-release", "benefits-take-back", "costs-and-benefits"), address),
        "organisation-benefits": {"slug": slug},
        "benefits-question": {**address, "year": 2024, "asked": "why"},
        **of_returns,
        **_of_ledger(record, slug, address),
        "message": {"reference": message},
        "message-deed": {"reference": message, "name": "check"},
        "people-give": {"slug": slug, "user_id": member_of.user_id},
        "people-end": {"slug": slug, "membership_id": member_of.pk},
        **{
            name: {"slug": slug, "invitation_id": _number(invited)}
            for name in ("people-again", "people-withdraw")
        },
        "keys-end": {"slug": slug, "token_id": token.pk},
        "national-people-give": {"user_id": national.pk},
        "national-people-end": {"membership_id": national.memberships.get().pk},
        **{
            name: {"invitation_id": _number(nationally)}
            for name in ("national-people-again", "national-people-withdraw")
        },
        "national-sign-in-unmap": {"domain_id": _number(mapped)},
        **{
            name: {"reference": reorganisation.reference}
            for name in ("reorganisation", "reorganisation-basics")
        },
        "reorganisation-step": {"reference": reorganisation.reference, "kind": "merge"},
        "reorganisation-step-remove": {
            "reference": reorganisation.reference, "step_id": reorganisation.steps.get().pk,
        },
        "reorganisation-step-carried": {
            "reference": division.reference, "step_id": division.steps.get().pk,
        },
        "reorganisation-deed": {"reference": reorganisation.reference, "name": "plan"},
        "method-schema": {"name": "share"},
        "method-page": {"slug": "shapley"},
        "method-version": {"number": "1.0"},
        "method-version-text": {"number": "1.0"},
        "method-version-page": {"number": "1.0", "slug": "keys"},
        **dict.fromkeys(("measure", "measure-define", "measure-retire", "measure-vary"), of_handlers),
        "measure-variant-retire": {**of_handlers, "number": varied(slug).pk},
        "function": {"slug": "forensics"},
        "region": {"slug": "wales"},
        "sentence": {"slug": "found"},
        "picture-csv": {"key": "0" * 64},
        "picture-svg": {"key": "0" * 64},
        "tell-us-answer": {"reference": message},
        "tell-us-sent": {"reference": message},
        "e-mails-stop": {"word": "nothing"},
        "data-csv": {"name": "collaborations"},
        "data-jsonl": {"name": "collaborations"},
        "account_confirm_email": {"key": "nothing"},
        "account_reset_password_from_key": {"uidb36": "0", "key": "nothing"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "entra"},
        "openid_connect_callback": {"provider_id": "entra"},
        "invitation": {"secret": "nothing"},
    }  # fmt: skip


def _with_a_purpose(record: Collaboration, curator: Any) -> tuple[str, ...]:
    """A published version and a draft; the addresses that name only the record."""
    published(curator, record)
    drafted(curator, record, "Other words.")
    return (
        "purpose", "purpose-answers", "purpose-draft", "purpose-publish", "purpose-discard",
        "purpose-objective-add",
    )  # fmt: skip


def _link(record: Collaboration, body: Any) -> int:
    """A link that an owner sent; nobody asks for a body that is no party."""
    owner = User.objects.filter(email=f"owner@{body.slug}.example").first()
    if owner is None:
        return 1
    sent = confirmation_links.ask(
        by=as_actor(owner), reference=record.reference, organisation=body, email="new@nowhere.example",
        name="New", stem="/confirm/", key=uuid.uuid4(),
    )  # fmt: skip
    return int(sent.pk)


def _standing_in(slug: str) -> int:
    owner = person(f"owner@{slug}.example", f"Owner of {slug}", Role.OWNER, slug)
    colleague = person(f"contributor@{slug}.example", f"Contributor of {slug}", Role.CONTRIBUTOR, slug)
    Authenticator.objects.create(user=colleague, type="totp", data={})
    soon = timezone.localdate() + datetime.timedelta(days=3)
    held = delegations.hand_over(
        by=as_actor(owner), organisation=slug, delegate_id=colleague.pk, starts_on=soon, ends_on=soon
    )
    return int(held.pk)


def _merged_into() -> str:
    """A record of which nothing is withheld, and into which another was merged."""
    npas = Collaboration.objects.get(slug="npas")
    given = {"collaboration": npas, "title": "Filed twice", "reason": "One agreement."}
    given |= {"slugs": [], "chosen": {}, "left": {}, "merged_on": timezone.localdate()}
    Merger.objects.get_or_create(reference="C-9999902", defaults=given)
    return npas.reference


def _withheld(record: Collaboration) -> int:
    """A part of it that is withheld."""
    wanted = decision(Level.FACT)
    held = withholdings.withhold(by=CURATOR, collaboration=record, part=Part.NOTES, decision=wanted)
    return held.pk


def _of_agreements(record: Collaboration, slug: str, address: dict[str, Any]) -> dict[str, dict[str, Any]]:
    draft, out = drafted_for(record, slug), drafted_for(record, slug)
    agreements.send(by=CURATOR, reference=out.reference or "")
    owed = Owed(what="Pay", owner=slug)
    obligation = obligations.add(by=CURATOR, reference=out.reference or "", owed=owed, key=uuid.uuid4())
    reservation = Reservation.objects.create(
        agreement=out, organisation=obligation.owner, words="Ours.", since=timezone.localdate()
    )
    of_draft, of_out = {"reference": draft.reference}, {"reference": out.reference}
    return {
        **dict.fromkeys(("agreements-of-record", "agreement-begin", "ending"), address),
        "ending-move": {**address, "name": "withdraw"},
        "agreement": of_out,
        "agreement-terms": {**of_draft, "group": "dates"},
        "agreement-signatory": of_draft,
        "agreement-no-signatory": {**of_draft, "slug": slug},
        "agreement-move": {**of_draft, "name": "send"},
        "agreement-copy": of_out,
        **{
            f"agreement-{name}": {**of_out, "slug": slug}
            for name in ("sign", "notice", "notice-back", "goes-on", "reserve")
        },
        "agreement-oblige": of_out,
        "agreement-obligation": {**of_out, "number": obligation.pk},
        "agreement-reservation": {**of_out, "slug": slug, "number": reservation.pk},
        "agreement-topic": {**of_out, "topic": "vetting"},
    }


def _of_ledger(record: Collaboration, slug: str, address: dict[str, Any]) -> dict[str, dict[str, Any]]:
    tracked(CURATOR, record)
    vintage = vintage_of(CURATOR, record, "forecast")
    entry = entered(CURATOR, vintage, shares=shares(**{slug.replace("-", "_"): 5_00}))
    profile = agreed(CURATOR, profiled(CURATOR, record, owner=body(slug)))
    taken = Banking.objects.create(
        profile=profile,
        organisation=body(slug),
        year=2024,
        quantity=5,
        went_to="Patrol",
        said_at=timezone.now(),
    )
    offer = Handover.objects.create(
        profile=profile,
        to_organisation=body(slug),
        to_post="Another post",
        reason="It closes.",
        offered_at=timezone.now(),
    )
    of_made, of_line = {**address, "made": "forecast-1"}, {**address, "number": entry.pk}
    return {
        **dict.fromkeys(("ledger", "ledger-begin", "ledger-banked", "ledger-owners"), address),
        **dict.fromkeys(("ledger-add", "ledger-transfer", "ledger-lock"), of_made),
        **dict.fromkeys(("ledger-line", "ledger-remove"), of_line),
        "ledger-share": {**of_line, "slug": slug},
        "ledger-say": {**of_made, "slug": slug},
        "ledger-accounts": {**address, "year": 2024},
        "ledger-note": {**address, "year": 2024, "slug": slug},
        "ledger-take": {**address, "reference": profile.reference, "slug": slug},
        "ledger-take-withdraw": {**address, "number": taken.pk},
        "ledger-offer": {**address, "reference": profile.reference},
        **{name: {**address, "number": offer.pk} for name in ("ledger-answer", "ledger-take-back")},
    }  # fmt: skip


def drafted_for(record: Collaboration, slug: str) -> Agreement:
    """A draft of the record that the body and one more are to sign."""
    made = agreements.begin(
        by=CURATOR, collaboration=record, kind=AgreementKind.ORIGINAL, title="Sample", key=uuid.uuid4()
    )
    for each in (slug, "wayfarers-fund"):
        agreements.add_signatory(
            by=CURATOR, reference=made.reference or "", organisation=each, place=SignatoryPlace.STAYS
        )
    return made


def _correction(record: Collaboration) -> int:
    said = allowances.Said(allowed_by="range", cause="Programme late", words="A year.")
    return allowances.add(by=CURATOR, collaboration=record, said=said, key=uuid.uuid4()).pk


def _lesson(record: Collaboration) -> int:
    words = {"title": "One duty system", **dict.fromkeys(FIVE, "It was hard.")}
    return lessons.add(by=CURATOR, collaboration=record, words=words, key=uuid.uuid4()).pk


def _of_map(record: Collaboration, address: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Two boxes, and the arrow between them."""
    boxes = mapped(CURATOR, record, "One unit", "Hours freed")
    arrow = joined(CURATOR, record, *boxes)
    of_box, of_arrow = {**address, "number": boxes[0].pk}, {**address, "number": arrow.pk}
    return {
        **dict.fromkeys(("benefit-map", "benefit-map-add"), address),
        **dict.fromkeys(("benefit-map-box", "benefit-map-remove", "benefit-map-join"), of_box),
        **dict.fromkeys(("benefit-map-part", "benefit-map-clear"), of_arrow),
    }


def _of_returns(record: Collaboration, slug: str, author: Any) -> dict[str, dict[str, Any]]:
    """A benefit with the draft of a baseline and of a plan, and a locked return."""
    profile = profiled(author, record)
    said = Said(period_length="quarter", quality="B", source="Duty system")
    rows = quarters_from(datetime.date(2023, 4, 1), [1, 2])
    baselines.write(by=author, reference=profile.reference, version=0, said=said, rows=rows)
    making = Making(kind=VintageKind.PLAN, number=1, made_on=timezone.localdate())
    vintages.begin(by=author, collaboration=record, making=making)
    returned(CURATOR, record, FIRST_PERIOD, cell(profile, 5))
    outturn = vintage_of(CURATOR, record, "outturn")
    entered(CURATOR, outturn, shares=shares(**{slug.replace("-", "_"): 5_00}))
    locked(CURATOR, outturn)
    address, benefit = {"written": record.address}, {"reference": profile.reference}
    period = {**address, "period": "2024-04"}
    return {
        **{f"benefits-returns{what}": address for what in ("", "-upload", "-csv", "-xlsx")},
        "benefits-return": period,
        "benefits-return-reopen": period,
        "benefits-return-review": {**period, "slug": slug},
        **dict.fromkeys(
            ("benefit", "benefit-baseline", "benefit-baseline-lock", "benefit-evidence", "benefit-signals"),
            benefit,
        ),
        "benefit-study": benefit,
        "double-count": {"number": _twice(profile, author, record).pk},
        "benefit-finding-case": {**benefit, "number": studied(CURATOR, profile).pk},
        "benefit-planned": {**benefit, "kind": "plan"},
    }


def _twice(profile: Profile, author: Any, record: Collaboration) -> DoubleCount:
    """A pair, as if the two were of two records of the same bodies."""
    other = profiled(author, record, "Handlers freed again")
    body = record.parties.order_by("pk")[0].organisation
    return DoubleCount.objects.create(
        earlier=profile, later=other, organisation=body, found_at=timezone.now()
    )


def _number(made: Any) -> int:
    return int(getattr(made, "invitation", made).pk)


def _relation(body: Any) -> int:
    return int(body.relations_to.order_by("pk")[0].pk)


def _change(record: Collaboration, author: Any, title: str, *, propose: bool) -> Change:
    aim = Aim(kind=TargetKind.COLLABORATION, operation=Operation.CHANGE, owner=record, target_id=record.pk)
    begun = changes.begin(by=author, aim=aim, wanted={"title": title}, key=uuid.uuid4())
    if not propose:
        return begun
    return changes.propose(by=author, reference=begun.reference, version=begun.version)


@pytest.fixture
def client_of(members: Members) -> Callable[[Person], Client]:
    """A browser in which somebody is signed in, or nobody."""

    def made(who: Person) -> Client:
        client = Client()
        if who.role is not None:
            sign_in(client, members.user(who.organisation, who.role), verified=who.is_verified)
        elif who.has_account:
            user = users.create(by=CURATOR, email="no-role@nowhere.example", name="No Role")
            sign_in(client, user)
        return client

    return made


@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_who_gets_in(who: Person, samples: Samples, client_of: Callable[[Person], Client]) -> None:
    client = client_of(who)
    wrong = []
    for pattern in pages():
        name = str(pattern.name)
        for whose in (OURS, THEIRS):
            path = samples.path(name, whose)
            expected = _expected(name, who, whose)
            answer = client.get(path)
            got = _got_in(answer)
            if name in OPEN | OWN and answer.status_code == 404:
                continue
            if got != expected and name not in STEPS:
                wrong.append(f"{path} ({name}): {got}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_who_does_not_get_in_cannot_send_anything_either(
    who: Person, samples: Samples, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(who)
    wrong = []
    for name in RULES:
        for whose in (OURS, THEIRS):
            if _expected(name, who, whose) != "in":
                answer = client.post(samples.path(name, whose), {"do": "withdraw", "sure": "yes"})
                # Some are only read: 405.
                if _got_in(answer) == "in" and answer.status_code != 405:
                    wrong.append(f"POST {samples.path(name, whose)}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert Change.objects.filter(state="proposed").count() == 2


def _expected(name: str, who: Person, whose: str) -> str:
    if name in OPEN:
        return "in"
    if not who.has_account:
        return "to sign in"
    if name in OWN or RULES[name](who, whose):
        return "in"
    return "no"


def _got_in(answer: Any) -> str:
    """What is refused, and what is not there for somebody, are both no."""
    if answer.status_code in {301, 302, 303} and answer.headers["Location"].startswith(SIGN_IN):
        return "to sign in"
    return "no" if answer.status_code in {403, 404} else "in"
