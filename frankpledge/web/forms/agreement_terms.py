"""The terms of a draft, asked page by page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.register.drafts import Terms
from frankpledge.register.models import Agreement, ExitItem, NoticeBy
from frankpledge.register.section_22a import Provision
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Question, Text, Values, day_of


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that are asked on one page: the questions, what they hold now, and how answers are read."""

    title: Text
    questions: Callable[[], tuple[Question, ...]]
    initial: Callable[[Agreement], Values]
    read: Callable[[Terms, Values], Terms]


def terms_of(held: Agreement) -> Terms:
    """What a draft says now."""
    values = {each.name: getattr(held, each.name) for each in fields(Terms)}
    return Terms(**{**values, "provisions": tuple(held.provisions)})


def _title() -> tuple[Question, ...]:
    return (Question(name="title", label=_("What is it called?")),)


def _read_title(held: Terms, values: Values) -> Terms:
    return replace(held, title=values["title"].strip())


def _provisions() -> tuple[Question, ...]:
    kinds = tuple(
        asked.yes_or_no(each.value, _("Does it contain this kind of provision?"), hint=each.label)
        for each in Provision
    )
    states_purpose = asked.yes_or_no(
        "states_purpose",
        _("Does it state the purpose?"),
        hint=_("Then signing it counts as accepting the first version of the purpose."),
    )
    return (*kinds, states_purpose)


def _provisions_held(held: Agreement) -> Values:
    kinds = {each.value: asked.YES if each.value in held.provisions else asked.NO for each in Provision}
    return {**kinds, "states_purpose": asked.YES if held.states_purpose else asked.NO}


def _read_provisions(held: Terms, values: Values) -> Terms:
    provisions = tuple(each.value for each in Provision if asked.is_yes(values, each.value))
    return replace(held, provisions=provisions, states_purpose=asked.is_yes(values, "states_purpose"))


def _dates() -> tuple[Question, ...]:
    return (
        asked.known_day_question("in_force_from", _("From when is it in force?")),
        asked.known_day_question("expires_on", _("When does it run out?")),
        asked.day_question("review_on", _("When is it next reviewed? (optional)")),
    )


def _dates_held(held: Agreement) -> Values:
    return {name: asked.written(getattr(held, name)) for name in ("in_force_from", "expires_on", "review_on")}


def _read_dates(held: Terms, values: Values) -> Terms:
    return replace(
        held,
        in_force_from=asked.known_day_of(values, "in_force_from"),
        expires_on=asked.known_day_of(values, "expires_on"),
        review_on=day_of(values, "review_on"),
    )


def _notice() -> tuple[Question, ...]:
    return (
        Question(
            name="notice_months",
            label=_("How many months of notice?"),
            hint=_("Leave it empty if it does not say."),
        ),
        asked.one_of_question("notice_by", _("Who may give notice?"), asked.choices_of(NoticeBy)),
        asked.long("renewal_terms", _("What does it say of renewal? (optional)")),
    )


def _notice_held(held: Agreement) -> Values:
    return {
        "notice_months": "" if held.notice_months is None else str(held.notice_months),
        "notice_by": held.notice_by,
        "renewal_terms": held.renewal_terms,
    }


def _read_notice(held: Terms, values: Values) -> Terms:
    return replace(
        held,
        notice_months=asked.whole_of(values, "notice_months"),
        notice_by=NoticeBy(asked.chosen(values, "notice_by", NoticeBy)),
        renewal_terms=values["renewal_terms"].strip(),
    )


def _exit() -> tuple[Question, ...]:
    told = _("On leaving or ending: %(what)s (optional)")
    return tuple(
        asked.long(name, told % {"what": ExitItem(name.removeprefix("exit_")).label})
        for name in asked.EXIT_TERMS
    )


def _exit_held(held: Agreement) -> Values:
    return {name: getattr(held, name) for name in asked.EXIT_TERMS}


def _read_exit(held: Terms, values: Values) -> Terms:
    return replace(
        held,
        exit_costs=values["exit_costs"].strip(),
        exit_staff=values["exit_staff"].strip(),
        exit_assets=values["exit_assets"].strip(),
        exit_contracts=values["exit_contracts"].strip(),
        exit_data=values["exit_data"].strip(),
        exit_records=values["exit_records"].strip(),
    )


GROUPS: Mapping[str, Group] = {
    "title": Group(gettext_lazy("Title"), _title, lambda held: {"title": held.title}, _read_title),
    "provisions": Group(gettext_lazy("Provisions"), _provisions, _provisions_held, _read_provisions),
    "dates": Group(gettext_lazy("Dates"), _dates, _dates_held, _read_dates),
    "notice": Group(gettext_lazy("Notice and renewal"), _notice, _notice_held, _read_notice),
    "exit": Group(gettext_lazy("Leaving and ending"), _exit, _exit_held, _read_exit),
}
