"""Its parties confirm or dispute a record; who stands in, and records that become one."""

from django.urls import path

from frankpledge.web.views import (
    confirmation_links,
    confirmations,
    mergers,
)

ADDRESSES = [
    # Its parties confirm or dispute it
    path("collaborations/<str:written>/confirm", confirmations.confirm, name="confirm"),
    path("collaborations/<str:written>/confirm/<slug:slug>", confirmations.confirm_for, name="confirm-for"),
    path("collaborations/<str:written>/confirm/<slug:slug>/ask", confirmation_links.ask, name="confirm-ask"),
    path(
        "collaborations/<str:written>/confirm/<slug:slug>/links/<int:number>/withdraw",
        confirmation_links.withdraw,
        name="confirm-withdraw",
    ),
    path("confirm/<str:secret>", confirmation_links.answer, name="confirm-link"),
    path("collaborations/<str:written>/merge", mergers.merge, name="collaboration-merge"),
]
