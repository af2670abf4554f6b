"""What to consider before forces share work, and proposals to do so."""

from django.urls import path

from frankpledge.web.views import (
    considerations,
    proposal_outcomes,
    proposal_parties,
    proposal_views,
    proposals,
)

ADDRESSES = [
    # What to consider before forces share work
    path("considerations", considerations.considerations, name="considerations"),
    path("considerations.docx", considerations.in_word, name="considerations-docx"),
    path("considerations.pdf", considerations.in_pdf, name="considerations-pdf"),
    # Proposals to work together
    path("proposals", proposals.listed, name="proposals"),
    path("proposals/raise", proposals.raise_one, name="proposals-raise"),
    path("proposals/<str:reference>", proposals.proposal, name="proposal"),
    path("proposals/<str:reference>/notify", proposal_parties.notify, name="proposal-notify"),
    path("proposals/<str:reference>/outcome", proposal_outcomes.outcome, name="proposal-outcome"),
    path("proposals/<str:reference>/withdraw", proposal_outcomes.withdraw, name="proposal-withdraw"),
    path("proposals/<str:reference>/lead-to", proposal_outcomes.lead_to, name="proposal-lead-to"),
    path("proposals/<str:reference>/view/<slug:slug>", proposal_views.view, name="proposal-view"),
    path("proposals/<str:reference>/consider/<slug:slug>", proposal_views.consider, name="proposal-consider"),
    path("proposals/<str:reference>/received/<slug:slug>", proposal_views.received, name="proposal-received"),
    path(
        "proposals/<str:reference>/judgements/<int:number>.docx",
        proposals.judgement_in_word,
        name="proposal-judgement-docx",
    ),
    path(
        "proposals/<str:reference>/judgements/<int:number>.pdf",
        proposals.judgement_in_pdf,
        name="proposal-judgement-pdf",
    ),
]
