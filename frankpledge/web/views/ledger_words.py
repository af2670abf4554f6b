"""A finance officer agrees or contests its own body's lines."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import ledger_words
from frankpledge.benefits.actions.ledger_words import Said
from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import LedgerEntry, LedgerShare, Vintage
from frankpledge.benefits.queries.ledgers import ledger_of, seal_of
from frankpledge.errors import NotFound
from frankpledge.exchange.ledgers import one_line
from frankpledge.people.models import Power
from frankpledge.web import ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, key_of, new_key
from frankpledge.web.ledgers import Place
from frankpledge.web.steps import Steps, gone_to, walk

AGREES, CONTESTS = "agrees", "contests"
OwnLines = list[tuple[LedgerEntry, LedgerShare]]


@needs(Power.VALIDATE_FIGURES)
def say(request: HttpRequest, written: str, made: str, slug: str) -> HttpResponseBase:
    """The body's own lines as they stand, and what its finance officer says of them."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    books = place.books()
    body = ledgers.body_for(request, books, slug, Power.VALIDATE_FIGURES)
    vintage = ledgers.vintage_in(books, made)
    lines = ledger_of(books, vintage).lines_of(body)
    if not lines:
        raise NotFound(_("%(body)s has no lines here.") % {"body": body.name})
    is_for_the_accounts = vintage.is_final and vintage.locked_at is not None

    def do(values: Values) -> HttpResponseBase:
        ledger_words.say(
            by=members.actor(request),
            collaboration=place.record,
            kind=vintage.kind,
            number=vintage.number,
            organisation=body,
            seal=values["seal"],
            said=_said(values, lines, is_for_the_accounts),
            key=key_of(values),
        )
        return gone_to(place.done("said", vintage))

    steps = Steps(
        title=_("What does %(body)s say of its lines?") % {"body": body.name},
        button=_("Say so"),
        lead=_lead(vintage),
        questions=_questions(lines, is_for_the_accounts),
        initial={"seal": seal_of(lines), "key": new_key(), "is_yearly": asked.NO},
        do=do,
        back=(_("Not now"), place.address(query={"made": made})),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


def _said(values: Values, lines: OwnLines, is_for_the_accounts: bool) -> Said:  # noqa: FBT001 - one plain fact
    agrees = asked.chosen_of(values, "answer", (AGREES, CONTESTS)) == AGREES
    return Said(
        agrees=agrees,
        words=values["words"],
        lines_pence=_says(values, lines),
        is_yearly=is_for_the_accounts and asked.is_yes(values, "is_yearly"),
    )


def _lead(vintage: Vintage) -> tuple[str, ...]:
    return (
        ledgers.name(vintage),
        _("You speak for this body’s own lines alone. If they change, you are asked again."),
        _("If the figures are released, everybody reads what a party contests, in its words."),
    )


def _questions(lines: OwnLines, is_for_the_accounts: bool) -> tuple[Question, ...]:  # noqa: FBT001 - the same
    return (
        Question(
            name="answer",
            label=_("What does it say?"),
            kind=Kind.CHOICE,
            choices=[Choice(AGREES, _("They are right")), Choice(CONTESTS, _("It contests them"))],
        ),
        Question(name="words", label=_("If it contests them: why?"), kind=Kind.LONG),
        *(_line_question(entry, share) for entry, share in lines),
        *_yearly_questions(is_for_the_accounts),
        Question(name="seal", kind=Kind.HIDDEN, is_made_anew=True),
        asked.key_question(),
    )


def _line_question(entry: LedgerEntry, share: LedgerShare) -> Question:
    told = {"line": one_line(entry), "kind": entry.get_kind_display()}
    return Question(
        name=f"says_{entry.pk}",
        label=_("%(line)s (%(kind)s)") % told,
        hint=_("The ledger has %(pence)s. Enter another amount only if you contest this one.")
        % {"pence": ledgers.pence(share.amount_pence)},
    )


def _yearly_questions(is_for_the_accounts: bool) -> tuple[Question, ...]:  # noqa: FBT001 - one plain fact
    if not is_for_the_accounts:
        return ()
    return (
        asked.yes_or_no(
            "is_yearly",
            _("Is this your formal word for the year, with the accounts?"),
            hint=_("Given once a year, of a final outturn."),
        ),
    )


def _says(values: Values, lines: OwnLines) -> dict[int, int]:
    """What the body says each line comes to, where it says so."""
    said = {entry.pk: checked_pence(f"says_{entry.pk}", values[f"says_{entry.pk}"]) for entry, _own in lines}
    return {pk: pence for pk, pence in said.items() if pence is not None}
