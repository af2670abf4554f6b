"""The list of organisations, and one organisation: what it is, what it is in, and with whom."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import organisations as exchange
from frankpledge.people.models import Kind
from frankpledge.people.queries.directory import LONGEST_NAME, Directory
from frankpledge.people.queries.organisations import Profile, territorial_forces
from frankpledge.register.queries import profiles
from frankpledge.register.queries.attestations import stated
from frankpledge.register.queries.claims_about import sayings
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import EVERYTHING, memberships
from frankpledge.web import asat, attestation_words, changing, following, formats, pictures, registering
from frankpledge.web import organisations as told
from frankpledge.web.addresses import stems
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page
from frankpledge.web.your_roles import list_address, people_address


@public_page
def organisations(request: HttpRequest) -> HttpResponseBase:
    """Everybody on the register: forces by region, policing bodies, others, and those that are no more."""
    form, day = formats.wanted(request), asat.asked(request)
    name = request.GET.get("name", "").strip()[:LONGEST_NAME]
    directory = Directory.of(day or asat.today(), name)
    if form is Format.JSON:
        return formats.json_response(exchange.directory(directory, day, name))
    if form is Format.CSV:
        return formats.csv_response(
            exchange.DIRECTORY_COLUMNS, exchange.directory_rows(directory), filename="organisations"
        )
    page = Page(
        title=_("Forces and other bodies"),
        section="organisations",
        breadcrumbs=((_("Home"), "/"),),
        as_at=day,
        has_data=True,
    )
    context = {
        "directory": directory,
        "count": sum(1 for _each in directory),
        "name": name,
        "kinds": told.KINDS,
        "path": request.path,
        **stems(day),
    }
    return page_response(request, "organisations.html", page, context)


@public_page
def organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One organisation. A force stands for its area's pair; a policing body is told apart from its force."""
    form, day = formats.wanted(request), asat.asked(request)
    is_past, shown = day is not None, day or asat.today()
    profile, undone = profiles.profile(slug, shown, is_past=is_past)
    stake = Stake(profile.organisation, profile.relations.pair, shown, is_past=is_past, undone=undone)
    if form is not Format.HTML:
        return _as_data(profile, stake, form)
    return _as_page(request, profile, stake)


def _as_page(request: HttpRequest, profile: Profile, stake: Stake) -> HttpResponse:
    body, day = profile.organisation, stake.day if stake.is_past else None
    held = memberships(stake)
    page = Page(
        title=body.name,
        section="organisations",
        breadcrumbs=((_("Home"), "/"), (_("Forces and other bodies"), reverse("organisations"))),
        as_at=day,
        has_data=True,
        about=body.slug,
        history=reverse("organisation-history", args=[body.slug]),
    )
    picture = told.picture(profile, held)
    hung = pictures.hang(*([picture] if picture.has_something_to_draw else []))
    context = told.context(profile, stake, held, sayings(stake))
    others = territorial_forces(stake.day) if body.kind == Kind.FORCE else ()
    on_page = {"pictures": hung, "others": others, "path": request.path}
    follow = following.button(request, body.slug)
    response = page_response(
        request,
        "organisation.html",
        page,
        {
            **context,
            **stems(day),
            **on_page,
            "follow": follow,
            "people_address": people_address(request, body),
            "list_address": "" if day else list_address(request, body),
            "stated": attestation_words.public(body.name, stated(body.pk, stake.day)),
            "change_address": "" if day else changing.link(request, body),
            "register_address": "" if day else registering.link(request, body),
        },
    )
    return pictures.not_kept_until_drawn(response, hung)


def _as_data(profile: Profile, stake: Stake, form: Format) -> HttpResponse:
    held, said = memberships(stake, most=EVERYTHING), sayings(stake, most=EVERYTHING)
    document = exchange.document(profile, stake, held, said, stated(profile.organisation.pk, stake.day))
    if form is Format.JSON:
        return formats.json_response(document)
    slug = profile.organisation.slug
    filename = f"{slug}-{stake.day}" if stake.is_past else slug
    return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=filename)
