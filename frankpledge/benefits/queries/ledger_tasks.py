"""What ledgers ask of finance officers: to agree or contest their own body's lines. Four statements."""

from collections.abc import Iterator

from frankpledge.benefits.models import LedgerWord, Vintage
from frankpledge.benefits.queries.ledgers import seals_of
from frankpledge.people.models import Organisation, Power
from frankpledge.people.rights import Rights
from frankpledge.register.financial_years import due_on
from frankpledge.register.queries.asked import Kind, Task

# Of each kind.
MOST = 20


def asked(rights: Rights) -> Iterator[Task]:
    """Of what is locked and not made again since: lines of which its body has said nothing as they stand.

    A final outturn asks for the formal word of the year.
    """
    own = rights.organisations_with(Power.VALIDATE_FIGURES)
    if not own:
        return
    vintages = _newest(own)
    if not vintages:
        return
    seals = seals_of(vintages, own)
    said = {
        (word.vintage_id, word.organisation_id, word.seal, word.is_yearly)
        for word in LedgerWord.objects.filter(vintage__in=vintages, organisation__in=own)
    }
    slugs = dict(Organisation.objects.filter(pk__in=own).values_list("pk", "slug"))
    count = 0
    for (number, body), seal in sorted(seals.items()):
        vintage = vintages[number]
        is_said = (number, body, seal, True) in said
        if not vintage.is_final:
            is_said = is_said or (number, body, seal, False) in said
        if not is_said and count < MOST:
            count += 1
            yield _task(vintage, slugs[body])


def _newest(own: frozenset[int]) -> dict[int, Vintage]:
    """The newest locked of each kind, and of each year where it is of one, in which these have lines."""
    held = Vintage.objects.filter(locked_at__isnull=False, entries__shares__organisation__in=own)
    found: dict[tuple[int, str, int | None], Vintage] = {}
    related = held.select_related("workspace__collaboration").order_by("number", "id").distinct()
    for vintage in related:
        found[vintage.workspace_id, vintage.kind, vintage.year] = vintage
    return {vintage.pk: vintage for vintage in found.values()}


def _task(vintage: Vintage, slug: str) -> Task:
    record = vintage.workspace.collaboration
    # A final outturn waits for the accounts of its year.
    is_yearly = vintage.is_final and vintage.year is not None
    return Task(
        kind=Kind.FIGURES_OF_YEAR if is_yearly else Kind.FIGURES,
        key=f"{record.reference}/benefits/ledger/made/{vintage.kind}-{vintage.number}/words/{slug}",
        about=record.title,
        asked_at=vintage.locked_at,
        due_on=due_on(vintage.year + 1) if is_yearly and vintage.year is not None else None,
    )
