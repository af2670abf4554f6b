"""Every address of the service, in one flat list. The name is what templates and views link by."""

from django.urls import include, path

from frankpledge.api.service import api
from frankpledge.web.views import (
    about,
    acceptances,
    accounts,
    accuracy,
    adding_documents,
    agreement_drafts,
    agreements,
    answers,
    attestations,
    banking,
    baselines,
    benefit,
    benefit_cases,
    body_statements,
    changes,
    changing,
    checklists,
    collaborations,
    compare,
    confirmation_links,
    confirmations,
    considerations,
    corrections,
    delegations,
    demonstration,
    document_deeds,
    documents,
    domains,
    editions,
    emails,
    endings,
    find,
    follow,
    functions,
    handovers,
    health,
    histories,
    home,
    invitations,
    known,
    ledger_entries,
    ledger_words,
    ledgers,
    maps,
    measures,
    memberships,
    mergers,
    messages,
    method,
    notices,
    objectives,
    obligations,
    open_data,
    organisations,
    pictures,
    planned_values,
    portfolio,
    profile_deeds,
    profiles,
    proposal_outcomes,
    proposal_parties,
    proposal_views,
    proposals,
    publications,
    purpose_drafts,
    purpose_versions,
    purposes,
    reads,
    regions,
    registering,
    registrations,
    reorganisation_deeds,
    reorganisation_steps,
    reorganisations,
    return_reviews,
    returns,
    roles,
    said,
    signatories,
    signatures,
    stages,
    tasks,
    tiles,
    withholdings,
    workspaces,
)
from frankpledge.web.views import tokens as keys

urlpatterns = [
    # Home and search
    path("", home.home, name="home"),
    path("collaborations", find.find, name="find"),
    # Collaborations
    path("collaborations/<str:written>", collaborations.collaboration, name="collaboration"),
    path("collaborations/<str:written>/merged", mergers.merged, name="collaboration-merged"),
    path("collaborations/<str:written>/history", histories.of_collaboration, name="collaboration-history"),
    path("collaborations/<str:written>/reads", reads.of_collaboration, name="collaboration-reads"),
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
    # The ledger of costs and benefits: lines, finance officers' words, accounts, budgets, owners
    path("collaborations/<str:written>/benefits/ledger", ledgers.ledger, name="ledger"),
    path("collaborations/<str:written>/benefits/ledger/begin", ledgers.begin, name="ledger-begin"),
    path(
        "collaborations/<str:written>/benefits/ledger/made/<slug:made>/lock", ledgers.lock, name="ledger-lock"
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/made/<slug:made>/lines/add",
        ledger_entries.add,
        name="ledger-add",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/made/<slug:made>/payments/add",
        ledger_entries.transfer,
        name="ledger-transfer",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/made/<slug:made>/words/<slug:slug>",
        ledger_words.say,
        name="ledger-say",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/lines/<int:number>",
        ledger_entries.entry,
        name="ledger-line",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/lines/<int:number>/remove",
        ledger_entries.remove,
        name="ledger-remove",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/lines/<int:number>/shares/<slug:slug>",
        ledger_entries.share,
        name="ledger-share",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/accounts/<int:year>",
        accounts.sheet,
        name="ledger-accounts",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/accounts/<int:year>/<slug:slug>",
        accounts.note,
        name="ledger-note",
    ),
    path("collaborations/<str:written>/benefits/ledger/budgets", banking.banked, name="ledger-banked"),
    path(
        "collaborations/<str:written>/benefits/ledger/budgets/<int:number>/withdraw",
        banking.withdraw,
        name="ledger-take-withdraw",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/budgets/<str:reference>/<slug:slug>",
        banking.take,
        name="ledger-take",
    ),
    path("collaborations/<str:written>/benefits/ledger/owners", handovers.owners, name="ledger-owners"),
    path(
        "collaborations/<str:written>/benefits/ledger/owners/<str:reference>/offer",
        handovers.offer,
        name="ledger-offer",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/owners/<int:number>/answer",
        handovers.answer,
        name="ledger-answer",
    ),
    path(
        "collaborations/<str:written>/benefits/ledger/owners/<int:number>/take-back",
        handovers.take_back,
        name="ledger-take-back",
    ),
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
    # Costs and benefits: the workspace of a record
    path("collaborations/<str:written>/benefits", workspaces.workspace, name="benefits"),
    path("collaborations/<str:written>/benefits/begin", workspaces.begin, name="benefits-begin"),
    path("collaborations/<str:written>/benefits/full", workspaces.full, name="benefits-full"),
    path("collaborations/<str:written>/benefits/case", benefit_cases.case, name="benefits-case"),
    path("collaborations/<str:written>/benefits/case.json", benefit_cases.in_json, name="benefits-case-json"),
    path("collaborations/<str:written>/benefits/case.xlsx", benefit_cases.in_xlsx, name="benefits-case-xlsx"),
    path("collaborations/<str:written>/benefits/release", editions.release, name="benefits-release"),
    path("collaborations/<str:written>/benefits/take-back", editions.take_back, name="benefits-take-back"),
    path("collaborations/<str:written>/costs-and-benefits", editions.figures_of, name="costs-and-benefits"),
    path(
        "collaborations/<str:written>/benefits/questions/<int:year>/<slug:asked>",
        answers.question,
        name="benefits-question",
    ),
    path("collaborations/<str:written>/benefits/map", maps.benefit_map, name="benefit-map"),
    path("collaborations/<str:written>/benefits/map/add", maps.box, name="benefit-map-add"),
    path("collaborations/<str:written>/benefits/map/boxes/<int:number>", maps.box, name="benefit-map-box"),
    path(
        "collaborations/<str:written>/benefits/map/boxes/<int:number>/remove",
        maps.remove_box,
        name="benefit-map-remove",
    ),
    path(
        "collaborations/<str:written>/benefits/map/boxes/<int:number>/join",
        maps.join,
        name="benefit-map-join",
    ),
    path(
        "collaborations/<str:written>/benefits/map/arrows/<int:number>/remove",
        maps.part,
        name="benefit-map-part",
    ),
    path(
        "collaborations/<str:written>/benefits/map/arrows/<int:number>/clear",
        maps.clear,
        name="benefit-map-clear",
    ),
    path("collaborations/<str:written>/benefits/stages", stages.stages, name="stages"),
    path("collaborations/<str:written>/benefits/stages/<int:number>", stages.stage, name="stage"),
    path("collaborations/<str:written>/benefits/profiles", profiles.profiles, name="profiles"),
    path("collaborations/<str:written>/benefits/profiles/add", profiles.add, name="profile-add"),
    path("collaborations/<str:written>/benefits/profiles/<str:reference>", profiles.profile, name="profile"),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/write/<slug:section>",
        profile_deeds.write,
        name="profile-write",
    ),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/links",
        profile_deeds.links,
        name="profile-links",
    ),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/realisers",
        profile_deeds.realisers,
        name="profile-realisers",
    ),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/move/<slug:name>",
        profile_deeds.move,
        name="profile-move",
    ),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/sign/<slug:signs_as>/<slug:slug>",
        profile_deeds.sign,
        name="profile-sign",
    ),
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
    # What is known, and what can be said
    path("known-and-not-known", known.known, name="known"),
    path("what-can-be-said", said.said, name="said"),
    path("what-can-be-said/<slug:slug>", said.sentence, name="sentence"),
    path("pictures/<str:key>.csv", pictures.picture_csv, name="picture-csv"),
    path("pictures/<str:key>.svg", pictures.picture_svg, name="picture-svg"),
    # The method
    path("method", method.method, name="method"),
    path("method/schemas/<slug:name>.json", method.method_schema, name="method-schema"),
    path("method/<slug:slug>", method.method_page, name="method-page"),
    path("benefits/portfolio", portfolio.national, name="portfolio"),
    path("benefits/accuracy", accuracy.accuracy, name="benefits-accuracy"),
    path("organisations/<slug:slug>/benefits", portfolio.of_body, name="organisation-benefits"),
    path("benefits/measures", measures.measures, name="measures"),
    path("benefits/measures/<slug:slug>", measures.measure, name="measure"),
    # Costs and benefits: what happened, period by period, and one benefit (after what has a name of its own)
    path("collaborations/<str:written>/benefits/returns", returns.calendar_of, name="benefits-returns"),
    path("collaborations/<str:written>/benefits/returns/<str:period>", returns.one, name="benefits-return"),
    path(
        "collaborations/<str:written>/benefits/returns/<str:period>/open-again",
        returns.reopen,
        name="benefits-return-reopen",
    ),
    path(
        "collaborations/<str:written>/benefits/returns/<str:period>/review/<slug:slug>",
        return_reviews.review,
        name="benefits-return-review",
    ),
    path("benefits/<str:reference>/baseline", baselines.write, name="benefit-baseline"),
    path("benefits/<str:reference>/baseline/lock", baselines.lock, name="benefit-baseline-lock"),
    path("benefits/<str:reference>/planned/<slug:kind>", planned_values.write, name="benefit-planned"),
    path("benefits/<str:reference>/signals.json", benefit_cases.signals, name="benefit-signals"),
    path("benefits/<str:reference>/evidence", benefit.work_out, name="benefit-evidence"),
    path("benefits/<str:reference>", benefit.benefit, name="benefit"),
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
