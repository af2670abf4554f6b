"""Money taken out of budgets and time given to something else, beside what was claimed."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.benefits import years
from frankpledge.benefits.actions import banking
from frankpledge.benefits.actions.banking import Taken
from frankpledge.benefits.actions.work import checked_number
from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import Banking, BenefitClass, Profile
from frankpledge.benefits.queries.banking import Banked, Claimed, banked_of
from frankpledge.errors import NotFound
from frankpledge.exchange import ledgers as exchange
from frankpledge.people.models import Power
from frankpledge.register import references
from frankpledge.web import formats, ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms import ledgers as forms
from frankpledge.web.forms.questions import Question, Values, key_of, new_key
from frankpledge.web.ledgers import Place
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk


@needs(Power.READ_RESTRICTED)
@reading_only
def banked(request: HttpRequest, written: str) -> HttpResponseBase:
    """Everything that was said, and how much of what was claimed it comes to."""
    form = formats.wanted(request)
    place = Place.of(request, written, Power.READ_RESTRICTED)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=place.record.reference)
    books = place.books()
    held = banked_of(books)
    if form is Format.JSON:
        rows = [dict(zip(exchange.BANKED_COLUMNS, row, strict=True)) for row in exchange.banked_rows(held)]
        return JsonResponse({"reference": place.record.reference, "rows": rows})
    if form is Format.CSV:
        name = f"{place.record.address}-taken-out"
        return formats.csv_of_members(exchange.BANKED_COLUMNS, exchange.banked_rows(held), filename=name)
    page = Page(
        title=_("Taken out of budgets, and where time went"),
        shows_register=False,
        for_search_engines=False,
        has_data=True,
        breadcrumbs=place.within,
    )
    speaks_for = members.rights(request).organisations_with(Power.VALIDATE_FIGURES)
    context = {
        "place": place,
        "banked": held,
        "words": ledgers,
        "in_year": years.in_words,
        "said": in_words(held),
        "claims": [_claim_row(each) for each in held.claims],
        "speaks_for": speaks_for,
        "own": [body for body in books.bodies if body.pk in speaks_for],
        "done": str(ledgers.DONE.get(request.GET.get("done", ""), "")),
    }
    return page_response(request, "ledgers/banked.html", page, context)


@needs(Power.VALIDATE_FIGURES)
def take(request: HttpRequest, written: str, reference: str, slug: str) -> HttpResponseBase:
    """One body says what it took out, or where its time went."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    body = ledgers.body_for(request, place.books(), slug, Power.VALIDATE_FIGURES)
    profile = (
        Profile.objects.filter(workspace=place.workspace, reference=references.written("B", reference))
        .select_related("measure")
        .first()
    )
    if profile is None:
        raise NotFound(_("There is no such benefit."))
    is_money = profile.benefit_class == BenefitClass.CASH

    def do(values: Values) -> HttpResponseBase:
        banking.put(
            by=members.actor(request),
            reference=profile.reference,
            organisation=body,
            taken=Taken(
                year=forms.needed_year(values),
                amount_pence=checked_pence("amount", values["amount"]) if is_money else None,
                quantity=None if is_money else checked_number("quantity", values["quantity"]),
                budget_reference=values["budget_reference"],
                went_to=values["went_to"],
            ),
            key=key_of(values),
        )
        return gone_to(place.address("ledger-banked", query={"done": "said"}))

    steps = Steps(
        title=_("What %(body)s took out of its budget") % {"body": body.name}
        if is_money
        else _("Where the time of %(body)s went") % {"body": body.name},
        button=_("Save it"),
        facts=((_("Benefit"), f"{profile.reference} {profile.title}"),),
        questions=_questions(profile, is_money=is_money),
        initial={"key": new_key()},
        do=do,
        back=(_("Cancel"), place.address("ledger-banked")),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


@needs(Power.VALIDATE_FIGURES)
def withdraw(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """It does not count after all."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    own = members.rights(request).organisations_with(Power.VALIDATE_FIGURES)
    kept = Banking.objects.filter(pk=number, profile__workspace=place.workspace, organisation__in=own)
    held = kept.select_related("profile", "organisation").first()
    if held is None:
        raise NotFound(_("There is no such page, or it is not for you."))

    def do(values: Values) -> HttpResponseBase:
        banking.withdraw(by=members.actor(request), banking_id=number, reason=values["reason"])
        return gone_to(place.address("ledger-banked", query={"done": "said"}))

    steps = Steps(
        title=_("Say that it does not count after all"),
        button=_("Withdraw it"),
        lead=(_("It stays on record as withdrawn."),),
        facts=(
            (_("Benefit"), f"{held.profile.reference} {held.profile.title}"),
            (_("Year"), years.in_words(held.year)),
            (_("What was said"), told_of(held)),
        ),
        questions=(asked.long("reason", _("Why?")),),
        do=do,
        back=(_("Cancel"), place.address("ledger-banked")),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


def told_of(row: Banking) -> str:
    """Its amount, or how much time."""
    if row.amount_pence is not None:
        return ledgers.pence(row.amount_pence)
    return f"{row.quantity.normalize():f}" if row.quantity is not None else ""


def in_words(held: Banked) -> str:
    """How much of what was claimed was taken out of budgets."""
    told = {"claimed": ledgers.pence(held.claimed_pence), "banked": ledgers.pence(held.banked_pence)}
    if not held.rows and not held.claims:
        return _("Nothing is on record as claimed or taken out of a budget.")
    return (
        _("%(banked)s was taken out of budgets, where outturns claim savings of %(claimed)s.") % told
        + " "
        + _("Money counts for its own year alone, with the reference of that year’s budget change.")
    )


def _claim_row(each: Claimed) -> list[str]:
    share = _("nothing is claimed") if each.ratio is None else f"{float(each.ratio):.0%}"
    return [
        f"{each.profile.reference} {each.profile.title}", years.in_words(each.year),
        ledgers.pence(each.claimed_pence), ledgers.pence(each.banked_pence), share,
    ]  # fmt: skip


def _questions(profile: Profile, *, is_money: bool) -> tuple[Question, ...]:
    year = forms.year_question(_("In which financial year?"))
    if is_money:
        return (
            year,
            Question(name="amount", label=_("How much, in pounds?")),
            Question(
                name="budget_reference",
                label=_("Reference of the budget change in that year"),
                hint=_("Without it the money does not count as taken out."),
            ),
            Question(name="went_to", label=_("Where did it go? (optional)")),
            asked.key_question(),
        )
    unit = profile.measure.get_unit_display() if profile.measure else _("the unit of its measure")
    return (
        year,
        Question(name="quantity", label=_("How much time, in %(unit)s?") % {"unit": unit}),
        Question(
            name="went_to",
            label=_("Where did it go?"),
            hint=_("Which work, which team or post. Without it the time does not count."),
        ),
        Question(name="budget_reference", label=_("Reference (optional)")),
        asked.key_question(),
    )
