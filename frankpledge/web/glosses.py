"""What our words for things mean, in a line each, for readers who do not use them every day."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.register.models import Model

MODELS: Mapping[str, Promise] = {
    Model.JOINT_UNIT: _("People of two or more parties work as one unit."),
    Model.LEAD_FORCE: _("One force or policing body does it for the others."),
    Model.STRATEGIC_ALLIANCE: _("The parties work together on many things and keep their own identities."),
    Model.NATIONAL_SERVICE: _("One service for all, or nearly all, areas."),
    Model.NETWORK: _("Units or people working to common arrangements, without being one unit."),
    Model.SHARED_SERVICE: _("A support service, run once for several parties."),
    Model.OUTSOURCING: _("A contractor runs services."),
    Model.BUSINESS_PARTNERING: _("A private partner shares in changing or running services."),
    Model.EMERGENCY_SERVICES: _("Police with fire, ambulance or councils."),
    Model.FRAMEWORK: _("Common terms or oversight under which other agreements stand."),
}
