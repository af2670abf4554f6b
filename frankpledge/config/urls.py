"""Every address of the service, in its order. The name is what templates and views link by."""

from django.urls import include, path

from frankpledge.api.service import api
from frankpledge.config.addresses import (
    AGREEMENTS,
    BENEFITS,
    CHANGES,
    CONFIRMATIONS,
    PEOPLE,
    PROPOSALS,
    PURPOSES,
)
from frankpledge.web.views import (
    about,
    adding_documents,
    attestations,
    body_statements,
    collaborations,
    compare,
    corrections,
    demonstration,
    document_deeds,
    documents,
    emails,
    find,
    follow,
    functions,
    health,
    histories,
    home,
    known,
    mergers,
    messages,
    method,
    open_data,
    organisations,
    pictures,
    reads,
    regions,
    registering,
    registrations,
    said,
    tasks,
    tiles,
)

urlpatterns = [
    # Home and search
    path("", home.home, name="home"),
    path("collaborations", find.find, name="find"),
    # Collaborations
    path("collaborations/<str:written>", collaborations.collaboration, name="collaboration"),
    path("collaborations/<str:written>/merged", mergers.merged, name="collaboration-merged"),
    path("collaborations/<str:written>/history", histories.of_collaboration, name="collaboration-history"),
    path("collaborations/<str:written>/reads", reads.of_collaboration, name="collaboration-reads"),
    *CONFIRMATIONS,
    *AGREEMENTS,
    *BENEFITS,
    *CHANGES,
    *PURPOSES,
    # Documents
    path("collaborations/<str:written>/documents", documents.of_record, name="collaboration-documents"),
    path(
        "collaborations/<str:written>/documents/add", adding_documents.add, name="collaboration-documents-add"
    ),
    path("documents", documents.search, name="documents"),
    path("documents/<str:reference>", documents.document, name="document"),
    path("documents/<str:reference>/file", documents.file, name="document-file"),
    path("documents/<str:reference>/describe", document_deeds.describe, name="document-describe"),
    path("documents/<str:reference>/publish", document_deeds.publish, name="document-publish"),
    path("documents/<str:reference>/withdraw", document_deeds.withdraw, name="document-withdraw"),
    path("documents/<str:reference>/keep", document_deeds.keep, name="document-keep"),
    path("documents/<str:reference>/dispose", document_deeds.dispose, name="document-dispose"),
    path("documents/<str:reference>/remove", document_deeds.remove, name="document-remove"),
    # Registering a collaboration
    path("register", registrations.start, name="register"),
    path("register/<str:reference>", registrations.registration, name="registration"),
    path("register/<str:reference>/paste", registering.paste, name="registration-paste"),
    path("register/<str:reference>/alike", registering.alike_to, name="registration-alike"),
    path("register/<str:reference>/<slug:slug>", registering.question, name="registration-question"),
    # Organisations, functions, regions, comparing
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/map", tiles.force_map, name="force-map"),
    path("organisations/<slug:slug>", organisations.organisation, name="organisation"),
    path(
        "organisations/<slug:slug>/collaborations-statement", body_statements.statement, name="body-statement"
    ),
    path(
        "organisations/<slug:slug>/collaborations-statement/list",
        body_statements.embedded,
        name="body-statement-list",
    ),
    path("organisations/<slug:slug>/completeness", attestations.completeness, name="completeness"),
    path("organisations/<slug:slug>/completeness/state", attestations.state, name="completeness-state"),
    path("completeness", attestations.matrix, name="completeness-matrix"),
    path("organisations/<slug:slug>/history", histories.of_organisation, name="organisation-history"),
    path("organisations/<slug:slug>/reads", reads.of_organisation, name="organisation-reads"),
    path("functions", functions.functions, name="functions"),
    path("functions/<slug:slug>", functions.function, name="function"),
    path("regions", regions.regions, name="regions"),
    path("regions/<slug:slug>", regions.region, name="region"),
    path("compare", compare.compare, name="compare"),
    *PROPOSALS,
    # What is known, and what can be said
    path("known-and-not-known", known.known, name="known"),
    path("what-can-be-said", said.said, name="said"),
    path("what-can-be-said/<slug:slug>", said.sentence, name="sentence"),
    path("pictures/<str:key>.csv", pictures.picture_csv, name="picture-csv"),
    path("pictures/<str:key>.svg", pictures.picture_svg, name="picture-svg"),
    # The method
    path("method", method.method, name="method"),
    path("method.pdf", method.method_pdf, name="method-pdf"),
    path("method/whole", method.method_whole, name="method-whole"),
    path("method/versions", method.method_versions, name="method-versions"),
    path("method/versions/<str:number>", method.method_version, name="method-version"),
    path("method/versions/<str:number>/text", method.method_version_text, name="method-version-text"),
    path(
        "method/versions/<str:number>/text/<slug:slug>",
        method.method_version_text,
        name="method-version-page",
    ),
    path("method/schemas/<slug:name>.json", method.method_schema, name="method-schema"),
    path("method/<slug:slug>", method.method_page, name="method-page"),
    # Something wrong? Tell us
    path("tell-us", corrections.tell_us, name="tell-us"),
    path("tell-us/<str:reference>", corrections.answer, name="tell-us-answer"),
    path("tell-us/<str:reference>/sent", corrections.sent, name="tell-us-sent"),
    # What is asked of me: tasks, messages, following, e-mails
    path("tasks", tasks.tasks, name="tasks"),
    path("messages", messages.messages, name="messages"),
    path("messages/<str:reference>", messages.message, name="message"),
    path("messages/<str:reference>/<slug:name>", messages.deed, name="message-deed"),
    path("follow", follow.follow, name="follow"),
    path("follow/begin", follow.begin, name="follow-begin"),
    path("follow/end", follow.end, name="follow-end"),
    path("account/e-mails", emails.emails, name="e-mails"),
    path("account/e-mails/stop/<str:word>", emails.stop, name="e-mails-stop"),
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
    *PEOPLE,
    # Trying it out
    path("demonstration", demonstration.demonstration, name="demonstration"),
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
