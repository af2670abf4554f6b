"""Who may read each field that can hold words: decided here for every model, ours and the libraries'.

A history table is decided with the table whose versions it keeps. What is neither public nor a code of ours
must have a canary in it (`planting`): tests fail for a field that is missing here, and for one without.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from frankpledge.audit import history
from frankpledge.people.models import Power

RESTRICTED, PERSONS = Power.READ_RESTRICTED, Power.READ_PERSONS
ANSWERS, PEOPLE, KEYS = Power.ANSWER_MESSAGES, Power.MANAGE_PEOPLE, Power.MANAGE_TOKENS
DECIDING = Power.DECIDE_CHANGE


class Seen(StrEnum):
    """By whom, where it is no power over the record or body it is about."""

    PUBLIC = "everybody"
    CODE = "everybody: a code, number or seal of ours, no words of anybody"
    SELF = "only whom it belongs to"
    NOBODY = "nobody: on no page, in no file, in no letter to others"


Audience = Seen | Power
Fields = Mapping[str, Audience]
PUBLIC, CODE, SELF, NOBODY = Seen


def _all(audience: Audience, *names: str) -> dict[str, Audience]:
    return dict.fromkeys(names, audience)


DECIDED: Mapping[str, Fields] = {
    "people.Organisation": _all(
        PUBLIC, "slug", "name", "short_name", "name_cy", "countries", "website", "notes"
    ),
    "people.Group": _all(PUBLIC, "name"),
    "people.GroupMember": {},
    "people.Alias": _all(PUBLIC, "text", "note"),
    "people.Figure": _all(PUBLIC, "basis"),
    "people.Relation": {},
    "people.Source": _all(PUBLIC, "url", "title"),
    "people.OrganisationCitation": {},
    "people.User": {"email": PERSONS, "name": PERSONS, "password": NOBODY},
    "people.Membership": {},
    "people.Delegation": {},
    # The name is for whoever opens the link.
    "people.Invitation": {"email": PEOPLE, "name": NOBODY, "invited_by": PEOPLE, "secret_hash": NOBODY},
    "people.Token": {"name": KEYS, "prefix": KEYS, "made_by": KEYS, "secret_hash": NOBODY},
    "people.Domain": _all(PEOPLE, "provider", "claim", "value"),
    "register.Function": _all(PUBLIC, "slug", "name", "description"),
    "register.Collaboration": _all(
        PUBLIC, "reference", "slug", "title", "title_cy", "legal_basis_note", "notes"
    ),
    "register.CollaborationFunction": {},
    "register.CollaborationName": _all(PUBLIC, "text"),
    "register.CollaborationAddress": _all(PUBLIC, "slug"),
    # What one made here is called is public once all have signed; its terms are its parties' own.
    "register.Agreement": {
        **_all(PUBLIC, "url", "note"),
        **_all(CODE, "reference", "filed_as"),
        **_all(RESTRICTED, "title", "renewal_terms", "exit_costs", "exit_staff", "exit_assets"),
        **_all(RESTRICTED, "exit_contracts", "exit_data", "exit_records"),
    },
    "register.AgreementParty": {},
    "register.Signature": _all(RESTRICTED, "office", "note"),
    "register.Notice": _all(RESTRICTED, "shortened", "words", "withdrawn_words"),
    "register.Ending": _all(RESTRICTED, "evidence"),
    "register.Obligation": _all(RESTRICTED, "what", "owed_to", "recurs", "evidence"),
    # Unless its party says that it is public.
    "register.Reservation": _all(RESTRICTED, "clause", "words"),
    "register.ChecklistAnswer": _all(RESTRICTED, "clause", "note"),
    "register.Claim": _all(PUBLIC, "key", "sentence", "said_by", "note"),
    "register.ClaimCoverage": {},
    "register.Contradiction": {},
    "register.Event": _all(PUBLIC, "what"),
    "register.Party": _all(PUBLIC, "note"),
    "register.Citation": _all(PUBLIC, "title"),
    # Until it is published. What a body says of it is for the record's people, counts for everybody.
    "register.Purpose": _all(
        RESTRICTED, "statement", "statement_cy", "public_benefit", "risk_appetite", "shared_identity",
        "in_scope", "out_of_scope",
    ),
    "register.Objective": _all(RESTRICTED, "what", "measure", "target", "note"),
    "register.Acceptance": _all(RESTRICTED, "office", "reading", "reason"),
    # The ground of what is withheld is public, unless that it exists is withheld.
    "register.Withholding": {"ground_words": PUBLIC, "reason": RESTRICTED, "decider_name": PERSONS},
    "register.WithheldValue": _all(RESTRICTED, "held"),
    "register.Publication": {
        **_all(PUBLIC, "url", "ground_words"), "reason": RESTRICTED, "decider_name": PERSONS,
    },
    "register.Release": {"ground_words": PUBLIC, "reason": RESTRICTED, "decider_name": PERSONS},
    # Those here are for the record's members. Until a document is published, so is all that is said of it.
    "register.Document": {
        **_all(RESTRICTED, "reference", "title", "summary", "state_reason"),
        "uploaded_by_name": PERSONS, **_all(CODE, "sha256", "public_sha256"),
    },
    "register.DocumentPage": _all(RESTRICTED, "text", "words"),
    "register.SearchEntry": _all(PUBLIC, "title_key", "headwords", "words"),
    "register.SearchCard": _all(
        PUBLIC, "reference", "address", "title", "names", "summary", "functions", "ending_kind",
        "parent_reference", "parties", "lead", "parties_coverage", "notes", "claims", "events", "vocabulary",
    ),
    "register.SearchBits": _all(PUBLIC, "facet", "value", "bits"),
    "register.SearchWordBits": _all(PUBLIC, "stem", "bits", "titled"),
    "register.SearchStay": _all(PUBLIC, "organisation_slug"),
    "register.SearchName": _all(PUBLIC, "key", "label", "kind", "slugs", "note"),
    "register.SearchWord": _all(PUBLIC, "word", "stem"),
    # An answer, and what a body says where it disputes something, are public as soon as they are given;
    # before they are given there is nothing. What was displayed and is hidden again is not.
    "register.Correction": {
        "reference": PUBLIC, "answer": PUBLIC,
        # The page of a message says the name of a field that there is, and no other words.
        "field": NOBODY,
        **_all(RESTRICTED, "about_key", "said_wrong", "would_be_right", "source_url"),
        **_all(RESTRICTED, "speaks_for", "display_words", "display_body"),
        **_all(ANSWERS, "sender_name", "sender_organisation", "sender_email"),
    },
    # Until it is approved. What was never proposed is its author's alone.
    "register.Change": {
        "author_organisation": CODE,
        **_all(RESTRICTED, "reference", "before", "wanted", "reason", "decision_reason"),
        **_all(PERSONS, "author_name", "decider_name"),
    },
    # What a body says something should be is public; why, and which person said it, is not.
    "register.Confirmation": {
        "reason": RESTRICTED, "person_name": PERSONS, "seen_mark": CODE,
        **_all(PUBLIC, "view", "office", "seen"),
    },
    # The address is for sending alone; whom a link was sent to is for those who see persons.
    "register.ConfirmationLink": {
        **_all(NOBODY, "email", "secret_hash"), **_all(PERSONS, "name", "asked_by"), "authority": RESTRICTED,
    },
    # What was left of a record given up has what bodies answered there, with their reasons: others count it.
    "register.Merger": {
        "left": RESTRICTED, **_all(PUBLIC, "reference", "slugs", "title", "chosen", "reason"),
    },
    # Until it is applied: what it does to the register is then public like any change.
    "register.Reorganisation": {
        **_all(DECIDING, "reference", "title", "words", "source_url", "refusal"),
        **_all(PERSONS, "author_name", "planned_by", "applied_by"),
    },
    "register.Step": _all(CODE, "apart_from", "carried_by"),
    "register.StepBody": _all(DECIDING, "name", "short_name", "slug", "maintained_by"),
    "register.ReorganisedRecord": {},
    # What was never sent is for its own organisation alone; what was sent, for the parties too.
    "register.Registration": {
        "reference": CODE, "unlisted": PUBLIC,
        **_all(RESTRICTED, "answers", "decision_reason"),
        **_all(PERSONS, "author_name", "decider_name"),
    },
    # The seal of a list tells nothing of it.
    "register.Attestation": {
        **_all(PUBLIC, "words", "office"), "list_mark": CODE, "person_name": PERSONS,
    },
    "register.AttestedRecord": {},
    "register.Proposal": {
        **_all(RESTRICTED, "reference", "title", "what", "why", "outcome_reason"),
        "author_name": PERSONS,
    },
    "register.ProposalFunction": {},
    "register.ProposalParty": _all(PERSONS, "notified_by"),
    "register.ProposalView": _all(RESTRICTED, "reasons", "office"),
    # The pack holds what is public and nothing else.
    "register.Consideration": {
        **_all(RESTRICTED, "existing", "consistency", "opportunities", "conclusion", "office"),
        "pack": PUBLIC, "pack_hash": CODE,
    },
    # The ledger: for the people of its record, until its workspace is released.
    "benefits.LedgerEntry": _all(RESTRICTED, "what", "objective", "rate", "reference", "note"),
    "benefits.LedgerShare": _all(RESTRICTED, "account_code", "reference"),
    "benefits.LedgerWord": {"words": RESTRICTED, "seal": CODE},
    "benefits.ContestedLine": _all(RESTRICTED, "what"),
    "benefits.AccountsNote": _all(RESTRICTED, "source", "explanation"),
    "benefits.Banking": _all(RESTRICTED, "budget_reference", "went_to", "withdrawn_because"),
    "benefits.Handover": _all(RESTRICTED, "to_post", "reason", "words"),
    "register.Follow": _all(SELF, "search", "search_words"),
    "register.Sending": _all(NOBODY, "sender"),
    "exchange.Drawing": _all(PUBLIC, "key", "picture", "svg"),
    "exchange.Mailing": {},
    # The reason and the detail of an entry that is not public; the others' are public.
    "audit.Entry": {
        "actor": PERSONS, "reason": RESTRICTED, "detail": NOBODY,
        **_all(CODE, "organisation", "action", "subject_kind", "subject_key", "previous_hash", "hash"),
    },
    # Costs and benefits are their people's until they are released.
    "benefits.Workspace": _all(CODE, "method_version"),
    # Definitions are there to be read, a body's own too.
    "benefits.Measure": {
        **_all(PUBLIC, "name", "definition", "difference", "numerator", "denominator", "source_system"),
        **_all(PUBLIC, "slug", "pounds_rule", "pounds_rule_source", "retired_because"),
    },
    "benefits.Answer": _all(RESTRICTED, "words", "minute_reference"),
    "benefits.Profile": {
        "reference": CODE,
        **_all(RESTRICTED, "title", "description", "state_reason", "owner_post", "data_owner", "persistence"),
        **_all(RESTRICTED, "unit_value_source", "gross_formula", "deadweight_reason", "leakage_reason"),
        **_all(RESTRICTED, "displacement_reason", "substitution_reason", "cash_route", "correlation_group"),
        **_all(RESTRICTED, "dependencies", "risks"),
    },
    "benefits.Profile_objectives": {},
    "benefits.Profile_drawbacks": {},
    "benefits.Realiser": _all(RESTRICTED, "post"),
    "benefits.SignOff": _all(RESTRICTED, "words"),
    "benefits.MapNode": _all(RESTRICTED, "label", "note"),
    "benefits.MapEdge": _all(RESTRICTED, "cleared"),
    "benefits.DoubleCount": _all(RESTRICTED, "cleared"),
    "benefits.StageWork": _all(RESTRICTED, "owner_post", "note"),
    "benefits.AloneCost": _all(RESTRICTED, "how", "source"),
    "benefits.ShareDecision": _all(RESTRICTED, "minute_reference", "words"),
    # Its record's own until it is shared.
    "benefits.Lesson": _all(
        RESTRICTED, "title", "effect", "mechanism", "moderators", "implementation", "economic_cost"
    ),
    "benefits.Allowance": _all(RESTRICTED, "cause", "words"),
    "benefits.Oversight": _all(RESTRICTED, "post", "board"),
    "benefits.Baseline": {"seal": CODE, **_all(RESTRICTED, "source", "recording_changes", "reason")},
    "benefits.BaselinePoint": {},
    "benefits.Vintage": _all(RESTRICTED, "reason"),
    "benefits.PlannedValue": {},
    "benefits.Return": _all(RESTRICTED, "opened_again_because"),
    "benefits.Observation": _all(RESTRICTED, "explanation"),
    "benefits.Review": _all(RESTRICTED, "words"),
    # What the engine was asked and answered: numbers, days and slugs, and words of ours.
    "benefits.Finding": {**_all(CODE, "case", "result"), **_all(RESTRICTED, "words", "source")},
    # What is released was looked over whole; why it was taken back is said to everybody.
    "benefits.Edition": {**_all(CODE, "figures", "seal"), "taken_back_because": PUBLIC},
    "benefits.Standing": _all(CODE, "signals", "realised", "realised_low", "realised_high"),
    "audit.Read": {"actor": PERSONS, **_all(CODE, "organisation", "subject_kind", "subject_key")},
    "web.PublicPage": _all(PUBLIC, "key", "headers", "body_gzip"),
    # Libraries'. An entry's context repeats the entry, and is asked only whether it is there.
    "pghistory.Context": _all(NOBODY, "metadata"),
    "sessions.Session": _all(NOBODY, "session_key", "session_data"),
    "account.EmailAddress": _all(SELF, "email"),
    "account.EmailConfirmation": _all(NOBODY, "key"),
    "mfa.Authenticator": _all(NOBODY, "data"),
    "usersessions.UserSession": {"session_key": NOBODY, "data": NOBODY, "ip": SELF, "user_agent": SELF},
    # Providers stand in the settings, and there is none here.
    "socialaccount.SocialApp": {
        **_all(NOBODY, "secret", "key", "settings"),
        **_all(CODE, "provider", "provider_id", "name", "client_id"),
    },
    "socialaccount.SocialAccount": {"provider": CODE, "uid": NOBODY, "extra_data": NOBODY},
    "socialaccount.SocialToken": _all(NOBODY, "token", "token_secret"),
    "contenttypes.ContentType": _all(CODE, "app_label", "model"),
    "auth.Permission": _all(CODE, "name", "codename"),
    "auth.Group": _all(CODE, "name"),
    "auth.Group_permissions": {},
    "procrastinate.ProcrastinateWorker": {},
    "procrastinate.ProcrastinateJob": _all(
        CODE, "queue_name", "task_name", "lock", "args", "queueing_lock"
    ),
    "procrastinate.ProcrastinateEvent": {},
    "procrastinate.ProcrastinatePeriodicDefer": _all(CODE, "task_name", "periodic_id"),
}  # fmt: skip
# Not tables: the library's way to ask all tables of versions at once.
NO_TABLES = {"pghistory.Events", "pghistory.MiddlewareEvents"}

WORDLESS = (
    models.ForeignKey,
    models.DateField,
    models.BooleanField,
    models.IntegerField,
    models.DecimalField,
    models.UUIDField,
)


def kept_models() -> dict[str, type[models.Model]]:
    """Every table there is, but those of versions."""
    versions = set(history.versions())
    every = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    return {label: each for label, each in every.items() if each not in versions and label not in NO_TABLES}


def wordy(model: type[models.Model]) -> set[str]:
    """The fields of a model that can hold words. One with a list of choices, and a partial date, cannot."""
    return {field.name for field in model._meta.concrete_fields if _is_wordy(field)}


def _is_wordy(field: "models.Field[object, object]") -> bool:
    if isinstance(field, ArrayField):
        return _is_wordy(field.base_field)
    if isinstance(field, SearchVectorField):
        return True
    is_a_date = type(field).__name__ == "PartialDateField"
    return not isinstance(field, WORDLESS) and not field.choices and not is_a_date
