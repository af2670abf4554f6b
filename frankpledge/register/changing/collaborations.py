"""What may be changed of a record itself."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Confidence
from frankpledge.register.actions import collaborations
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, record_of
from frankpledge.register.changing.values import (
    Addresses,
    Choice,
    Date,
    Line,
    Lines,
    Slug,
    Slugs,
    TitledAddresses,
    Whole,
    Words,
)
from frankpledge.register.drafts import CollaborationDraft
from frankpledge.register.models import (
    Collaboration,
    EndingKind,
    InspectionRole,
    LegalBasis,
    Model,
    PartiesCoverage,
    PurposeOrigin,
    StartKind,
    Status,
    Supports,
    TargetKind,
)

DATE_HINT = _("Leave the day, or the day and month, empty when they are not known.")
NAMES = Group(
    slug="title",
    title=_("Title and names"),
    fields=(
        Field(name="title", label=_("Title"), value=Line(), is_required=True),
        Field(name="title_cy", label=_("Title in Welsh"), value=Line()),
        Field(name="names", label=_("Other names"), value=Lines(), hint=_("One a line.")),
    ),
)
PURPOSE = Group(
    slug="purpose",
    title=_("Purpose"),
    fields=(
        Field(
            name="purpose",
            label=_("What it is for"),
            value=Words(),
            hint=_("One or two sentences. Earlier words are kept as earlier versions."),
            is_required=True,
        ),
    ),
)
FUNCTIONS = Group(
    slug="functions",
    title=_("Functions"),
    fields=(
        Field(
            name="functions",
            label=_("What police work it does"),
            value=Slugs(names="function"),
            hint=_("One a line, by the last part of the function’s address, like forensics."),
            is_required=True,
        ),
    ),
)
MODEL = Group(
    slug="model",
    title=_("How it is arranged"),
    fields=(Field(name="model", label=_("Model"), value=Choice(of=Model), is_required=True),),
)
LEGAL_BASIS = Group(
    slug="legal-basis",
    title=_("Legal basis"),
    fields=(
        Field(name="legal_basis", label=_("Legal basis"), value=Choice(of=LegalBasis), is_required=True),
        Field(name="legal_basis_note", label=_("Note on the legal basis"), value=Words()),
    ),
)
STATUS = Group(
    slug="status",
    title=_("Status"),
    fields=(
        Field(name="status", label=_("Status"), value=Choice(of=Status), is_required=True, needs_reason=True),
        Field(
            name="status_as_of",
            label=_("As of when"),
            value=Date(),
            hint=DATE_HINT,
            needs_reason=True,
        ),
        Field(
            name="ending_kind",
            label=_("How it ended"),
            value=Choice(of=EndingKind),
            hint=_("Only for one that has ended."),
            needs_reason=True,
        ),
    ),
)
DATES = Group(
    slug="dates",
    title=_("Dates"),
    fields=(
        Field(name="starts_on", label=_("Start"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(
            name="start_kind",
            label=_("What the start marks"),
            value=Choice(of=StartKind),
            is_required=True,
            needs_reason=True,
        ),
        Field(name="ends_on", label=_("End"), value=Date(), hint=DATE_HINT, needs_reason=True),
    ),
)
PARENT = Group(
    slug="part-of",
    title=_("What it is part of"),
    fields=(
        Field(
            name="parent",
            label=_("The collaboration that it is part of"),
            value=Slug(names="collaboration"),
            hint=_("The name that the data files know it by, like east-midlands-alliance."),
        ),
    ),
)
LIST_OF_PARTIES = Group(
    slug="list-of-parties",
    title=_("How complete the list of parties is"),
    fields=(
        Field(
            name="parties_coverage",
            label=_("The list of parties is"),
            value=Choice(of=PartiesCoverage),
            is_required=True,
            needs_reason=True,
        ),
        Field(
            name="parties_expected",
            label=_("How many parties a source counts"),
            value=Whole(),
            needs_reason=True,
        ),
    ),
)
CONFIDENCES = Group(
    slug="how-sure",
    title=_("How sure we are"),
    fields=tuple(
        Field(name=f"{what}_confidence", label=label, value=Choice(of=Confidence), is_required=True)
        for what, label in (
            ("existence", _("That it exists")),
            ("parties", _("Of its parties")),
            ("dates", _("Of its dates")),
            ("status", _("Of its status")),
        )
    ),
)
NOTES = Group(
    slug="notes",
    title=_("Notes"),
    fields=(Field(name="notes", label=_("Notes"), value=Words()),),
)
SOURCES = Group(
    slug="sources",
    title=_("Sources"),
    fields=(
        Field(
            name="record_sources",
            label=_("Sources of the record as a whole"),
            value=TitledAddresses(),
            hint=_("One a line: the address, a space, and what the source is called."),
            is_required=True,
        ),
        Field(
            name="further_sources",
            label=_("Sources of further facts"),
            value=Addresses(),
            hint=_("One address a line."),
        ),
    ),
)


class OfCollaborations(Kind[Collaboration]):
    """A record itself. It is renamed in its title alone: its reference and its slugs are for ever."""

    target = TargetKind.COLLABORATION
    groups = (
        NAMES, PURPOSE, FUNCTIONS, MODEL, LEGAL_BASIS, STATUS, DATES, PARENT, LIST_OF_PARTIES, CONFIDENCES,
        NOTES, SOURCES,
    )  # fmt: skip

    def rows(self) -> QuerySet[Collaboration]:
        """Records with everything that is only their own."""
        held = Collaboration.objects.select_related("parent")
        return held.prefetch_related("names", "purposes", "function_places__function", "citations__source")

    def rows_of(self, owner: Owner) -> QuerySet[Collaboration]:
        """Itself."""
        return self.rows().filter(pk=record_of(owner).pk)

    def values(self, row: Collaboration) -> dict[str, Any]:
        """What the record holds now."""
        plain = {
            field: getattr(row, field)
            for field in self.fields
            if field in {column.name for column in row._meta.concrete_fields}  # noqa: SLF001 - documented as open
        }
        ours = (each for each in row.purposes.all() if each.origin == PurposeOrigin.REGISTER)
        purpose = next(ours, None)
        return {
            **plain,
            "names": [name.text for name in row.names.all()],
            "functions": [place.function.slug for place in row.function_places.all()],
            "purpose": purpose.statement if purpose else "",
            "parent": row.parent.slug if row.parent else "",
            "record_sources": [
                (each.source.url, each.shown_title)
                for each in row.citations.all()
                if each.supports == Supports.RECORD
            ],
            "further_sources": [
                each.source.url for each in row.citations.all() if each.supports == Supports.FURTHER
            ],
        }

    def is_of(self, row: Collaboration, owner: Owner) -> bool:
        """It is its own."""
        return row == owner

    def put(self, *, by: Actor, owner: Owner, row: Collaboration | None, wanted: Kept, reason: str) -> int:
        """Hold the record as it is, with the values wanted. Its parties, events and texts stay."""
        record = row or record_of(owner)
        collaborations.put(by=by, draft=self.draft(record, wanted), reason=reason)
        return record.pk

    def remove(self, *, by: Actor, row: Collaboration, reason: str) -> None:
        """Never: the database refuses to hold such a change."""
        raise TypeError(f"{by} asked to remove {row}: {reason}")

    def draft(self, row: Collaboration, wanted: Kept, **parts: Any) -> CollaborationDraft:
        """The record as a draft, with the values wanted; `parts` are the parties, events or agreements."""
        values = self.typed(self.present(row) | wanted)
        return CollaborationDraft(
            slug=row.slug,
            reference=row.reference,
            inspection_role=InspectionRole(row.inspection_role) if row.inspection_role else None,
            record_sources=tuple(SourceDraft(url, title) for url, title in values.pop("record_sources")),
            further_sources=tuple(SourceDraft(url) for url in values.pop("further_sources")),
            **values,
            **parts,
        )


COLLABORATIONS = OfCollaborations()
