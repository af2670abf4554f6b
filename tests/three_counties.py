"""The three made-up forces of the demonstration, their policing bodies and one record, beside the rest."""

from frankpledge.dates import PartialDate
from frankpledge.people.actions import organisations, relations
from frankpledge.people.models import Confidence
from frankpledge.register.actions import collaborations
from frankpledge.register.drafts import CollaborationDraft, SourceDraft
from frankpledge.register.models import (
    Collaboration,
    LegalBasis,
    Model,
    PartiesCoverage,
    Role,
    StartKind,
    Status,
)
from tests.world import CURATOR, ELECTIONS, MINUTES, force, maintains, party, policing_body

AREAS = ("northmarch", "eastvale", "wexcombe")
BEGAN = PartialDate(2020, 4, 20)


def built(slug: str, title: str) -> Collaboration:
    """The bodies, and a record of all three."""
    areas = {area: f"pcc-{area}" for area in AREAS}
    bodies = [force(area, area.capitalize()) for area in areas]
    bodies += [
        policing_body(body, f"{area.capitalize()} Police and Crime Commissioner", ELECTIONS)
        for area, body in areas.items()
    ]
    organisations.put_all(by=CURATOR, drafts=bodies)
    relations.put_all(by=CURATOR, drafts=[maintains(body, area, ELECTIONS) for area, body in areas.items()])
    collaborations.put_all(by=CURATOR, drafts=[_record(slug, title)])
    return Collaboration.objects.get(slug=slug)


def _record(slug: str, title: str) -> CollaborationDraft:
    lead, *others = AREAS
    return CollaborationDraft(
        slug=slug,
        title=title,
        purpose="One laboratory for three forces.",
        functions=("forensics",),
        model=Model.LEAD_FORCE,
        legal_basis=LegalBasis.SECTION_22A,
        status=Status.RUNNING,
        status_as_of=PartialDate(2025, 7),
        starts_on=BEGAN,
        start_kind=StartKind.LIVE,
        existence_confidence=Confidence.HIGH,
        parties_coverage=PartiesCoverage.COMPLETE,
        parties=(
            party(lead, Role.LEAD, joined_on=BEGAN),
            *(party(area, joined_on=BEGAN) for area in others),
        ),
        record_sources=(SourceDraft(MINUTES, "Minutes of the joint committee"),),
    )
