from frankpledge.people.actions.sources import SourceDraft
from frankpledge.register.drafts.agreements import AgreementDraft, Terms
from frankpledge.register.drafts.claims import ClaimDraft
from frankpledge.register.drafts.collaborations import CollaborationDraft
from frankpledge.register.drafts.events import EventDraft
from frankpledge.register.drafts.functions import FunctionDraft
from frankpledge.register.drafts.parties import PartyDraft
from frankpledge.register.drafts.purposes import ObjectiveDraft, PurposeDraft

__all__ = [
    "AgreementDraft",
    "ClaimDraft",
    "CollaborationDraft",
    "EventDraft",
    "FunctionDraft",
    "ObjectiveDraft",
    "PartyDraft",
    "PurposeDraft",
    "SourceDraft",
    "Terms",
]
