"""What is asked of a document: where it is added, and where it is described anew."""

import uuid

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Power
from frankpledge.people.permissions import Rights
from frankpledge.register import references
from frankpledge.register.drafts.documents import DocumentDraft
from frankpledge.register.models import Agreement, Collaboration, Document, DocumentKind, Marking
from frankpledge.register.queries import documents
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import when

TOO_SECRET = "too_secret"  # noqa: S105 - an answer


def questions(rights: Rights, collaboration: Collaboration, about: Document | None = None) -> list[Question]:
    """In the order of the page. Those that have no answer to choose are left out."""
    asked = [
        Question(name="title", label=_("Title"), hint=_("For example, “Signed agreement, March 2024”.")),
        Question(
            name="kind",
            label=_("What is it?"),
            kind=Kind.CHOICE,
            choices=[Choice(each.value, each.label) for each in DocumentKind],
        ),
        Question(
            name="marking",
            label=_("How is it marked?"),
            hint=_("As the document itself says. One without a marking is OFFICIAL."),
            kind=Kind.CHOICE,
            choices=[
                *(Choice(each.value, each.label) for each in Marking),
                Choice(TOO_SECRET, _("SECRET, TOP SECRET, or CONFIDENTIAL (before 2014)")),
            ],
        ),
        Question(
            name="summary",
            label=_("What does it say? (optional until it is published)"),
            hint=_("A few sentences for whoever cannot open the file. They stand on its page."),
            kind=Kind.LONG,
        ),
    ]
    asked += _agreement(collaboration) + _full_copy(collaboration, about)
    if about is None:
        asked += _owner(rights, collaboration)
    asked.append(
        Question(
            name="retain_until",
            label=_("Keep until (optional)"),
            hint=_("When somebody should look whether it is still needed. For example, 31 March 2032."),
        )
    )
    return asked


def draft(values: Values) -> DocumentDraft:
    """What was answered. Raises Invalid with all that cannot be read."""
    wrong: dict[str, str] = {}
    if values.get("marking") == TOO_SECRET:
        wrong["marking"] = _(
            "A document that is marked SECRET or higher must not be put here. "
            "Ask your information security officer where it belongs."
        )
    elif values.get("marking") not in Marking.values:
        wrong["marking"] = _("Choose how it is marked")
    if values.get("kind") not in DocumentKind.values:
        wrong["kind"] = _("Choose what it is")
    if not values.get("title", "").strip():
        wrong["title"] = _("Enter a title")
    try:
        retain_until = day_of(values, "retain_until")
    except Invalid as refused:
        wrong |= refused.fields
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    agreement = values.get("agreement", "")
    return DocumentDraft(
        title=values["title"],
        kind=DocumentKind(values["kind"]),
        marking=Marking(values["marking"]),
        summary=values.get("summary", ""),
        agreement_id=int(agreement) if agreement.isascii() and agreement.isdigit() else None,
        full_copy=references.written("D", values.get("full_copy", "")),
        owner=values.get("owner", ""),
        retain_until=retain_until,
    )


def first_answers(replaced: Document | None, agreement: str) -> dict[str, str]:
    """What a new form begins with: a new version says what the one before said."""
    begun = {"key": str(uuid.uuid4()), "agreement": agreement}
    if replaced is None:
        return begun
    return {**answers(replaced), "key": begun["key"], "replaces": replaced.reference, "summary": ""}


def answers(held: Document) -> dict[str, str]:
    """What a document says of itself now, as a form has it."""
    return {
        "title": held.title,
        "kind": held.kind,
        "marking": held.marking,
        "summary": held.summary,
        "agreement": str(held.agreement_id or ""),
        "full_copy": held.full_copy.reference if held.full_copy else "",
        "retain_until": when(held.retain_until) if held.retain_until else "",
        "version": str(held.version),
    }


def _agreement(collaboration: Collaboration) -> list[Question]:
    held = list(Agreement.objects.filter(collaboration=collaboration))
    if not held:
        return []
    choices = [Choice(str(each.pk), _named(each)) for each in held]
    label = _("Which agreement does it belong to? (optional)")
    return [Question(name="agreement", label=label, kind=Kind.ONE_OF_MANY, choices=choices)]


def _named(agreement: Agreement) -> str:
    kind = agreement.get_kind_display()
    signed = f", {when(agreement.signed_on)}" if agreement.signed_on else ""
    return f"{kind}{signed}: {agreement}"[:120]


def _full_copy(collaboration: Collaboration, about: Document | None) -> list[Question]:
    held = [each for each in documents.for_redacting(collaboration) if about is None or each.pk != about.pk]
    if not held:
        return []
    choices = [Choice(each.reference, f"{each.title} ({each.reference})") for each in held]
    label = _("For a redacted copy: what is the full copy? (optional)")
    return [Question(name="full_copy", label=label, kind=Kind.ONE_OF_MANY, choices=choices)]


def _owner(rights: Rights, collaboration: Collaboration) -> list[Question]:
    """Asked only of who may answer in more than one way."""
    keepers = keepers_of(collaboration.pk)
    power = Power.PROPOSE_CHANGE
    among = keepers if rights.may_nationally(power) else rights.organisations_with(power) & keepers
    bodies = Organisation.objects.filter(pk__in=among).order_by("name")
    if len(among) < 2:
        return []
    choices = [Choice(each.slug, each.name) for each in bodies]
    label = _("Which body does it come from?")
    return [Question(name="owner", label=label, kind=Kind.ONE_OF_MANY, choices=choices)]
