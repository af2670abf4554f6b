"""What has been published of a record's costs and benefits, in words: first what savings alone would say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.register.models import Claim, FigureState, SaidAs, Unit
from frankpledge.register.queries.citations import Cited
from frankpledge.register.queries.claims import OtherClaim
from frankpledge.register.queries.published import Account, LeftOut, Published, Read, SavingsAlone
from frankpledge.register.readings import Sort
from frankpledge.web.labels import labels
from frankpledge.web.phrases import listed, number, pounds, pounds_in_words, sentence, span, when

Text = str | Promise
# How figures of a state are published: one, and several.
AS_STATES: Mapping[str, tuple[Text, Text]] = {
    FigureState.TARGET: (gettext_lazy("as a target"), gettext_lazy("as targets")),
    FigureState.PLAN: (gettext_lazy("as a plan"), gettext_lazy("as plans")),
    FigureState.BUDGET: (gettext_lazy("as a budget"), gettext_lazy("as budgets")),
    FigureState.FORECAST: (gettext_lazy("as a forecast"), gettext_lazy("as forecasts")),
    FigureState.CONTRACT: (gettext_lazy("as a term of a contract"), gettext_lazy("as terms of contracts")),
    FigureState.NOT_STATED: (
        gettext_lazy("without saying whether it is planned or has happened"),
        gettext_lazy("without saying whether they are planned or have happened"),
    ),
    FigureState.ACTUAL: (
        gettext_lazy("reported as having happened"), gettext_lazy("reported as having happened")
    ),
}  # fmt: skip
SECTIONS: Sequence[tuple[Sort, Text, Text]] = (
    (Sort.BENEFIT, gettext_lazy("Savings and other benefits"), ""),
    (Sort.DRAWBACK, gettext_lazy("Drawbacks"), gettext_lazy("That these are drawbacks is our reading.")),
    (Sort.COST, gettext_lazy("What it costs, or cost"), ""),
    (Sort.BEFORE, gettext_lazy("What it cost before"), ""),
    (Sort.MONEY_IN, gettext_lazy("Grants and income"), ""),
    (Sort.SHARE, gettext_lazy("Who gives what, and who decides"), ""),
    (Sort.NEITHER, gettext_lazy("Size, work and use"), gettext_lazy("Neither good nor bad by themselves.")),
    (
        Sort.NOT_SORTED,
        gettext_lazy("Not sorted"),
        gettext_lazy("Whether these are good or bad nobody has written down here."),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One published figure: its sentence, what kind of figure it is, who says so, how sure."""

    key: str
    sentence: str
    notes: Sequence[str]
    state: str
    who: str
    sources: Sequence[Cited]
    sure: str
    sort: str
    ways: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a source, as published: columns and rows of words, and what must be known of it."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    told: Sequence[str]
    sources: Sequence[Cited]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What was published of one sort."""

    anchor: str
    title: str
    note: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All of it: the answer in words, views that do not agree, tables, and each figure by itself."""

    lead: Sequence[str]
    disagreeing: Sequence[tuple[str, Sequence[Row]]]
    tables: Sequence[Table]
    sections: Sequence[Section]


def told(published: Published, record_address: str, reference: str) -> Told:
    """What the page says. `record_address` is where each claim stands with all that is known of it."""
    in_tables = {each.line.claim.key for account in published.accounts for each in account.reads}

    def rows(reads: Iterable[Read]) -> list[Row]:
        return [_row(each, record_address, reference) for each in reads]

    alone = {
        sort: [each for each in published.of(sort) if each.line.claim.key not in in_tables] for sort in Sort
    }
    return Told(
        lead=list(lead(published)),
        disagreeing=[(_how(group), rows(group)) for group in published.disagreeing],
        tables=[_table(account) for account in published.accounts],
        sections=[
            Section(anchor=sort.value, title=str(title), note=str(note), rows=rows(alone[sort]))
            for sort, title, note in SECTIONS
            if alone[sort]
        ],
    )


def lead(published: Published) -> Iterator[str]:
    """What savings alone would say, what else is published, and that no verdict follows."""
    if not published.reads:
        yield _("Nothing has been found published about its costs and benefits.")
        return
    yield _savings(published)
    yield _besides(published)
    if published.disagreeing:
        yield _("Some figures are contested or do not agree. All views are shown, side by side.")
    if published.savings_alone_look_like_success:
        yield _verdict(published)


def _savings(published: Published) -> str:
    alone = published.savings_alone
    if alone is SavingsAlone.NOTHING:
        return _("No saving and no other benefit has been found published.")
    count = published.states.total()
    begin = ngettext(
        "Published as savings or other benefits: %(count)d figure, %(how)s.",
        "Published as savings or other benefits: %(count)d figures, %(how)s.",
        count,
    ) % {"count": count, "how": _states(published)}
    if alone is SavingsAlone.PROMISED:
        return f"{begin} {_('None is reported as having happened.')}"
    if alone is SavingsAlone.REPORTED:
        return f"{begin} {_reported(published)}"
    checked = sum(each.has_happened and each.is_checked for each in published.of(Sort.BENEFIT))
    return (
        begin
        + " "
        + ngettext(
            "For %(count)d of those that happened an inspector, an auditor or a finance officer vouches.",
            "For %(count)d of those that happened an inspector, an auditor or a finance officer vouches.",
            checked,
        )
        % {"count": checked}
    )


def _states(published: Published) -> str:
    """`8 as targets and 9 reported as having happened`; of one state alone, `all as forecasts`."""
    states = [(state, count) for state in AS_STATES if (count := published.states[state])]
    if len(states) == 1:
        ((state, count),) = states
        one, several = AS_STATES[state]
        return str(one) if count == 1 else _("all %(how)s") % {"how": several}
    return listed(f"{count} {AS_STATES[state][count > 1]}" for state, count in states)


def _reported(published: Published) -> str:
    roles = labels()["said_as"]
    happened = [each for each in published.of(Sort.BENEFIT) if each.has_happened]
    who = listed(dict.fromkeys(roles[each.line.claim.said_as] for each in happened))
    return (
        _("What is reported as having happened is said by %(who)s; we found no inspector, auditor or")
        + " "
        + _("finance officer who vouches for it.")
    ) % {"who": who}


def _besides(published: Published) -> str:
    costs = len(published.of(Sort.COST))
    of_costs = (
        ngettext(
            "Also published: %(count)d figure of cost.", "Also published: %(count)d figures of cost.", costs
        )
        % {"count": costs}
        if costs
        else _("No cost has been found published.")
    )
    drawbacks = len(published.of(Sort.DRAWBACK))
    if not drawbacks:
        return (
            f"{_('No drawback has been found published, which does not mean that there is none.')} {of_costs}"
        )
    told = {"count": drawbacks, "what": listed(published.drawbacks) or _("see below")}
    said = ngettext(
        "Drawbacks have been published too (%(count)d figure): %(what)s.",
        "Drawbacks have been published too (%(count)d figures): %(what)s.",
        drawbacks,
    )
    return f"{said % told} {of_costs}"


def _verdict(published: Published) -> str:
    words = {
        LeftOut.NOT_HAPPENED: _("that none is reported as having happened"),
        LeftOut.DRAWBACKS: _("the drawbacks"),
        LeftOut.COSTS: _("the costs"),
        LeftOut.OTHER_VIEWS: _("that others say otherwise"),
    }
    neither = _("This register calls it neither a success nor a failure.")
    if not published.left_out:
        return f"{_('By its savings alone it would look like a success.')} {neither}"
    left_out = listed(words[each] for each in published.left_out)
    begin = _("By its savings alone it would look like a success. That would leave out %(what)s.")
    return f"{begin % {'what': left_out}} {neither}"


def _how(group: Sequence[Read]) -> str:
    if any(each.is_contested for each in group):
        return _("Contested")
    return _("These do not agree")


def _row(read: Read, record_address: str, reference: str) -> Row:
    claim, said = read.line.claim, labels()
    return Row(
        key=claim.key,
        sentence=claim.sentence,
        notes=[each for each in (claim.note, read.reading.reason) if each],
        state=said["state"][claim.state],
        who=_who(claim),
        sources=read.line.sources,
        sure=said["assurance"][claim.assurance],
        sort=str(read.sort.label),
        ways=[
            (how, [(_way(other, record_address, reference), other.sentence) for other in others])
            for how, others in (
                (_("Does not agree with:"), read.line.contradicts),
                (_("Replaced by:"), read.line.superseded_by),
                (_("Replaces:"), read.line.replaced),
            )
            if others
        ],
    )


def _way(other: OtherClaim, record_address: str, reference: str) -> str:
    if not other.reference:
        return reverse("said")
    is_here = other.reference == reference
    return (
        f"{record_address if is_here else reverse('collaboration', args=[other.reference])}#claim-{other.key}"
    )


def _who(claim: Claim) -> str:
    said_on = when(claim.said_on) if claim.said_on else _("undated")
    told = {"who": claim.said_by, "role": labels()["said_as"][claim.said_as], "date": said_on}
    if claim.said_as == SaidAs.OTHER:
        return _("%(who)s, %(date)s") % told
    return _("%(who)s, as %(role)s, %(date)s") % told


def _table(account: Account) -> Table:
    """Money as published, in millions to one decimal where that says it exactly."""
    states = labels()["state"]
    heads = {
        line: next(row.cells[line].line.claim.state for row in account.rows if line in row.cells)
        for line in account.lines
    }
    return Table(
        name=account.name,
        columns=[
            _("What it is about"),
            *(_head(str(line.label), states[heads[line]]) for line in account.lines),
        ],
        rows=[
            [
                row.subject,
                *(amount(row.cells[line].line.claim) if line in row.cells else "" for line in account.lines),
            ]
            for row in account.rows
        ],
        told=list(_about_table(account)),
        sources=list({each.url: each for read in account.reads for each in read.line.sources}.values()),
    )


def _head(label: str, state: str) -> str:
    """`Carried forward (plan)`; a kind of figure that is the name of the column is not said twice."""
    return sentence(label) if label == state else f"{sentence(label)} ({state})"


def _about_table(account: Account) -> Iterator[str]:
    claim = account.reads[0].line.claim
    yield _("As published by %(who)s. How sure: %(sure)s. For %(period)s.") % {
        "who": _who(claim),
        "sure": labels()["assurance"][claim.assurance],
        "period": span(claim.period_starts_on, claim.period_ends_on),
    }
    if claim.said_as == SaidAs.PARTY:
        yield _("They are the parties’ own figures.")
    if all(row.left_is_the_rest for row in account.rows):
        yield _("What was left is what was achieved less what was put back.")
    if all(row.carried_forward_is_its_own for row in account.rows):
        yield _("What was carried forward is as published: it is not the target less the result.")
    yield _("Each figure is as its source has it. Nothing is added up here.")


def amount(claim: Claim) -> str:
    """A published amount, for a cell."""
    if claim.unit == Unit.POUNDS:
        return pounds_in_words(claim.amount)
    if claim.unit == Unit.POUNDS_PER_HEAD:
        return pounds(claim.amount)
    return f"{number(claim.amount)} {Unit(claim.unit).label}"
