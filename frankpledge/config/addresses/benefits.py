"""Costs and benefits: the workspace of a record, its ledger, what happened, and what everybody reads."""

from django.urls import path

from frankpledge.web.views import (
    accounts,
    accuracy,
    allowances,
    answers,
    banking,
    baselines,
    benefit,
    benefit_cases,
    editions,
    findings,
    handovers,
    ledger_entries,
    ledger_words,
    ledgers,
    lessons,
    maps,
    measure_deeds,
    measures,
    oversight,
    planned_values,
    portfolio,
    profile_deeds,
    profiles,
    return_reviews,
    returns,
    shares,
    stages,
    workspaces,
)

ADDRESSES = [
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
    # Costs and benefits: many collaborations, and the library of measures
    path("benefits/portfolio", portfolio.national, name="portfolio"),
    path("benefits/accuracy", accuracy.accuracy, name="benefits-accuracy"),
    path("organisations/<slug:slug>/benefits", portfolio.of_body, name="organisation-benefits"),
    path("benefits/lessons", lessons.lessons, name="lessons"),
    path("benefits/measures", measures.measures, name="measures"),
    path("benefits/define-a-measure", measure_deeds.define, name="measure-new"),
    path("benefits/measures/<slug:slug>", measures.measure, name="measure"),
    path("benefits/measures/<slug:slug>/define", measure_deeds.define, name="measure-define"),
    path("benefits/measures/<slug:slug>/vary", measure_deeds.vary, name="measure-vary"),
    path("benefits/measures/<slug:slug>/retire", measure_deeds.retire, name="measure-retire"),
    path(
        "benefits/measures/<slug:slug>/variants/<int:number>/retire",
        measure_deeds.retire,
        name="measure-variant-retire",
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
    path("collaborations/<str:written>/benefits/oversight", oversight.oversight, name="oversight"),
    path("collaborations/<str:written>/benefits/oversight/write", oversight.write, name="oversight-write"),
    path("collaborations/<str:written>/benefits/allowances", allowances.allowances, name="allowances"),
    path("collaborations/<str:written>/benefits/allowances/add", allowances.add, name="allowances-add"),
    path(
        "collaborations/<str:written>/benefits/allowances/<int:number>/remove",
        allowances.remove,
        name="allowances-remove",
    ),
    path("collaborations/<str:written>/benefits/shares", shares.shares, name="shares"),
    path("collaborations/<str:written>/benefits/shares/<int:year>.json", shares.in_json, name="shares-json"),
    path(
        "collaborations/<str:written>/benefits/shares/<int:year>/decide", shares.decide, name="shares-decide"
    ),
    path(
        "collaborations/<str:written>/benefits/shares/<int:year>/<slug:slug>/say",
        shares.say,
        name="shares-say",
    ),
    path(
        "collaborations/<str:written>/benefits/shares/<int:year>/<slug:slug>/estimate",
        shares.estimate,
        name="shares-estimate",
    ),
    path("collaborations/<str:written>/benefits/lessons", lessons.of_record, name="benefits-lessons"),
    path("collaborations/<str:written>/benefits/lessons/add", lessons.add, name="lesson-add"),
    path("collaborations/<str:written>/benefits/lessons/<int:number>", lessons.write, name="lesson-write"),
    path(
        "collaborations/<str:written>/benefits/lessons/<int:number>/share", lessons.share, name="lesson-share"
    ),
    path(
        "collaborations/<str:written>/benefits/lessons/<int:number>/take-back",
        lessons.take_back,
        name="lesson-take-back",
    ),
    path("collaborations/<str:written>/benefits/profiles", profiles.profiles, name="profiles"),
    path("collaborations/<str:written>/benefits/profiles/add", profiles.add, name="profile-add"),
    path("collaborations/<str:written>/benefits/profiles/<str:reference>", profiles.profile, name="profile"),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/write/<slug:section>",
        profile_deeds.write,
        name="profile-write",
    ),
    path(
        "collaborations/<str:written>/benefits/profiles/<str:reference>/vary",
        measure_deeds.vary_for,
        name="profile-vary",
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
    path("benefits/<str:reference>/evidence", findings.work_out, name="benefit-evidence"),
    path("benefits/<str:reference>/evidence/elsewhere", findings.elsewhere, name="benefit-study"),
    path(
        "benefits/<str:reference>/evidence/<int:number>.json",
        benefit_cases.finding,
        name="benefit-finding-case",
    ),
    path("benefits/<str:reference>", benefit.benefit, name="benefit"),
]
