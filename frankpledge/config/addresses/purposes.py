"""What a record is for: versions, drafts, answers."""

from django.urls import path

from frankpledge.web.views import (
    acceptances,
    objectives,
    purpose_drafts,
    purpose_versions,
    purposes,
)

ADDRESSES = [
    # What a record is for: versions, drafts, answers
    path("collaborations/<str:written>/purpose", purposes.purpose, name="purpose"),
    path("collaborations/<str:written>/purpose/answers", purposes.answers, name="purpose-answers"),
    path(
        "collaborations/<str:written>/purpose/answer/<slug:slug>", acceptances.answer, name="purpose-answer"
    ),
    path("collaborations/<str:written>/purpose/draft", purpose_drafts.draft, name="purpose-draft"),
    path(
        "collaborations/<str:written>/purpose/draft/publish", purpose_versions.publish, name="purpose-publish"
    ),
    path(
        "collaborations/<str:written>/purpose/draft/discard", purpose_drafts.discard, name="purpose-discard"
    ),
    path(
        "collaborations/<str:written>/purpose/draft/objectives/add",
        objectives.put,
        name="purpose-objective-add",
    ),
    path(
        "collaborations/<str:written>/purpose/draft/objectives/<int:position>",
        objectives.put,
        name="purpose-objective",
    ),
    path(
        "collaborations/<str:written>/purpose/draft/objectives/<int:position>/remove",
        objectives.remove,
        name="purpose-objective-remove",
    ),
    path(
        "collaborations/<str:written>/purpose/draft/<slug:group>",
        purpose_drafts.group,
        name="purpose-draft-group",
    ),
]
