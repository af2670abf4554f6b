"""Every address of the service, with something to put into each part that it asks for."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from frankpledge.exchange.open_data.tables import TABLES
from tests.canaries.planting import Planted

Fill = Callable[[Planted], Sequence[tuple[object, ...]]]
PART = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


def _records(ours: Planted) -> list[tuple[object, ...]]:
    return [(ours.archive.address,), (ours.dogs.address,), (ours.withheld.address,), (ours.shelf.address,)]


def _changes(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.changes]


def _registrations(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.registrations]


def _messages(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.messages]


def _reorganisations(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.reorganisations]


def _documents(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.documents]


def _proposals(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.proposals]


def _judgement(ours: Planted) -> list[tuple[object, ...]]:
    return [(ours.proposals[0], ours.ids["judgement"])]


def _agreements(ours: Planted) -> list[tuple[object, ...]]:
    return [(reference,) for reference in ours.agreements]


def _agreement(*more: object) -> Fill:
    return lambda ours: [(reference, *more) for reference in ours.agreements]


def _profiles(ours: Planted) -> list[tuple[object, ...]]:
    return [(ours.archive.address, reference) for reference in ours.profiles]


def _always(*parts: object) -> Fill:
    return lambda _ours: [parts]


def _with(fill: Fill, *more: object) -> Fill:
    return lambda ours: [(*parts, *more) for parts in fill(ours)]


def _of(what: str, *before: object) -> Fill:
    return lambda ours: [(*before, ours.ids[what])]


def _returns(*more: object) -> Fill:
    return lambda ours: [
        (ours.archive.address, period, *more) for period in ("2024-04", "2024-07") if ours.benefits
    ]


def _benefits(*more: object) -> Fill:
    return lambda ours: [(reference, *more) for reference in ours.benefits]


def _party(ours: Planted, *more: object) -> list[tuple[object, ...]]:
    return [(ours.archive.address, "party", ours.ids["party"], *more)]


def _relation(ours: Planted, *more: object) -> list[tuple[object, ...]]:
    return [("eastmarch", "relation", ours.ids["relation"], *more)]


def _ledger_samples() -> dict[str, Fill]:
    """The ledger of the archive."""

    def of(*parts: object) -> Fill:
        named = [part for part in parts if isinstance(part, str) and part.startswith("ledger ")]

        def fill(ours: Planted) -> list[tuple[object, ...]]:
            known = {name: ours.ids[name] for name in named}
            return [(ours.archive.address, *(known.get(str(part), part) for part in parts))]

        return fill

    def of_benefit(*parts: object) -> Fill:
        return lambda ours: [(ours.archive.address, ours.benefit, *parts)]

    stem = "collaborations/<str:written>/benefits/ledger"
    return {
        stem: of(),
        f"{stem}/begin": of(),
        f"{stem}/budgets": of(),
        f"{stem}/owners": of(),
        f"{stem}/made/<slug:made>/lock": of("forecast-1"),
        f"{stem}/made/<slug:made>/lines/add": of("forecast-1"),
        f"{stem}/made/<slug:made>/payments/add": of("forecast-1"),
        f"{stem}/made/<slug:made>/words/<slug:slug>": of("forecast-1", "eastmarch"),
        f"{stem}/lines/<int:number>": of("ledger line"),
        f"{stem}/lines/<int:number>/remove": of("ledger line"),
        f"{stem}/lines/<int:number>/shares/<slug:slug>": of("ledger line", "eastmarch"),
        f"{stem}/accounts/<int:year>": of(2024),
        f"{stem}/accounts/<int:year>/<slug:slug>": of(2024, "eastmarch"),
        f"{stem}/budgets/<str:reference>/<slug:slug>": of_benefit("eastmarch"),
        f"{stem}/budgets/<int:number>/withdraw": of("ledger taken"),
        f"{stem}/owners/<str:reference>/offer": of_benefit(),
        f"{stem}/owners/<int:number>/answer": of("ledger offer"),
        f"{stem}/owners/<int:number>/take-back": of("ledger offer"),
    }


EASTMARCH = "eastmarch"
SAMPLES: Mapping[str, Fill] = {
    "collaborations/<str:written>": _records,
    "collaborations/<str:written>/merged": lambda ours: [(ours.archive.reference,)],
    "collaborations/<str:written>/history": _records,
    "collaborations/<str:written>/reads": _records,
    "collaborations/<str:written>/merge": _records,
    "collaborations/<str:written>/confirm": _records,
    "collaborations/<str:written>/confirm/<slug:slug>": _with(_records, "eastmarch"),
    "collaborations/<str:written>/confirm/<slug:slug>/ask": _with(_records, "eastmarch"),
    "collaborations/<str:written>/confirm/<slug:slug>/links/<int:number>/withdraw": lambda ours: [
        (ours.archive.address, "eastmarch", ours.ids["link"])
    ],
    "organisations/<slug:slug>/completeness": _always("eastmarch"),
    "organisations/<slug:slug>/completeness/state": _always("eastmarch"),
    "confirm/<str:secret>": _always("nobodys"),
    "organisations/<slug:slug>/people/stand-in": _always("eastmarch"),
    "organisations/<slug:slug>/people/stand-ins/<int:delegation_id>/end": _always("eastmarch", 1),
    "collaborations/<str:written>/reorganised": _records,
    "collaborations/<str:written>/change": _records,
    "collaborations/<str:written>/change/<slug:group>": _with(_records, "notes"),
    "collaborations/<str:written>/change/<slug:kind>/add": _with(_records, "event"),
    "collaborations/<str:written>/change/<slug:kind>/<int:number>": _party,
    "collaborations/<str:written>/change/<slug:kind>/<int:number>/remove": _party,
    "collaborations/<str:written>/change/<slug:kind>/<int:number>/<slug:group>": (
        lambda ours: _party(ours, "party")
    ),
    "collaborations/<str:written>/purpose": _records,
    "collaborations/<str:written>/purpose/answers": _records,
    "collaborations/<str:written>/purpose/answer/<slug:slug>": _with(_records, "eastmarch"),
    "collaborations/<str:written>/purpose/draft": _records,
    "collaborations/<str:written>/purpose/draft/publish": _records,
    "collaborations/<str:written>/purpose/draft/discard": _records,
    "collaborations/<str:written>/purpose/draft/objectives/add": _records,
    "collaborations/<str:written>/purpose/draft/objectives/<int:position>": _with(_records, 1),
    "collaborations/<str:written>/purpose/draft/objectives/<int:position>/remove": _with(_records, 1),
    "collaborations/<str:written>/purpose/draft/<slug:group>": _with(_records, "statement"),
    "collaborations/<str:written>/benefits": _records,
    "collaborations/<str:written>/benefits/begin": _records,
    "collaborations/<str:written>/benefits/case": _records,
    "collaborations/<str:written>/benefits/case.json": _records,
    "collaborations/<str:written>/benefits/case.xlsx": _records,
    "collaborations/<str:written>/benefits/full": _records,
    "collaborations/<str:written>/benefits/method": _records,
    "collaborations/<str:written>/benefits/method/move-on": _records,
    **{
        f"collaborations/<str:written>/{address}": _records
        for address in ("benefits/release", "benefits/take-back", "costs-and-benefits")
    },
    "organisations/<slug:slug>/benefits": _always(EASTMARCH),
    "collaborations/<str:written>/benefits/returns": _records,
    **{
        f"collaborations/<str:written>/benefits/returns/{what}": _records
        for what in ("upload", "rows.csv", "rows.xlsx")
    },
    "collaborations/<str:written>/benefits/returns/<str:period>": _returns(),
    "collaborations/<str:written>/benefits/returns/<str:period>/open-again": _returns(),
    "collaborations/<str:written>/benefits/returns/<str:period>/review/<slug:slug>": _returns(EASTMARCH),
    "benefits/double-counts/<int:number>": _of("double count"),
    "benefits/<str:reference>": _benefits(),
    "benefits/<str:reference>/baseline": _benefits(),
    "benefits/<str:reference>/baseline/lock": _benefits(),
    "benefits/<str:reference>/planned/<slug:kind>": _benefits("plan"),
    "benefits/<str:reference>/evidence": _benefits(),
    "benefits/<str:reference>/evidence/elsewhere": _benefits(),
    "benefits/<str:reference>/evidence/<int:number>.json": lambda ours: [
        (reference, ours.ids["finding"]) for reference in ours.benefits[-1:]
    ],
    "benefits/<str:reference>/signals.json": _benefits(),
    "collaborations/<str:written>/benefits/questions/<int:year>/<slug:asked>": lambda ours: [
        (*each, 2024, asked) for each in _records(ours) for asked in ("why", "next")
    ],
    "collaborations/<str:written>/benefits/map": _records,
    "collaborations/<str:written>/benefits/map/add": _records,
    **{
        f"collaborations/<str:written>/benefits/map/boxes/<int:number>{last}": (
            lambda ours: [(ours.archive.address, ours.ids["box"])]
        )
        for last in ("", "/remove", "/join")
    },
    **{
        f"collaborations/<str:written>/benefits/map/arrows/<int:number>/{last}": (
            lambda ours: [(ours.archive.address, ours.ids["arrow"])]
        )
        for last in ("remove", "clear")
    },
    "collaborations/<str:written>/benefits/stages": _records,
    "collaborations/<str:written>/benefits/stages/<int:number>": _with(_records, 6),
    **{
        f"collaborations/<str:written>/benefits/{address}": _records
        for address in (
            "oversight",
            "oversight/write",
            "allowances",
            "allowances/add",
            "shares",
            "lessons",
            "lessons/add",
        )
    },
    **{
        f"collaborations/<str:written>/benefits/lessons/<int:number>{last}": (
            lambda ours: [(ours.archive.address, ours.ids["lesson"])]
        )
        for last in ("", "/share", "/take-back")
    },
    **{
        f"collaborations/<str:written>/benefits/shares/<int:year>{last}": (
            lambda ours: [(ours.archive.address, 2024)]
        )
        for last in (".json", "/decide")
    },
    **{
        f"collaborations/<str:written>/benefits/shares/<int:year>/<slug:slug>/{last}": (
            lambda ours: [(ours.archive.address, 2024, "eastmarch")]
        )
        for last in ("say", "estimate")
    },
    "collaborations/<str:written>/benefits/allowances/<int:number>/remove": (
        lambda ours: [(ours.archive.address, ours.ids["allowance"])]
    ),
    "collaborations/<str:written>/benefits/profiles": _records,
    "collaborations/<str:written>/benefits/profiles/add": _records,
    "collaborations/<str:written>/benefits/profiles/<str:reference>": _profiles,
    "collaborations/<str:written>/benefits/profiles/<str:reference>/write/<slug:section>": (
        lambda ours: [
            (*each, section) for each in _profiles(ours) for section in ("what", "worth", "sure", "risks")
        ]
    ),
    "collaborations/<str:written>/benefits/profiles/<str:reference>/vary": _profiles,
    "collaborations/<str:written>/benefits/profiles/<str:reference>/links": _profiles,
    "collaborations/<str:written>/benefits/profiles/<str:reference>/realisers": _profiles,
    "collaborations/<str:written>/benefits/profiles/<str:reference>/move/<slug:name>": (
        lambda ours: [(*each, "drop") for each in _profiles(ours)]
    ),
    "collaborations/<str:written>/benefits/profiles/<str:reference>/sign/<slug:signs_as>/<slug:slug>": (
        lambda ours: [(*each, "owner", "eastmarch") for each in _profiles(ours)]
    ),
    "collaborations/<str:written>/documents": _records,
    "collaborations/<str:written>/documents/add": _records,
    "documents/<str:reference>": _documents,
    "documents/<str:reference>/file": _documents,
    "documents/<str:reference>/describe": _documents,
    "documents/<str:reference>/publish": _documents,
    "documents/<str:reference>/withdraw": _documents,
    "documents/<str:reference>/remove": _documents,
    "documents/<str:reference>/keep": _documents,
    "documents/<str:reference>/dispose": _documents,
    "collaborations/<str:written>/publication": _records,
    "collaborations/<str:written>/publication/release": _records,
    "collaborations/<str:written>/publication/withhold": _records,
    "collaborations/<str:written>/publication/put-back/<int:number>": (
        lambda ours: [(ours.shelf.address, ours.ids["withholding"])]
    ),
    "collaborations/<str:written>/publication/by/<slug:slug>": _with(_records, "eastmarch"),
    "organisations/<slug:slug>/change": _always(EASTMARCH),
    "organisations/<slug:slug>/change/<slug:group>": _always(EASTMARCH, "name"),
    "organisations/<slug:slug>/change/<slug:kind>/add": _always(EASTMARCH, "alias"),
    "organisations/<slug:slug>/change/<slug:kind>/<int:number>": _relation,
    "organisations/<slug:slug>/change/<slug:kind>/<int:number>/remove": _relation,
    "organisations/<slug:slug>/change/<slug:kind>/<int:number>/<slug:group>": (
        lambda ours: _relation(ours, "relation")
    ),
    "changes/<str:reference>": _changes,
    "changes/<str:reference>/fields/<slug:group>": _with(_changes, "notes"),
    "changes/<str:reference>/why": _changes,
    "register/<str:reference>": _registrations,
    "register/<str:reference>/paste": _registrations,
    "register/<str:reference>/alike": _registrations,
    "register/<str:reference>/<slug:slug>": _with(_registrations, "title"),
    "proposals/<str:reference>": _proposals,
    **{
        f"proposals/<str:reference>/{deed}": _proposals
        for deed in ("notify", "outcome", "withdraw", "lead-to")
    },
    **{
        f"proposals/<str:reference>/{deed}/<slug:slug>": _with(_proposals, EASTMARCH)
        for deed in ("view", "consider", "received")
    },
    "proposals/<str:reference>/judgements/<int:number>.docx": _judgement,
    "proposals/<str:reference>/judgements/<int:number>.pdf": _judgement,
    **_ledger_samples(),
    "collaborations/<str:written>/agreements": _records,
    "collaborations/<str:written>/agreements/begin": _records,
    "collaborations/<str:written>/ending": _records,
    "collaborations/<str:written>/ending/<slug:name>": _with(_records, "withdraw"),
    "agreements/<str:reference>": _agreements,
    "agreements/<str:reference>/terms/<slug:group>": lambda ours: [
        (reference, group)
        for reference in ours.agreements
        for group in ("title", "provisions", "dates", "notice", "exit")
    ],
    "agreements/<str:reference>/signatories/add": _agreements,
    "agreements/<str:reference>/signatories/<slug:slug>/remove": _agreement("eastmarch"),
    "agreements/<str:reference>/move/<slug:name>": _agreement("withdraw"),
    "agreements/<str:reference>/signed-copy": _agreements,
    "agreements/<str:reference>/sign/<slug:slug>": _agreement("eastmarch"),
    "agreements/<str:reference>/notice/<slug:slug>": _agreement("eastmarch"),
    "agreements/<str:reference>/notice/<slug:slug>/take-back": _agreement("eastmarch"),
    "agreements/<str:reference>/notice/<slug:slug>/goes-on": _agreement("eastmarch"),
    "agreements/<str:reference>/obligations/add": _agreements,
    "agreements/<str:reference>/obligations/<int:number>": lambda ours: [
        (ours.agreements[-1], ours.ids["obligation"])
    ],
    "agreements/<str:reference>/reserve/<slug:slug>": _agreement("eastmarch"),
    "agreements/<str:reference>/reserve/<slug:slug>/<int:number>": lambda ours: [
        (ours.agreements[-1], "eastmarch", ours.ids["reservation"])
    ],
    "agreements/<str:reference>/checklist/<slug:topic>": _agreement("vetting"),
    "organisations/<slug:slug>": lambda _ours: [(EASTMARCH,), ("pcc-eastmarch",), ("northshire",)],
    "organisations/<slug:slug>/reads": lambda _ours: [(EASTMARCH,), ("northshire",)],
    "organisations/<slug:slug>/collaborations-statement": _always(EASTMARCH),
    "organisations/<slug:slug>/collaborations-statement/list": _always(EASTMARCH),
    "organisations/<slug:slug>/history": lambda _ours: [(EASTMARCH,), ("northshire",)],
    "functions/<slug:slug>": _always("information-management"),
    "regions/<slug:slug>": _always("north-east"),
    "what-can-be-said/<slug:slug>": lambda _ours: [("savings",), ("marches-national-01",)],
    "method/schemas/<slug:name>.json": _always("share"),
    "method/<slug:slug>": _always("shapley"),
    "method/versions/<str:number>": _always("1.0"),
    "method/versions/<str:number>/text": _always("1.0"),
    "method/versions/<str:number>/text/<slug:slug>": _always("1.0", "keys"),
    "benefits/measures/<slug:slug>": _always("hours-of-handlers-freed"),
    **{
        f"benefits/measures/<slug:slug>/{deed}": _always("hours-of-handlers-freed")
        for deed in ("define", "vary", "retire")
    },
    "benefits/measures/<slug:slug>/variants/<int:number>/retire": _of("variant", "hours-of-handlers-freed"),
    "pictures/<str:key>.csv": _always("0" * 64),
    "pictures/<str:key>.svg": _always("0" * 64),
    "tell-us/<str:reference>": _messages,
    "tell-us/<str:reference>/sent": _messages,
    "messages/<str:reference>": _messages,
    "messages/<str:reference>/<slug:name>": lambda ours: [
        (reference, name) for reference in ours.messages for name in ("answer", "display")
    ],
    "account/e-mails/stop/<str:word>": _always("nobodys"),
    "account/email/confirm/<str:key>": _always("nobodys"),
    r"account/^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$": _of("author"),
    "account/passkeys/<int:pk>/remove": _of("proof"),
    "account/passkeys/<int:pk>/name": _of("proof"),
    "account/provider/<slug:provider_id>": _always("unused"),
    "account/provider/<slug:provider_id>/back": _always("unused"),
    "api/v1/collaborations/<reference>": lambda ours: [(ours.archive.reference,), (ours.dogs.reference,)],
    "api/v1/changes/<reference>": _changes,
    "api/v1/changes/<reference>/decision": _changes,
    "api/v1/changes/<reference>/withdrawal": _changes,
    "data/<slug:name>.csv": lambda _ours: [(table.name,) for table in TABLES],
    "data/<slug:name>.jsonl": lambda _ours: [(table.name,) for table in TABLES],
    "organisations/<slug:slug>/people": _always(EASTMARCH),
    "organisations/<slug:slug>/people/invite": _always(EASTMARCH),
    "organisations/<slug:slug>/people/leave": _always(EASTMARCH),
    "organisations/<slug:slug>/people/<int:user_id>/give": _of("author", EASTMARCH),
    "organisations/<slug:slug>/roles/<int:membership_id>/end": _of("membership", EASTMARCH),
    "organisations/<slug:slug>/invitations/<int:invitation_id>/again": _of("invitation", EASTMARCH),
    "organisations/<slug:slug>/invitations/<int:invitation_id>/withdraw": _of("invitation", EASTMARCH),
    "organisations/<slug:slug>/keys": _always(EASTMARCH),
    "organisations/<slug:slug>/keys/make": _always(EASTMARCH),
    "organisations/<slug:slug>/keys/<int:token_id>/end": _of("key", EASTMARCH),
    "invitations/<str:secret>": _always("nobodys"),
    "national/people/<int:user_id>/give": _of("author"),
    "national/roles/<int:membership_id>/end": _of("membership"),
    "national/invitations/<int:invitation_id>/again": _of("invitation"),
    "national/invitations/<int:invitation_id>/withdraw": _of("invitation"),
    "national/sign-in/<int:domain_id>/unmap": _of("domain"),
    "national/reorganisations/<str:reference>": _reorganisations,
    "national/reorganisations/<str:reference>/basics": _reorganisations,
    "national/reorganisations/<str:reference>/steps/<slug:kind>": _with(_reorganisations, "merge"),
    "national/reorganisations/<str:reference>/steps/<int:step_id>/remove": (
        lambda ours: [(ours.reorganisations[0], ours.ids["step"])]
    ),
    "national/reorganisations/<str:reference>/steps/<int:step_id>/carried": (
        lambda ours: [(ours.reorganisations[3], ours.ids["split"])]
    ),
    "national/reorganisations/<str:reference>/<slug:name>": _with(_reorganisations, "plan"),
}
# The same pages, asked for something that stands only in their query.
QUERIES: Mapping[str, Sequence[str]] = {
    "collaborations": ("force=eastmarch", "q=archive"),
    "compare": ("force=northshire&force=eastmarch",),
    "considerations": ("force=northshire&force=eastmarch&function=information-management",),
    "proposals/raise": ("force=eastmarch&force=northshire&function=dogs",),
    "proposals/<str:reference>": ("format=json",),
    "collaborations/<str:written>/benefits/returns/<str:period>": ("format=csv",),
    "collaborations/<str:written>/costs-and-benefits": ("format=json", "format=csv", "as-at=2024-01-01"),
    "benefits/accuracy": ("body=eastmarch", "body=eastmarch&format=csv"),
    "benefits/portfolio": ("format=json", "format=csv", "force=eastmarch"),
    "proposals/<str:reference>/notify": ("force=kent",),
    "organisations": ("name=eastmarch",),
    "documents": ("q=archive", "q=says"),
    "messages": ("show=all",),
    "tell-us": ("about=eastmarch", "about=eastmarch-archive"),
    "api/v1/changeable": ("organisation=eastmarch", "organisation=northshire"),
    "api/v1/changes": ("state=proposed",),
    "collaborations/<str:written>": ("as-at=2024-01-01",),
    # So much is planted in one record that its history goes on on another page.
    "collaborations/<str:written>/history": ("page=2",),
    "collaborations/<str:written>/benefits/ledger": (
        "made=forecast-1&with=outturn-1",
        "made=outturn-1",
        "made=forecast-1&format=csv",
        "made=forecast-1&format=json",
    ),
    "collaborations/<str:written>/benefits/ledger/accounts/<int:year>": ("format=csv", "format=json"),
    "collaborations/<str:written>/benefits/ledger/budgets": ("format=csv", "format=json"),
}


def templates() -> list[str]:
    """Every address as the resolver has it."""
    return sorted(set(_templates(get_resolver().url_patterns)))


def paths(ours: Planted, template: str) -> Iterator[str]:
    """The address with each of its samples, and with what it can be asked. KeyError without a sample."""
    samples = SAMPLES[template](ours) if PART.search(template) else [()]
    for parts in samples:
        path = _filled(template, parts)
        yield path
        yield from (f"{path}?{query}" for query in QUERIES.get(template, ()))


def _filled(template: str, parts: Sequence[object]) -> str:
    if template.startswith("account/^password"):
        return "/account/password/new/1-set-password"
    left = iter(parts)
    return "/" + PART.sub(lambda _part: quote(str(next(left))), template)


def _templates(patterns: "list[URLPattern | URLResolver]", before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _templates(pattern.url_patterns, route)
        else:
            yield route
