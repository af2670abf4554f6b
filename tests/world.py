"""A small fictional cast, built by the actions alone, beside the real register.

THE BODIES                                                  region
northshire   <- maintained by northshire-authority   until 22 November 2012
                              pcc-northshire         since then                 North East
eastmarch    <- maintained by eastmarch-authority    until 22 November 2012
                              pcc-eastmarch          since then                 North East
port-vale    <- maintained by port-vale-authority    until 22 November 2012
                              pcc-port-vale          until 7 May 2024
                              port-vale-mayoralty    since then (succeeds it)   Wales
harrow-systems    a supplier                  wayfarers-fund    a funder
"NEP"             the group of northshire, eastmarch and port-vale; "PV" is ambiguous

THE COLLABORATIONS
marches            Northern Marches programme, running as at 2024: northshire (leads), eastmarch, port-vale
  +-- dogs         joint unit since April 2015, running as at June 2023;
  |                port-vale left in April 2018; wayfarers-fund pays
  +-- forensics    2010 to 31 March 2021, ended by notice; eastmarch hosts, northshire a member
records            contract of port-vale with harrow-systems since 2009, status not known, one party known
crossings          national service since 2013, all forces assumed, running as at 2022; a draft text found

THE CLAIMS
dogs-01            £400,000 to £600,000 a year, forecast
dogs-02 <-> dogs-03   they contradict each other: £250,000 (press) and £310,000 (a party)
forensics-01 <- forensics-02   the second replaces the first
national-01        about the nation as a whole
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from frankpledge.audit.actors import at_command_line
from frankpledge.dates import PartialDate
from frankpledge.people.actions import aliases, figures, organisations, relations
from frankpledge.people.actions.aliases import AliasDraft
from frankpledge.people.actions.figures import FigureDraft
from frankpledge.people.actions.organisations import OrganisationDraft
from frankpledge.people.actions.relations import RelationDraft
from frankpledge.people.models import (
    AliasKind,
    Basis,
    Capacity,
    Confidence,
    FigureUnit,
    Kind,
    Measure,
    Organisation,
    Region,
    RelationKind,
)
from frankpledge.register.actions import claims, collaborations, functions
from frankpledge.register.drafts import (
    AgreementDraft,
    ClaimDraft,
    CollaborationDraft,
    EventDraft,
    FunctionDraft,
    PartyDraft,
    SourceDraft,
)
from frankpledge.register.models import (
    Assurance,
    Claim,
    ClaimKind,
    Collaboration,
    Covers,
    EndingKind,
    EventKind,
    FigureState,
    LegalBasis,
    Model,
    PartiesCoverage,
    PeriodKind,
    Qualifier,
    Role,
    SaidAs,
    StartKind,
    Status,
    Unit,
)

CURATOR = at_command_line("a curator in a test")
FORCES = ("northshire", "eastmarch", "port-vale")
GAZETTE = "https://gazette.example/marches"
MINUTES = "https://minutes.example/joint-committee"
ELECTIONS = PartialDate(2012, 11, 22)


@dataclass(frozen=True)
class World:
    """The cast, read anew from the database each time it is asked for."""

    def body(self, slug: str) -> Organisation:
        """An organisation by its slug."""
        return Organisation.objects.get(slug=slug)

    def record(self, name: str) -> Collaboration:
        """A collaboration by its name on the map."""
        return Collaboration.objects.get(addresses__slug=f"marches-{name}" if name != "marches" else name)

    def claim(self, key: str) -> Claim:
        """A claim by its name on the map."""
        return Claim.objects.get(key=f"marches-{key}")


@pytest.fixture
def world(db: None) -> World:
    """The cast. It stands in the database that a test with this fixture gets (tests/database.py)."""
    return World()


def built() -> World:
    """The cast, made."""
    functions.put(by=CURATOR, draft=FunctionDraft(slug="ferries", name="Ferries", description="Boats."))
    organisations.put_all(by=CURATOR, drafts=_bodies())
    relations.put_all(by=CURATOR, drafts=_relations())
    aliases.put_all(by=CURATOR, drafts=_aliases())
    figures.put(by=CURATOR, draft=_figure())
    collaborations.put_all(by=CURATOR, drafts=[marches(), dogs(), forensics(), records(), crossings()])
    claims.put_all(by=CURATOR, drafts=_claims())
    return World()


def force(slug: str, name: str, region: Region = Region.NORTH_EAST) -> OrganisationDraft:
    """A fictional force."""
    return OrganisationDraft(
        slug=slug,
        name=f"{name} Police",
        short_name=name,
        kind=Kind.FORCE,
        capacity=Capacity.CHIEF_OFFICER,
        region=region,
        organised_crime_region=region,
        countries=("Wales",) if region == Region.WALES else ("England",),
        website=f"https://{slug}.police.example",
        identity_sources=(GAZETTE,),
        region_sources=(GAZETTE, MINUTES),
    )


def policing_body(
    slug: str, name: str, starts_on: PartialDate | None, ends_on: PartialDate | None = None
) -> OrganisationDraft:
    """A fictional policing body."""
    return OrganisationDraft(
        slug=slug,
        name=name,
        short_name=name,
        kind=Kind.POLICING_BODY,
        capacity=Capacity.POLICING_BODY,
        valid_from=starts_on,
        valid_to=ends_on,
        identity_sources=(GAZETTE,),
    )


def _bodies() -> list[OrganisationDraft]:
    mayor_since = PartialDate(2024, 5, 7)
    return [
        force("northshire", "Northshire"),
        force("eastmarch", "Eastmarch"),
        force("port-vale", "Port Vale", Region.WALES),
        *(policing_body(f"{slug}-authority", f"{slug} police authority", None, ELECTIONS) for slug in FORCES),
        policing_body("pcc-northshire", "Northshire Police and Crime Commissioner", ELECTIONS),
        policing_body("pcc-eastmarch", "Eastmarch Police and Crime Commissioner", ELECTIONS),
        policing_body("pcc-port-vale", "Port Vale Police and Crime Commissioner", ELECTIONS, mayor_since),
        policing_body("port-vale-mayoralty", "Port Vale Mayoralty", mayor_since),
        OrganisationDraft(
            slug="harrow-systems",
            name="Harrow Systems plc",
            short_name="Harrow",
            kind=Kind.SUPPLIER,
            capacity=Capacity.OTHER_PERSON,
            identity_sources=(GAZETTE,),
        ),
        OrganisationDraft(
            slug="wayfarers-fund",
            name="The Wayfarers' Fund",
            short_name="Wayfarers' Fund",
            kind=Kind.PARTNER,
            capacity=Capacity.OTHER_PERSON,
            identity_sources=(GAZETTE,),
        ),
    ]


def maintains(
    body: str, area: str, starts_on: PartialDate | None, ends_on: PartialDate | None = None
) -> RelationDraft:
    """A policing body maintains a force."""
    return RelationDraft(
        subject=body,
        kind=RelationKind.MAINTAINS,
        object=area,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=Basis.STATED,
        sources=(GAZETTE,),
    )


def _relations() -> list[RelationDraft]:
    mayor_since = PartialDate(2024, 5, 7)
    return [
        *(maintains(f"{slug}-authority", slug, None, ELECTIONS) for slug in FORCES),
        maintains("pcc-northshire", "northshire", ELECTIONS),
        maintains("pcc-eastmarch", "eastmarch", ELECTIONS),
        maintains("pcc-port-vale", "port-vale", ELECTIONS, mayor_since),
        maintains("port-vale-mayoralty", "port-vale", mayor_since),
        RelationDraft(
            subject="port-vale-mayoralty",
            kind=RelationKind.SUCCEEDS,
            object="pcc-port-vale",
            starts_on=mayor_since,
            basis=Basis.STATED,
            sources=(GAZETTE,),
        ),
    ]


def _aliases() -> list[AliasDraft]:
    group = AliasDraft(text="NEP", kind=AliasKind.GROUP, group="Northern Marches", members=FORCES)
    return [
        group,
        AliasDraft(
            text="PV",
            kind=AliasKind.ABBREVIATION,
            organisation="port-vale",
            is_ambiguous=True,
            note="Also a football club.",
        ),
    ]


def _figure() -> FigureDraft:
    return FigureDraft(
        organisation="northshire",
        on=PartialDate(2019, 9, 30),
        measure=Measure.OFFICERS_FTE,
        value=Decimal("1234.567891"),
        unit=FigureUnit.FTE,
        confidence=Confidence.HIGH,
        basis="workforce return",
        sources=(GAZETTE,),
    )


def party(
    organisation: str,
    role: Role = Role.MEMBER,
    *,
    joined_on: PartialDate | None = None,
    left_on: PartialDate | None = None,
    basis: Basis = Basis.STATED,
) -> PartyDraft:
    """A party, cited to the minutes."""
    return PartyDraft(
        organisation=organisation,
        role=role,
        basis=basis,
        joined_on=joined_on,
        left_on=left_on,
        sources=(MINUTES,),
    )


def marches() -> CollaborationDraft:
    """The programme."""
    return CollaborationDraft(
        slug="marches",
        title="Northern Marches programme",
        names=("Marches", "NMP"),
        purpose="Three forces share specialist work.",
        functions=("many-functions",),
        model=Model.STRATEGIC_ALLIANCE,
        legal_basis=LegalBasis.SECTION_22A,
        status=Status.RUNNING,
        status_as_of=PartialDate(2024),
        existence_confidence=Confidence.HIGH,
        parties_confidence=Confidence.HIGH,
        parties_coverage=PartiesCoverage.COMPLETE,
        parties_expected=3,
        parties=(party("northshire", Role.LEAD), party("eastmarch"), party("port-vale")),
        record_sources=(SourceDraft(MINUTES, "Minutes of the joint committee"),),
        further_sources=(SourceDraft(GAZETTE),),
    )


def dogs() -> CollaborationDraft:
    """The unit that one force left."""
    april_2015, april_2018 = PartialDate(2015, 4), PartialDate(2018, 4)
    return CollaborationDraft(
        slug="marches-dogs",
        title="Northern Marches Dog Unit",
        purpose="Joint police dog unit.",
        functions=("dogs", "training"),
        model=Model.JOINT_UNIT,
        status=Status.RUNNING,
        status_as_of=PartialDate(2023, 6),
        starts_on=april_2015,
        start_kind=StartKind.LIVE,
        parent="marches",
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(
            party("northshire", Role.LEAD, joined_on=april_2015),
            party("eastmarch", joined_on=april_2015),
            party("port-vale", joined_on=april_2015, left_on=april_2018),
            party("wayfarers-fund", Role.FUNDER),
        ),
        events=(
            EventDraft(on=april_2015, kind=EventKind.STARTED, what="The unit begins.", sources=(MINUTES,)),
            EventDraft(on=april_2018, kind=EventKind.LEFT, what="Port Vale leaves.", sources=(GAZETTE,)),
        ),
        record_sources=(SourceDraft(GAZETTE, "The Marches Gazette"),),
    )


def forensics() -> CollaborationDraft:
    """The unit that ended."""
    ended = PartialDate(2021, 3, 31)
    return CollaborationDraft(
        slug="marches-forensics",
        title="Northern Marches Forensics",
        purpose="Shared laboratory.",
        functions=("forensics",),
        model=Model.LEAD_FORCE,
        status=Status.ENDED,
        status_as_of=ended,
        ending_kind=EndingKind.BY_NOTICE,
        starts_on=PartialDate(2010),
        start_kind=StartKind.AGREED,
        ends_on=ended,
        parent="marches",
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(party("eastmarch", Role.HOST), party("northshire")),
        events=(
            EventDraft(on=ended, kind=EventKind.ENDED, what="The laboratory closes.", sources=(GAZETTE,)),
        ),
        record_sources=(SourceDraft(MINUTES, "Minutes of the joint committee"),),
    )


def records() -> CollaborationDraft:
    """The contract about which little is known."""
    return CollaborationDraft(
        slug="marches-records",
        title="Port Vale records contract",
        purpose="A contractor keeps records.",
        functions=("information-management",),
        model=Model.OUTSOURCING,
        legal_basis=LegalBasis.CONTRACT,
        starts_on=PartialDate(2009),
        parties_coverage=PartiesCoverage.PARTIAL,
        parties=(
            party("port-vale", Role.CUSTOMER, basis=Basis.PARTIAL),
            party("harrow-systems", Role.SUPPLIER),
        ),
        record_sources=(SourceDraft(GAZETTE, "The Marches Gazette"),),
    )


def crossings() -> CollaborationDraft:
    """The national service that everybody is assumed to be in."""
    return CollaborationDraft(
        slug="marches-crossings",
        title="National Crossings Service",
        purpose="Ferries for every force.",
        functions=("ferries",),
        model=Model.NATIONAL_SERVICE,
        status=Status.RUNNING,
        status_as_of=PartialDate(2022),
        starts_on=PartialDate(2013, 1),
        start_kind=StartKind.FOUNDED,
        parties_coverage=PartiesCoverage.ASSUMED,
        parties_expected=43,
        parties=tuple(party(slug, basis=Basis.ASSUMED) for slug in FORCES),
        agreements=(AgreementDraft(url="https://mirror.example/crossings.pdf", note="A draft, not signed."),),
        record_sources=(SourceDraft(GAZETTE, "The Marches Gazette"),),
    )


def saving(
    key: str,
    sentence: str,
    collaboration: str,
    amount: str,
    *,
    upper: str | None = None,
    said_as: SaidAs = SaidAs.PARTY,
    contradicts: tuple[str, ...] = (),
    supersedes: str = "",
) -> ClaimDraft:
    """A saving of pounds a year, as somebody claimed it."""
    return ClaimDraft(
        key=f"marches-{key}",
        collaboration=collaboration,
        sentence=sentence,
        kind=ClaimKind.SAVING,
        amount=Decimal(amount),
        amount_upper=Decimal(upper) if upper else None,
        qualifier=Qualifier.BETWEEN if upper else None,
        unit=Unit.POUNDS,
        period_starts_on=PartialDate(2016, 4),
        period_ends_on=PartialDate(2017, 3),
        period_kind=PeriodKind.PER_YEAR,
        covers=Covers.ALL_PARTIES,
        covers_organisations=("port-vale", "northshire"),
        state=FigureState.FORECAST,
        said_by="The joint committee",
        said_as=said_as,
        said_on=PartialDate(2015, 12),
        assurance=Assurance.CLAIMED,
        contradicts=tuple(f"marches-{other}" for other in contradicts),
        supersedes=f"marches-{supersedes}" if supersedes else "",
        sources=(MINUTES,),
    )


def _claims() -> list[ClaimDraft]:
    dogs_slug, forensics_slug = "marches-dogs", "marches-forensics"
    return [
        saving("dogs-01", "It would save £400,000 to £600,000 a year.", dogs_slug, "400000", upper="600000"),
        saving(
            "dogs-02",
            "It saved £250,000.",
            dogs_slug,
            "250000",
            said_as=SaidAs.PRESS,
            contradicts=("dogs-03",),
        ),
        saving("dogs-03", "It saved £310,000.", dogs_slug, "310000", contradicts=("dogs-02",)),
        saving(
            "forensics-02",
            "It would save £1.5m a year.",
            forensics_slug,
            "1500000",
            supersedes="forensics-01",
        ),
        saving("forensics-01", "It would save £2m a year.", forensics_slug, "2000000"),
        saving(
            "national-01", "All collaboration saves £9m a year.", "", "9000000", said_as=SaidAs.GOVERNMENT
        ),
    ]
