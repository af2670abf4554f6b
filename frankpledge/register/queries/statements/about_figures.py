"""Sentences about figures: how many there are, of what kind and from whom, and why they have no total."""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from frankpledge.register.models import Assurance, Covers, FigureState, PeriodKind, SaidAs
from frankpledge.register.queries.statements.tally import IN_POUNDS, IS_FIGURE, IS_SAVING, Tally
from frankpledge.register.queries.statements.wording import Statement, in_words

AHEAD = (
    FigureState.FORECAST,
    FigureState.TARGET,
    FigureState.PLAN,
    FigureState.BUDGET,
    FigureState.CONTRACT,
)


def about_figures(tally: Tally) -> Iterator[Statement]:
    """In the order of a page: first the one that every reader asks for."""
    yield _no_total(tally)
    yield _any_figure(tally)
    yield _savings(tally)
    yield _checked(tally)
    yield _said_by(tally)


def _no_total(tally: Tally) -> Statement:
    pounds = tally.pounds
    counts = {
        "with_a_figure": tally.with_a_figure,
        "in_pounds": pounds.count,
        "ahead": pounds.of("state", *AHEAD),
        "actual": pounds.of("state", FigureState.ACTUAL),
        "yearly": pounds.of("period_kind", PeriodKind.PER_YEAR),
        "several_years": pounds.of("period_kind", PeriodKind.CUMULATIVE),
        "all_parties": pounds.of("covers", Covers.ALL_PARTIES),
        "disputed": pounds.disputed,
        "replacing": pounds.replacing,
        "parts": tally.parts_of_another,
    }
    words = in_words(tally, counts)
    sentence = _(
        "No total can be given for what police collaboration costs or saves: of %(whole)s, %(with_a_figure)s"
        " have any figure, and the %(all_in_pounds)s figures in pounds are of different kinds, for different"
        " times and from different people."
    )
    return Statement(
        slug="no-total",
        sentence=sentence % words,
        how_counted=_("Figures are counted one by one. Nothing on this register adds amounts together."),
        does_not_mean=_("That no total can be given does not mean that there is no cost, or no saving."),
        counts=counts,
        reasons=tuple(_why_no_total(words)),
        figures=IN_POUNDS,
    )


def _why_no_total(words: Mapping[str, str]) -> Iterator[str]:
    yield (
        _(
            "Forecasts, targets, plans, budgets and contracts: %(ahead)s. Said to have happened: %(actual)s."
            " A hope and a result cannot be added."
        )
        % words
    )
    yield (
        _(
            "For one year: %(yearly)s. For several years together: %(several_years)s. The rest are one-off,"
            " or do not say."
        )
        % words
    )
    yield (
        _(
            "For all the parties together: %(all_parties)s. The rest are for some of them, for a wider"
            " programme, or do not say."
        )
        % words
    )
    yield (
        _("Do not agree with another on record: %(disputed)s. Replace an earlier one: %(replacing)s.") % words
    )
    yield (_("Records that are part of another, whose figures may include theirs: %(parts)s.") % words)


def _any_figure(tally: Tally) -> Statement:
    counts = {"with_a_figure": tally.with_a_figure, "figures": tally.figures.count}
    words = in_words(tally, counts)
    return Statement(
        slug="figures",
        sentence=_("Of %(whole)s, %(with_a_figure)s have any published figure on record.") % words,
        how_counted=_(
            "Figures of every kind count: costs, savings, staff, shares, others. There are %(figures)s."
        )
        % words,
        does_not_mean=_("A figure that we have not found may have been published all the same."),
        counts=counts,
        figures=IS_FIGURE,
    )


def _savings(tally: Tally) -> Statement:
    savings = tally.savings
    counts = {
        "with_a_saving": tally.with_a_saving,
        "figures": savings.count,
        "forecasts": savings.of("state", FigureState.FORECAST),
        "ahead": savings.of("state", *AHEAD),
        "actual": savings.of("state", FigureState.ACTUAL),
        "assured": savings.of("assurance", Assurance.INDEPENDENTLY_ASSURED),
    }
    words = in_words(tally, counts)
    sentence = _(
        "Of %(whole)s, %(with_a_saving)s have any figure for a saving. There are %(figures)s such figures:"
        " %(ahead)s are forecasts, targets, plans, budgets or contracts, and %(actual)s are said to have"
        " happened."
    )
    how_counted = _(
        "A record may have several figures for a saving, and they may be of the same money. Forecasts:"
        " %(forecasts)s. From an inspector or auditor: %(assured)s."
    )
    return Statement(
        slug="savings",
        sentence=sentence % words,
        how_counted=how_counted % words,
        does_not_mean=_(
            "A saving said to have happened is somebody’s statement of one, not an audited fact."
        ),
        counts=counts,
        figures=IS_SAVING,
    )


def _checked(tally: Tally) -> Statement:
    figures = tally.figures
    counts = {
        "figures": figures.count,
        "assured": figures.of("assurance", Assurance.INDEPENDENTLY_ASSURED),
        "finance": figures.of("assurance", Assurance.FINANCE_VALIDATED),
        "contested": figures.of("assurance", Assurance.CONTESTED),
    }
    sentence = _(
        "Of the %(all_figures)s published figures about %(whole)s, %(assured)s are from an inspector or"
        " auditor, %(finance)s are known to have been checked by the parties’ finance officers and"
        " %(contested)s are contested."
    )
    return Statement(
        slug="checked",
        sentence=sentence % in_words(tally, counts),
        how_counted=_("A figure counts as checked only when its source says by whom."),
        does_not_mean=_("A figure that nobody is known to have checked may be right."),
        counts=counts,
        figures=IS_FIGURE & ~Q(assurance__in=(Assurance.CLAIMED, Assurance.NOT_STATED)),
    )


def _said_by(tally: Tally) -> Statement:
    figures = tally.figures
    parties, press = figures.of("said_as", SaidAs.PARTY), figures.of("said_as", SaidAs.PRESS)
    counts = {
        "figures": figures.count,
        "parties": parties,
        "press": press,
        "others": figures.count - parties - press,
    }
    sentence = _(
        "Of the %(all_figures)s published figures about %(whole)s, %(parties)s were given by a party to the"
        " collaboration, %(press)s by the press and %(others)s by others."
    )
    return Statement(
        slug="said-by",
        sentence=sentence % in_words(tally, counts),
        how_counted=_("A figure belongs to whoever is named as saying it in the source that we read."),
        does_not_mean=_("What the press reports may have come from a party."),
        counts=counts,
        figures=IS_FIGURE,
    )
