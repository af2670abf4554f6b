"""What a benefit is planned or forecast to be, period by period."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import planned_values as actions
from frankpledge.benefits.drafts import rows
from frankpledge.benefits.drafts.rows import Row
from frankpledge.benefits.models import PlannedValue, Profile, Vintage, VintageKind
from frankpledge.benefits.queries import planned_values as queries
from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power
from frankpledge.web import members, tracking
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Values
from frankpledge.web.phrases import when
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.views.baselines import realisers
from frankpledge.web.workspaces import number_of, version_question


@needs(Power.PROPOSE_CHANGE)
def write(request: HttpRequest, reference: str, kind: str) -> HttpResponseBase:
    """Write what the plan or forecast that is open says of one benefit."""
    profile, desk = tracking.benefit_at(request, reference, Power.PROPOSE_CHANGE)
    if kind not in queries.OF_BENEFITS:
        raise NotFound(_("There is no page at this address."))
    vintage = queries.being_written(profile.workspace, kind)
    if vintage is None:
        raise NotFound(_("No plan or forecast is open. Begin one in the ledger first."))
    address = reverse("benefit", args=[profile.reference])
    parties = realisers(profile)

    def do(values: Values) -> HttpResponseBase:
        actions.write(
            by=members.actor(request),
            reference=profile.reference,
            kind=kind,
            version=number_of(values),
            rows=rows.read(values[rows.FIELD], parties, (1, 3)),
        )
        return gone_to(f"{address}?done=planned#planned")

    told = {"kind": VintageKind(kind).label, "number": vintage.number, "benefit": profile.title}
    example = _("%(month)s, then the value; or the value, the least and the most")
    month = {"month": f"{profile.workspace.first_period_on:%Y-%m}"}
    steps = Steps(
        title=_("%(benefit)s in %(kind)s %(number)s") % told,
        button=_("Save"),
        do=do,
        lead=(
            _("Begun on %(day)s. It counts once the whole %(kind)s is locked; then it never changes.")
            % {"day": when(vintage.made_on), "kind": VintageKind(kind).label},
        ),
        questions=(
            asked.long(
                rows.FIELD,
                _("Values, as the measure is read in each period"),
                hint=_("Type or paste from a spreadsheet, a row a line: %(example)s.")
                % {"example": example % month},
            ),
            version_question(),
        ),
        initial={"version": str(vintage.version), rows.FIELD: rows.written(rows_of(vintage, profile))},
        back=(_("Cancel"), address),
        breadcrumbs=desk.above((profile.title, address)),
    )
    return walk(request, steps)


def rows_of(vintage: Vintage, profile: Profile) -> list[Row]:
    """What a plan or forecast says of a benefit, as rows."""
    held = PlannedValue.objects.filter(vintage=vintage, profile=profile).select_related("organisation")
    return [
        Row(
            starts_on=each.starts_on,
            organisation=each.organisation,
            numbers=(each.value,) if each.low is None else (each.value, each.low, each.high),
        )
        for each in held
    ]
