"""Documents: adding them, and what is said of them.

The bytes are no business of this room: whoever calls has kept them under the hash that they name, and lets go
of those that an action says are no longer needed.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Power
from frankpledge.people.rights import Rights
from frankpledge.register import references, sight
from frankpledge.register.actions import document_texts
from frankpledge.register.actions.document_work import check_may, check_version, locked, save
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.drafts.documents import DocumentDraft, FileFacts
from frankpledge.register.models import (
    KEPT_STATES,
    LONGEST_SUMMARY,
    PUBLISHABLE,
    Agreement,
    Collaboration,
    Document,
    DocumentKind,
    Marking,
)
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states.documents import Move

LONGEST_TITLE = 200
# Of what was found in a file, the columns as they are.
FOUND = ("sha256", "size_bytes", "media_type", "pages", "has_text")


def check_draft(collaboration: Collaboration, draft: DocumentDraft) -> dict[str, Any]:
    """What is said of a document, as columns. Raises Invalid with all that is wrong."""
    wrong: dict[str, str] = {}
    title, summary = " ".join(cleaned(draft.title).split()), cleaned(draft.summary)
    if not title:
        wrong["title"] = _("Enter a title")
    elif len(title) > LONGEST_TITLE:
        wrong["title"] = _("The title must be %(most)s characters or fewer") % {"most": LONGEST_TITLE}
    if len(summary) > LONGEST_SUMMARY:
        wrong["summary"] = _("The summary must be %(most)s characters or fewer") % {"most": LONGEST_SUMMARY}
    full_copy = _full_copy(collaboration, draft, wrong)
    agreements = Agreement.objects.filter(collaboration=collaboration, pk=draft.agreement_id or 0)
    agreement = agreements.first()
    if draft.agreement_id and agreement is None:
        wrong["agreement"] = _("Choose an agreement of this record")
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    return {
        "title": title,
        "kind": DocumentKind(draft.kind),
        "marking": Marking(draft.marking),
        "summary": summary,
        "retain_until": draft.retain_until,
        "agreement": agreement,
        "full_copy": full_copy,
    }


def add(
    *,
    by: Actor,
    collaboration: Collaboration,
    draft: DocumentDraft,
    file: FileFacts,
    key: uuid.UUID,
    replaces: str = "",
) -> Document:
    """A document for the members of a record, to be read by the worker. The same form again does nothing.

    `replaces` is the reference of the version before it.
    """
    deed = Deed(by, "register.documents.add", "document", is_public=False)
    with transaction.atomic(), deed:
        rights = check_may(by, Move.ADD, collaboration)
        if before := Document.objects.filter(submission_key=key, uploaded_by_id=by.user_id).first():
            return before
        columns = check_draft(collaboration, draft)
        check_marking(draft.marking, file)
        _check_not_here(collaboration, file)
        with sight.everything():
            reference = references.new("D", Document.objects.all())
        document = Document(
            reference=reference,
            collaboration=collaboration,
            submission_key=key,
            owner=_owner(rights, collaboration, draft.owner),
            uploaded_by_id=by.user_id,
            uploaded_by_name=by.name,
            replaces=_replaced(collaboration, replaces),
            says=file.says or "",
            **columns,
            **{name: getattr(file, name) for name in FOUND},
        )
        document.save(force_insert=True)
        document_texts.put_heading(document)
        said = {name: [None, _plain(value)] for name, value in columns.items() if value}
        deed.conclude(document.reference, {"sha256": [None, file.sha256], **said}, added=True)
    return document


def describe(*, by: Actor, reference: str, version: int, draft: DocumentDraft) -> Document:
    """Saves what is said of a document that is not public."""
    deed = Deed(by, "register.documents.describe", "document", is_public=False)
    with transaction.atomic(), deed:
        document = locked(by, reference, Move.DESCRIBE)
        columns = check_draft(document.collaboration, draft)
        if columns["full_copy"] == document:
            fault = _("Choose another document: a copy is not made from itself")
            raise Invalid(fault, {"full_copy": fault})
        check_marking(draft.marking, document)
        changes = {
            name: [_plain(pair[0]), _plain(pair[1])] for name, pair in _differing(document, columns).items()
        }
        if changes:
            check_version(document, version)
            save(document, columns)
            document_texts.put_heading(document)
        deed.conclude(document.reference, changes, added=False)
    return document


def check_marking(marking: Marking, file: FileFacts | Document) -> None:
    """Raises Invalid when the file itself is marked higher than somebody says."""
    if file.says and marking in PUBLISHABLE:
        fault = _("The file itself says OFFICIAL-SENSITIVE: choose that marking")
        raise Invalid(fault, {"marking": fault})


def _check_not_here(collaboration: Collaboration, file: FileFacts) -> None:
    held = Document.objects.filter(collaboration=collaboration, sha256=file.sha256, state__in=KEPT_STATES)
    if there := held.first():
        fault = _("This file is here already: it is %(reference)s, “%(title)s”") % {
            "reference": there.reference,
            "title": there.title,
        }
        raise Invalid(fault, {"file": fault})


def _owner(rights: Rights, collaboration: Collaboration, slug: str) -> Organisation | None:
    """The body that answers for it: the one named, or the first for which the person may add one."""
    keepers = keepers_of(collaboration.pk)
    theirs = sorted(rights.organisations_with(Power.PROPOSE_CHANGE) & keepers)
    if not slug:
        return Organisation.objects.filter(pk__in=theirs[:1]).first()
    among = keepers if rights.may_nationally(Power.PROPOSE_CHANGE) else theirs
    found = Organisation.objects.filter(slug=slug, pk__in=among).first()
    if found is None:
        fault = _("Choose a body of this record")
        raise Invalid(fault, {"owner": fault})
    return found


def _replaced(collaboration: Collaboration, reference: str) -> Document | None:
    if not reference:
        return None
    found = Document.objects.filter(collaboration=collaboration, reference=reference).first()
    if found is None:
        raise Invalid(_("There is no such document on this record to replace."))
    if Document.objects.filter(replaces=found).exists():
        raise Invalid(
            _("%(reference)s has a newer version already: replace that one.") % {"reference": reference}
        )
    return found


def _full_copy(collaboration: Collaboration, draft: DocumentDraft, wrong: dict[str, str]) -> Document | None:
    if not draft.full_copy:
        return None
    found = Document.objects.filter(collaboration=collaboration, reference=draft.full_copy).first()
    if found is None or draft.kind != DocumentKind.REDACTED_COPY:
        wrong["full_copy"] = _("Choose a document of this record, for a redacted copy only")
    return found


def _differing(document: Document, columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    held = {name: getattr(document, name) for name in columns}
    return {
        name: [_plain(held[name]), _plain(value)] for name, value in columns.items() if held[name] != value
    }


def _plain(value: Any) -> Any:
    """What an entry says of it: another document by its reference, an agreement by its number."""
    if isinstance(value, Document):
        return value.reference
    return value.pk if isinstance(value, Agreement) else str(value) if value is not None else None
