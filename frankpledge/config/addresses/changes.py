"""Changing a record or an organisation; proposed changes; what is public of a record."""

from django.urls import path

from frankpledge.web.views import (
    changes,
    changing,
    publications,
    withholdings,
)

ADDRESSES = [
    # Changing a record or an organisation; proposed changes
    path("collaborations/<str:written>/change", changing.record, name="collaboration-change"),
    path(
        "collaborations/<str:written>/change/<slug:group>",
        changing.record_group,
        name="collaboration-change-group",
    ),
    path(
        "collaborations/<str:written>/change/<slug:kind>/add",
        changing.record_add,
        name="collaboration-change-add",
    ),
    path(
        "collaborations/<str:written>/change/<slug:kind>/<int:number>",
        changing.record_row,
        name="collaboration-change-row",
    ),
    path(
        "collaborations/<str:written>/change/<slug:kind>/<int:number>/remove",
        changing.record_remove,
        name="collaboration-change-remove",
    ),
    path(
        "collaborations/<str:written>/change/<slug:kind>/<int:number>/<slug:group>",
        changing.record_row_group,
        name="collaboration-change-row-group",
    ),
    path("collaborations/<str:written>/publication", publications.publication, name="publication"),
    path(
        "collaborations/<str:written>/publication/release", publications.release, name="publication-release"
    ),
    path(
        "collaborations/<str:written>/publication/withhold",
        withholdings.withhold,
        name="publication-withhold",
    ),
    path(
        "collaborations/<str:written>/publication/put-back/<int:number>",
        withholdings.put_back,
        name="publication-put-back",
    ),
    path(
        "collaborations/<str:written>/publication/by/<slug:slug>", publications.of_body, name="publication-by"
    ),
    path("organisations/<slug:slug>/change", changing.body, name="organisation-change"),
    path(
        "organisations/<slug:slug>/change/<slug:group>", changing.body_group, name="organisation-change-group"
    ),
    path(
        "organisations/<slug:slug>/change/<slug:kind>/add", changing.body_add, name="organisation-change-add"
    ),
    path(
        "organisations/<slug:slug>/change/<slug:kind>/<int:number>",
        changing.body_row,
        name="organisation-change-row",
    ),
    path(
        "organisations/<slug:slug>/change/<slug:kind>/<int:number>/remove",
        changing.body_remove,
        name="organisation-change-remove",
    ),
    path(
        "organisations/<slug:slug>/change/<slug:kind>/<int:number>/<slug:group>",
        changing.body_row_group,
        name="organisation-change-row-group",
    ),
    path("changes", changes.listed, name="changes"),
    path("changes/<str:reference>", changes.change, name="change"),
    path("changes/<str:reference>/fields/<slug:group>", changing.draft_group, name="change-group"),
    path("changes/<str:reference>/why", changes.why, name="change-why"),
]
