"""Every address of the service, in one flat list. The name is what templates and views link by."""

from django.urls import include, path

from frankpledge.api.service import api
from frankpledge.web.views import (
    about,
    collaborations,
    compare,
    corrections,
    find,
    functions,
    health,
    home,
    known,
    open_data,
    organisations,
    pictures,
    regions,
    said,
    tiles,
)

urlpatterns = [
    # Home and search
    path("", home.home, name="home"),
    path("collaborations", find.find, name="find"),
    # Collaborations
    path("collaborations/<str:written>", collaborations.collaboration, name="collaboration"),
    # Organisations, functions, regions, comparing
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/map", tiles.force_map, name="force-map"),
    path("organisations/<slug:slug>", organisations.organisation, name="organisation"),
    path("functions", functions.functions, name="functions"),
    path("functions/<slug:slug>", functions.function, name="function"),
    path("regions", regions.regions, name="regions"),
    path("regions/<slug:slug>", regions.region, name="region"),
    path("compare", compare.compare, name="compare"),
    # What is known, and what can be said
    path("known-and-not-known", known.known, name="known"),
    path("what-can-be-said", said.said, name="said"),
    path("what-can-be-said/<slug:slug>", said.sentence, name="sentence"),
    path("pictures/<str:key>.csv", pictures.picture_csv, name="picture-csv"),
    path("pictures/<str:key>.svg", pictures.picture_svg, name="picture-svg"),
    # Something wrong? Tell us
    path("tell-us", corrections.tell_us, name="tell-us"),
    path("tell-us/<str:reference>", corrections.answer, name="tell-us-answer"),
    path("tell-us/<str:reference>/sent", corrections.sent, name="tell-us-sent"),
    # For other systems
    path("api/v1/", api.urls),
    # Open data
    path("data/", open_data.data, name="data"),
    path("data/datapackage.json", open_data.data_package, name="data-package"),
    path("data/frankpledge.zip", open_data.everything, name="data-zip"),
    path("data/<slug:name>.csv", open_data.csv, name="data-csv"),
    path("data/<slug:name>.jsonl", open_data.json_lines, name="data-jsonl"),
    # Signing in, and one's account
    path("account/", include("frankpledge.web.sign_in.addresses")),
    # About this copy
    path("about", about.about, name="about"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("privacy", about.privacy, name="privacy"),
    # Health
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "frankpledge.web.views.errors.bad_request"
handler403 = "frankpledge.web.views.errors.forbidden"
handler404 = "frankpledge.web.views.errors.not_found"
# Asked for by the library that counts attempts to sign in.
handler429 = "frankpledge.web.sign_in.limits.too_often"
handler500 = "frankpledge.web.views.errors.server_error"
