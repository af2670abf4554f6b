"""One document, who acts on it, and by what right: what every action on a document needs.

`version` is the version that somebody saw: another raises Stale. Entries are not public: what a document is
called may be as restricted as what is in it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import Collaboration, Document, DocumentAudience
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import Move

# What a document holds of a public copy when it has none.
NOT_PUBLIC: Mapping[str, Any] = {
    "audience": DocumentAudience.MEMBERS,
    "public_sha256": "",
    "public_size_bytes": None,
    "published_at": None,
}


def check_may(by: Actor, move: Move, collaboration: Collaboration) -> Rights:
    """The actor's rights. Raises NotAllowed for who may not do that to the documents of this record."""
    return require(by, states.RULES[move].power, keepers_of(collaboration.pk))


def locked(by: Actor, reference: str, move: Move) -> Document:
    """One that nobody else writes meanwhile, to which somebody may do this now.

    Raises NotFound for what they may not see, NotAllowed for what they may not do, Invalid in a wrong state.
    """
    rows = Document.objects.select_for_update(of=("self",)).select_related("collaboration", "replaces")
    document = rows.filter(reference=reference).first()
    if document is None or not _may_see(by, document):
        raise NotFound(_("There is no document %(reference)s.") % {"reference": reference[:30]})
    check_may(by, move, document.collaboration)
    states.check(move, document)
    return document


def _may_see(by: Actor, document: Document) -> bool:
    return document.is_public or Rights.of(by).may(
        Power.READ_RESTRICTED, keepers_of(document.collaboration_id)
    )


def save(document: Document, columns: Mapping[str, Any]) -> None:
    """Save these columns as a new version."""
    assign(document, columns)
    document.version += 1
    document.save(update_fields=[*columns, "version"])


def check_version(document: Document, seen: int) -> None:
    """Raises Stale unless the document is as somebody saw it."""
    if seen != document.version:
        raise Stale(
            _("Somebody else changed %(reference)s while you were looking at it. See how it stands now.")
            % {"reference": document.reference}
        )


def checked_reason(reason: str) -> str:
    """The reason without what no page shows. Raises Invalid for none."""
    reason = cleaned(reason)
    if not reason:
        fault = _("Enter a reason")
        raise Invalid(fault, {"reason": fault})
    return reason
