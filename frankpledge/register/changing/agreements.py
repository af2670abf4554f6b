"""What may be changed of the text of an agreement that was found."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import texts
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.parts import Part
from frankpledge.register.changing.values import Address, Choice, Date, Words, YesNo
from frankpledge.register.drafts import AgreementDraft
from frankpledge.register.models import Agreement, AgreementKind, AgreementState, TargetKind

AGREEMENT = Group(
    slug="agreement",
    title=_("The text of an agreement"),
    fields=(
        Field(name="url", label=_("Where it can be read"), value=Address(), is_required=True),
        Field(name="note", label=_("What it is"), value=Words()),
        Field(name="kind", label=_("What kind of text"), value=Choice(of=AgreementKind), is_required=True),
        Field(name="signed_on", label=_("Signed"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(
            name="is_signed_copy",
            label=_("Is it the signed copy?"),
            value=YesNo(),
            hint=_("Yes only if the signatures can be seen."),
            needs_reason=True,
        ),
    ),
)


class OfAgreements(Part[Agreement]):
    """A text that was found."""

    target = TargetKind.AGREEMENT
    groups = (AGREEMENT,)
    part = "agreements"

    def rows(self) -> QuerySet[Agreement]:
        """Texts with their records."""
        return Agreement.objects.filter(state=AgreementState.FOUND).select_related("collaboration")

    def values(self, row: Agreement) -> dict[str, Any]:
        """What is held of it now."""
        return {field: getattr(row, field) for field in self.fields}

    def draft(self, pk: int | None, values: Kept) -> AgreementDraft:
        """The text as a draft."""
        return AgreementDraft(pk=pk, **self.typed(values))

    def remove(self, *, by: Actor, row: Agreement, reason: str) -> None:
        """Take away a text that is none of this record's."""
        texts.remove(by=by, agreement=row, reason=reason)


AGREEMENTS = OfAgreements()
