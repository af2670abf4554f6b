"""Agreements of a record: drafting, signing, notice, obligations, ending."""

from django.urls import path

from frankpledge.web.views import (
    agreement_drafts,
    agreements,
    checklists,
    endings,
    notices,
    obligations,
    signatories,
    signatures,
)

ADDRESSES = [
    # Agreements: those of a record, one of them, signing, notice, obligations; how a collaboration ends
    path("collaborations/<str:written>/agreements", agreements.of_record, name="agreements-of-record"),
    path("collaborations/<str:written>/agreements/begin", agreement_drafts.begin, name="agreement-begin"),
    path("collaborations/<str:written>/ending", endings.end, name="ending"),
    path("collaborations/<str:written>/ending/<slug:name>", endings.move, name="ending-move"),
    path("agreements/<str:reference>", agreements.agreement, name="agreement"),
    path("agreements/<str:reference>/terms/<slug:group>", agreement_drafts.terms, name="agreement-terms"),
    path("agreements/<str:reference>/signatories/add", signatories.add, name="agreement-signatory"),
    path(
        "agreements/<str:reference>/signatories/<slug:slug>/remove",
        signatories.remove,
        name="agreement-no-signatory",
    ),
    path("agreements/<str:reference>/move/<slug:name>", agreement_drafts.move, name="agreement-move"),
    path("agreements/<str:reference>/signed-copy", signatures.from_copy, name="agreement-copy"),
    path("agreements/<str:reference>/sign/<slug:slug>", signatures.sign, name="agreement-sign"),
    path("agreements/<str:reference>/notice/<slug:slug>", notices.give, name="agreement-notice"),
    path(
        "agreements/<str:reference>/notice/<slug:slug>/take-back",
        notices.take_back,
        name="agreement-notice-back",
    ),
    path("agreements/<str:reference>/notice/<slug:slug>/goes-on", notices.goes_on, name="agreement-goes-on"),
    path("agreements/<str:reference>/obligations/add", obligations.oblige, name="agreement-oblige"),
    path(
        "agreements/<str:reference>/obligations/<int:number>", obligations.close, name="agreement-obligation"
    ),
    path("agreements/<str:reference>/reserve/<slug:slug>", obligations.reserve, name="agreement-reserve"),
    path(
        "agreements/<str:reference>/reserve/<slug:slug>/<int:number>",
        obligations.withdraw_reservation,
        name="agreement-reservation",
    ),
    path("agreements/<str:reference>/checklist/<slug:topic>", checklists.answer, name="agreement-topic"),
]
