"""People, roles, invitations and keys; what the nation's curators keep."""

from django.urls import path

from frankpledge.web.views import (
    delegations,
    domains,
    invitations,
    memberships,
    reorganisation_deeds,
    reorganisation_steps,
    reorganisations,
    roles,
)
from frankpledge.web.views import tokens as keys

ADDRESSES = [
    # People, roles, invitations, keys
    path("roles", roles.roles, name="roles"),
    path("organisations/<slug:slug>/people", memberships.people, name="people"),
    path("organisations/<slug:slug>/people/invite", invitations.invite, name="people-invite"),
    path("organisations/<slug:slug>/people/leave", memberships.leave, name="people-leave"),
    path("organisations/<slug:slug>/people/<int:user_id>/give", memberships.give, name="people-give"),
    path("organisations/<slug:slug>/people/stand-in", delegations.hand_over, name="people-stand-in"),
    path(
        "organisations/<slug:slug>/people/stand-ins/<int:delegation_id>/end",
        delegations.take_back,
        name="people-stand-in-end",
    ),
    path("organisations/<slug:slug>/roles/<int:membership_id>/end", memberships.end, name="people-end"),
    path(
        "organisations/<slug:slug>/invitations/<int:invitation_id>/again",
        invitations.again,
        name="people-again",
    ),
    path(
        "organisations/<slug:slug>/invitations/<int:invitation_id>/withdraw",
        invitations.withdraw,
        name="people-withdraw",
    ),
    path("organisations/<slug:slug>/keys", keys.keys, name="keys"),
    path("organisations/<slug:slug>/keys/make", keys.make, name="keys-make"),
    path("organisations/<slug:slug>/keys/<int:token_id>/end", keys.end, name="keys-end"),
    path("invitations/<str:secret>", invitations.accept, name="invitation"),
    path("national/people", memberships.people, name="national-people"),
    path("national/people/invite", invitations.invite, name="national-people-invite"),
    path("national/people/leave", memberships.leave, name="national-people-leave"),
    path("national/people/<int:user_id>/give", memberships.give, name="national-people-give"),
    path("national/roles/<int:membership_id>/end", memberships.end, name="national-people-end"),
    path("national/invitations/<int:invitation_id>/again", invitations.again, name="national-people-again"),
    path(
        "national/invitations/<int:invitation_id>/withdraw",
        invitations.withdraw,
        name="national-people-withdraw",
    ),
    path("national/sign-in", domains.sign_in, name="national-sign-in"),
    path("national/sign-in/map", domains.map_to, name="national-sign-in-map"),
    path("national/sign-in/<int:domain_id>/unmap", domains.unmap, name="national-sign-in-unmap"),
    path("national/reorganisations", reorganisations.listed, name="reorganisations"),
    path("national/reorganisations/begin", reorganisations.begin, name="reorganisation-begin"),
    path("national/reorganisations/<str:reference>", reorganisations.one, name="reorganisation"),
    path(
        "national/reorganisations/<str:reference>/basics",
        reorganisations.basics,
        name="reorganisation-basics",
    ),
    path(
        "national/reorganisations/<str:reference>/steps/<slug:kind>",
        reorganisation_steps.step,
        name="reorganisation-step",
    ),
    path(
        "national/reorganisations/<str:reference>/steps/<int:step_id>/remove",
        reorganisation_steps.remove_step,
        name="reorganisation-step-remove",
    ),
    path(
        "national/reorganisations/<str:reference>/steps/<int:step_id>/carried",
        reorganisation_steps.carried,
        name="reorganisation-step-carried",
    ),
    path(
        "national/reorganisations/<str:reference>/<slug:name>",
        reorganisation_deeds.deed,
        name="reorganisation-deed",
    ),
    path(
        "collaborations/<str:written>/reorganised", reorganisations.look_at, name="collaboration-reorganised"
    ),
]
