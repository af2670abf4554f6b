"""Each task as a sentence and as the path that starts it: the same on a page and in an e-mail."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from frankpledge.register.queries.asked import Kind, Task

# An e-mail is written where no page is: a test holds these to the addresses of the service.
PATHS: Mapping[Kind, str] = {
    Kind.SECOND_STEP: "/account/second-steps",
    Kind.DECIDE: "/changes/{key}",
    Kind.ANSWER: "/messages/{key}",
    Kind.REFUSED: "/changes/{key}",
    Kind.BEGUN: "/changes/{key}",
    Kind.OVERTAKEN: "/changes/{key}",
    Kind.VIEW_WANTED: "/proposals/{key}",
    Kind.OUTCOME_WANTED: "/proposals/{key}/outcome",
    Kind.SIGN: "/agreements/{key}",
    Kind.OBLIGATION: "/agreements/{key}",
    Kind.NOTICE_RUNS: "/agreements/{key}",
    Kind.NOTICE_HAS_RUN: "/agreements/{key}",
    Kind.ENDING_CAME: "/collaborations/{key}/agreements",
    Kind.RUNS_OUT: "/agreements/{key}",
    Kind.AGREEMENT_REVIEW: "/agreements/{key}",
    Kind.INVITATION: "/organisations/{key}/people",
    Kind.ACCESS_ENDS: "/roles",
    Kind.REVIEW: "/collaborations/{key}/publication",
    Kind.RETENTION: "/documents/{key}",
    Kind.STATE: "/organisations/{key}/completeness",
    Kind.PURPOSE: "/collaborations/{key}",
    Kind.REORGANISATION: "/national/reorganisations/{key}",
    Kind.REORGANISATION_REFUSED: "/national/reorganisations/{key}",
    Kind.REORGANISED: "/collaborations/{key}/reorganised",
    Kind.RETURN_DUE: "/collaborations/{key}",
    Kind.RETURN_REVIEW: "/collaborations/{key}",
    Kind.FIGURES: "/collaborations/{key}",
    Kind.FIGURES_OF_YEAR: "/collaborations/{key}",
    Kind.HANDOVER: "/collaborations/{key}",
    Kind.ORPHANS: "/collaborations/{key}/benefits/ledger/owners",
    Kind.OVERSIGHT_REVIEW: "/collaborations/{key}/benefits/oversight",
    Kind.NOTICE_BY: "/collaborations/{key}/benefits/oversight",
    Kind.LESSON: "/collaborations/{key}/benefits/lessons",
    Kind.DOUBLE_COUNT: "/benefits/{key}",
    Kind.DOUBLE_COUNTS: "/benefits/double-counts",
    Kind.UNDECIDED: "/changes/{key}",
    Kind.INVITED: "/organisations/{key}/people",
    Kind.PURPOSE_ASKED: "/collaborations/{key}/purpose/answers",
    Kind.REGISTRATION_BEGUN: "/register/{key}",
    Kind.REGISTRATION_REFUSED: "/register/{key}",
    Kind.APPROVE_REGISTRATION: "/register/{key}",
    Kind.UNLISTED_PARTIES: "/register/{key}",
    Kind.REGISTRATION_UNDECIDED: "/register/{key}",
}
# Where the rest of a long list is.
LISTS: Mapping[Kind, str] = {
    Kind.DECIDE: "/changes",
    Kind.ANSWER: "/messages",
    Kind.VIEW_WANTED: "/proposals",
}
NATIONAL_PEOPLE = "/national/people"


def sentence(task: Task) -> str:
    """What is asked, in one sentence. It holds nothing of what a message says or who sent it."""
    about = task.about or _("the register")
    told = {"about": about}
    return {
        Kind.SECOND_STEP: _("Set up a second step for signing in. Without it you can only read."),
        Kind.DECIDE: _("Decide on a proposed change to %(about)s") % told,
        Kind.ANSWER: _("Answer a message about %(about)s") % told,
        Kind.REFUSED: _("Your change to %(about)s was refused: see why") % told,
        Kind.BEGUN: _("Finish the change to %(about)s that you began") % told,
        Kind.OVERTAKEN: _("Your change to %(about)s meets another one: say which should stand") % told,
        Kind.VIEW_WANTED: _("Give your view on a proposal from %(about)s") % told,
        Kind.OUTCOME_WANTED: _("Record the outcome of a proposal that %(about)s raised") % told,
        Kind.SIGN: _("Sign “%(about)s”") % told,
        Kind.OBLIGATION: _("Do what is owed under “%(about)s”") % told,
        Kind.NOTICE_RUNS: _("Notice under “%(about)s” is running: plan what follows") % told,
        Kind.NOTICE_HAS_RUN: _("Notice under “%(about)s” has run: say what followed") % told,
        Kind.ENDING_CAME: _("%(about)s was to end: say whether it did") % told,
        Kind.RUNS_OUT: _("“%(about)s” runs out: renew it, or say how it ends") % told,
        Kind.AGREEMENT_REVIEW: _("Review “%(about)s”") % told,
        Kind.INVITATION: _("Your invitation to %(about)s is about to run out") % told,
        Kind.STATE: _("State whether the register has all collaborations of %(about)s") % told,
        Kind.ACCESS_ENDS: _("Your role ends soon: %(about)s") % told,
        Kind.REVIEW: _("Look again at what is withheld of %(about)s") % told,
        Kind.RETENTION: _("Say whether a document of %(about)s is still needed") % told,
        Kind.PURPOSE: _("Accept the purpose of %(about)s, or say why not") % told,
        Kind.REORGANISATION: _("A reorganisation comes into force: %(about)s") % told,
        Kind.REORGANISATION_REFUSED: _("A reorganisation could not be applied on its day: %(about)s") % told,
        Kind.REORGANISED: _("Look at what a reorganisation did to %(about)s") % told,
        Kind.RETURN_DUE: _("Make the return of %(about)s") % told,
        Kind.RETURN_REVIEW: _("Review the return of %(about)s: agree or dispute") % told,
        Kind.FIGURES: _("Agree or contest the costs of %(about)s") % told,
        Kind.FIGURES_OF_YEAR: _("Accept the final costs of %(about)s with the accounts, or say why not")
        % told,
        Kind.HANDOVER: _("Say whether you will answer for a benefit of %(about)s") % told,
        Kind.ORPHANS: _("Name who answers for the benefits of %(about)s that nobody owns") % told,
        Kind.OVERSIGHT_REVIEW: _("Look at %(about)s as a whole, and say when next") % told,
        Kind.NOTICE_BY: _("Decide on %(about)s before the last day for notice") % told,
        Kind.LESSON: _("Share what was learned from %(about)s") % told,
        Kind.DOUBLE_COUNT: _("Say which benefit counts: one of %(about)s may be counted twice") % told,
        Kind.DOUBLE_COUNTS: _("Look through the benefits that may be counted twice"),
        Kind.UNDECIDED: _("Your change to %(about)s waits for a decision") % told,
        Kind.INVITED: _("Your invitation to %(about)s waits to be accepted") % told,
        Kind.PURPOSE_ASKED: _("The purpose of %(about)s waits to be accepted by all") % told,
        **_of_registrations({"about": task.about or _("a collaboration without a title yet")}),
    }[task.kind]


def _of_registrations(told: Mapping[str, str]) -> dict[Kind, str]:
    return {
        Kind.REGISTRATION_BEGUN: _("Go on with registering %(about)s") % told,
        Kind.REGISTRATION_REFUSED: _("Your registration of %(about)s was refused: see why") % told,
        Kind.APPROVE_REGISTRATION: _("Approve or refuse the registration of %(about)s") % told,
        Kind.UNLISTED_PARTIES: _("Say which bodies are named as parties to %(about)s, not on the register")
        % told,
        Kind.REGISTRATION_UNDECIDED: _("Your registration of %(about)s waits for approval") % told,
    }


def path(task: Task) -> str:
    """Where it is started."""
    if task.kind in {Kind.INVITATION, Kind.INVITED} and not task.key:
        return NATIONAL_PEOPLE
    return PATHS[task.kind].format(key=task.key)
