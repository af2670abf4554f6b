"""What may be changed of a figure or view that somebody published."""

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import claims
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, record_of
from frankpledge.register.changing.parts import SOURCES_HINT
from frankpledge.register.changing.values import (
    LONGEST_SLUG,
    Addresses,
    Amount,
    Choice,
    Date,
    Line,
    Slug,
    Slugs,
    Words,
)
from frankpledge.register.drafts import ClaimDraft
from frankpledge.register.models import (
    Assurance,
    Claim,
    ClaimKind,
    Collaboration,
    Covers,
    FigureState,
    PeriodKind,
    Qualifier,
    SaidAs,
    TargetKind,
    Unit,
)


def _field(name: str, label: Any, value: Any, hint: Any = "", *, is_required: bool = False) -> Field:
    """A field of a claim: money, so that each change to it needs a reason."""
    return Field(name=name, label=label, value=value, hint=hint, is_required=is_required, needs_reason=True)


SAID = Group(
    slug="said",
    title=_("What was said, and by whom"),
    fields=(
        _field(
            "sentence",
            _("What was said"),
            Words(),
            _("One sentence with its figure, in your own words."),
            is_required=True,
        ),
        _field("kind", _("What it is about"), Choice(of=ClaimKind), is_required=True),
        _field("said_by", _("Who said it"), Line(), is_required=True),
        _field("said_as", _("As what"), Choice(of=SaidAs), is_required=True),
        _field("said_on", _("When it was said"), Date(), DATE_HINT),
        _field("sources", _("Sources"), Addresses(), SOURCES_HINT),
    ),
)
FIGURE = Group(
    slug="figure",
    title=_("The figure"),
    fields=(
        _field("amount", _("Amount"), Amount(), _("In digits, as said, like 27600 or 27.6.")),
        _field("amount_upper", _("Upper amount"), Amount(), _("Only for a figure between two.")),
        _field("qualifier", _("How exact"), Choice(of=Qualifier)),
        _field("unit", _("Unit"), Choice(of=Unit), is_required=True),
        _field("state", _("What kind of figure"), Choice(of=FigureState), is_required=True),
    ),
)
PERIOD = Group(
    slug="period",
    title=_("The period"),
    fields=(
        _field("period_kind", _("How it is spread over time"), Choice(of=PeriodKind), is_required=True),
        _field("period_starts_on", _("First day, month or year covered"), Date(), DATE_HINT),
        _field("period_ends_on", _("Last day, month or year covered"), Date(), DATE_HINT),
    ),
)
COVERED = Group(
    slug="covers",
    title=_("Whom it covers"),
    fields=(
        _field("covers", _("Whom it covers"), Choice(of=Covers), is_required=True),
        _field(
            "covers_organisations",
            _("Which bodies"),
            Slugs(names="organisation"),
            _("One a line, by the last part of the body’s address, like cheshire."),
        ),
    ),
)
STANDING = Group(
    slug="standing",
    title=_("How it stands beside others"),
    fields=(
        _field("assurance", _("Who vouches for it"), Choice(of=Assurance), is_required=True),
        _field(
            "contradicts",
            _("It does not agree with"),
            Slugs(names="claim", is_ordered=False),
            _("The keys of other figures, one a line, like emsou-01."),
        ),
        _field("supersedes", _("It replaces"), Slug(names="claim"), _("The key of another figure.")),
        _field("note", _("Note"), Words()),
    ),
)


class OfClaims(Kind[Claim]):
    """A figure or view. Its key is for ever."""

    target = TargetKind.CLAIM
    groups = (SAID, FIGURE, PERIOD, COVERED, STANDING)

    def rows(self) -> QuerySet[Claim]:
        """Claims with what they are joined to."""
        held = Claim.objects.select_related("collaboration", "supersedes")
        return held.prefetch_related("coverage__organisation", "contradicts", "citations__source")

    def rows_of(self, owner: Owner) -> QuerySet[Claim]:
        """The record's own; with no owner, those about the nation."""
        return self.rows().filter(collaboration=record_of(owner) if owner else None).order_by("pk")

    def values(self, row: Claim) -> dict[str, Any]:
        """What is held of it now."""
        return {
            **{field: getattr(row, field) for field in self.fields if field not in JOINED},
            "covers_organisations": [place.organisation.slug for place in row.coverage.all()],
            "contradicts": [other.key for other in row.contradicts.all()],
            "supersedes": row.supersedes.key if row.supersedes else "",
            "sources": [each.source.url for each in row.citations.all()],
        }

    def is_of(self, row: Claim, owner: Owner) -> bool:
        """Whether it is about this record, or, with no owner, about the nation."""
        return row.collaboration == owner

    def put(self, *, by: Actor, owner: Owner, row: Claim | None, wanted: Kept, reason: str) -> int:
        """Hold the claim with the values wanted."""
        values = (self.present(row) if row else self.blank()) | wanted
        draft = ClaimDraft(
            key=row.key if row else next_key(record_of(owner)),
            collaboration=record_of(owner).slug if owner else "",
            **self.typed(values),
        )
        claims.put(by=by, draft=draft, reason=reason)
        return Claim.objects.get(key=draft.key).pk

    def remove(self, *, by: Actor, row: Claim, reason: str) -> None:
        """Take away a claim that nobody made."""
        claims.remove(by=by, claim=row, reason=reason)


JOINED = ("covers_organisations", "contradicts", "supersedes", "sources")


def next_key(record: Collaboration) -> str:
    """The next free key of a record's claims: its slug and a number."""
    stem = record.slug[: LONGEST_SLUG - 6]
    keys = Claim.objects.filter(key__startswith=f"{stem}-").values_list("key", flat=True)
    numbers = (re.fullmatch(rf"{re.escape(stem)}-(\d{{1,5}})", key) for key in keys)
    return f"{stem}-{max((int(found[1]) for found in numbers if found), default=0) + 1:02d}"


CLAIMS = OfClaims()
