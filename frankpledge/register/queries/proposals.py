"""Reading proposals: `visible_to` is the one way to reach any of them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Capacity, Kind, Organisation, Power
from frankpledge.people.rights import Rights
from frankpledge.register import references
from frankpledge.register.models import (
    OPEN_PROPOSAL_STATES,
    Consideration,
    Function,
    MeetsTest,
    Proposal,
    ProposalParty,
    ProposalView,
)
from frankpledge.register.queries.considerations import Pack, considered
from frankpledge.register.queries.keepers import followed_by, standing_for


@dataclass(frozen=True, slots=True)
class Told:
    """One legal person with what it has said: its latest view, the earlier ones, and its latest judgement."""

    party: ProposalParty
    views: tuple[ProposalView, ...]
    considerations: tuple[Consideration, ...]

    @property
    def organisation(self) -> Organisation:
        return self.party.organisation

    @property
    def view(self) -> ProposalView | None:
        return self.views[-1] if self.views else None

    @property
    def consideration(self) -> Consideration | None:
        return self.considerations[-1] if self.considerations else None

    @property
    def is_followed(self) -> bool:
        """Whether others took its place: they are asked, and what it said counts no more."""
        return self.party.followed_on is not None

    @property
    def thinks_it_met(self) -> bool:
        return not self.is_followed and self.view is not None and self.view.answer == MeetsTest.YES


@dataclass(frozen=True, slots=True)
class Met:
    """How many think the test met, by what they would sign as: the law speaks of the two kinds apart."""

    policing_bodies: int
    chief_officers: int
    others: int

    @property
    def total(self) -> int:
        return self.policing_bodies + self.chief_officers + self.others


@dataclass(frozen=True, slots=True)
class Story:
    """A proposal with everybody who was told of it."""

    proposal: Proposal
    functions: tuple[Function, ...]
    told: tuple[Told, ...]

    @property
    def met(self) -> Met:
        """Who think the test met, by their latest views."""
        capacities = [each.organisation.capacity for each in self.told if each.thinks_it_met]
        bodies, chiefs = (capacities.count(each) for each in (Capacity.POLICING_BODY, Capacity.CHIEF_OFFICER))
        return Met(bodies, chiefs, len(capacities) - bodies - chiefs)

    @property
    def without_view(self) -> tuple[Told, ...]:
        return tuple(each for each in self.asked if each.view is None)

    @property
    def asked(self) -> tuple[Told, ...]:
        """Those whose word counts: all but those who are followed by others."""
        return tuple(each for each in self.told if not each.is_followed)

    @property
    def forces(self) -> tuple[Organisation, ...]:
        """The forces among them: whose work it would be, and whom the pack is about."""
        return tuple(each.organisation for each in self.asked if each.organisation.kind == Kind.FORCE)

    def of(self, slug: str) -> Told | None:
        """One of those told, by its slug."""
        return next((each for each in self.told if each.organisation.slug == slug), None)


def visible_to(rights: Rights) -> QuerySet[Proposal]:
    """The proposals that somebody may read: those told to a body of theirs, or to one that it follows.

    Whoever reads for the nation reads all.
    """
    found = Proposal.objects.select_related("raised_by", "led_to")
    if rights.may_nationally(Power.READ_RESTRICTED):
        return found
    return found.filter(_told(rights.organisations_with(Power.READ_RESTRICTED)))


def visible(reference: str, rights: Rights) -> Proposal:
    """One proposal. Raises NotFound for what is not there or not theirs to see."""
    found = visible_to(rights).filter(reference=references.written("O", reference)).first()
    if found is None:
        raise NotFound(_("There is no proposal at this address that you may see."))
    return found


def story(proposal: Proposal) -> Story:
    """Everything about one proposal. Four statements, however many were told of it."""
    views: dict[int, list[ProposalView]] = {}
    for view in ProposalView.objects.filter(proposal=proposal).order_by("id"):
        views.setdefault(view.organisation_id, []).append(view)
    judged: dict[int, list[Consideration]] = {}
    for each in Consideration.objects.filter(proposal=proposal).defer("pack").order_by("id"):
        judged.setdefault(each.organisation_id, []).append(each)
    parties = ProposalParty.objects.filter(proposal=proposal).select_related("organisation")
    places = proposal.places.select_related("function").order_by("position")
    return Story(
        proposal=proposal,
        functions=tuple(place.function for place in places),
        told=tuple(
            Told(party, tuple(views.get(number, ())), tuple(judged.get(number, ())))
            for party in parties.order_by("organisation__name", "pk")
            for number in [party.organisation_id]
        ),
    )


def raisers(proposal: Proposal) -> frozenset[int]:
    """Who acts as the body that raised it: itself, and whoever follows it. One statement."""
    return standing_for(proposal.raised_by_id)


def pack_of(held: Story, day: datetime.date) -> Pack:
    """What the register holds now for a proposal: public facts alone, whoever asks."""
    return considered(held.forces, held.functions, day)


def latest_view(proposal: Proposal, organisation: Organisation) -> ProposalView | None:
    """What a body said last."""
    return ProposalView.objects.filter(proposal=proposal, organisation=organisation).order_by("id").last()


def latest_consideration(proposal: Proposal, organisation: Organisation) -> Consideration | None:
    """What a body judged last."""
    held = Consideration.objects.filter(proposal=proposal, organisation=organisation)
    return held.order_by("id").last()


def judgement(proposal: Proposal, number: int) -> Consideration:
    """One judgement with its pack. Raises NotFound for another proposal's."""
    held = Consideration.objects.filter(proposal=proposal, pk=number).select_related("organisation")
    found = held.first()
    if found is None:
        raise NotFound(_("There is no such judgement on this proposal."))
    return found


def asking_a_view(rights: Rights) -> QuerySet[ProposalParty]:
    """Where a body that somebody speaks for was told, and has not given its view; the oldest first."""
    held = rights.organisations_with(Power.SPEAK_FOR)
    given = ProposalView.objects.filter(proposal=OuterRef("proposal"), organisation=OuterRef("organisation"))
    asked = ProposalParty.objects.filter(
        ~Exists(given),
        organisation__in=held,
        followed_on=None,
        proposal__state__in=OPEN_PROPOSAL_STATES,
    )
    related = asked.select_related("organisation", "proposal__raised_by")
    return related.order_by("notified_on", "id")


def asking_an_outcome(rights: Rights) -> QuerySet[Proposal]:
    """Raised by a body that somebody speaks for or theirs follows, with every view; the oldest first."""
    given = ProposalView.objects.filter(proposal=OuterRef("proposal"), organisation=OuterRef("organisation"))
    without = ProposalParty.objects.filter(~Exists(given), proposal=OuterRef("pk"), followed_on=None)
    held = rights.organisations_with(Power.SPEAK_FOR)
    return (
        Proposal.objects.select_related("raised_by")
        .filter(~Exists(without), raised_by__in=followed_by(held), state__in=OPEN_PROPOSAL_STATES)
        .order_by("raised_on", "id")
    )


def speaking_for(held: Story, rights: Rights) -> tuple[Told, ...]:
    """Those of the told whose own word somebody may give."""
    own = rights.organisations_with(Power.SPEAK_FOR)
    return tuple(each for each in held.asked if each.organisation.pk in own)


def counts(proposals: Iterable[Proposal]) -> Mapping[int, tuple[int, int]]:
    """For each, how many were told and how many of them gave a view. Two statements."""
    ids = [each.pk for each in proposals]
    parties = ProposalParty.objects.filter(proposal__in=ids, followed_on=None)
    told = set(parties.order_by().values_list("proposal", "organisation"))
    views = ProposalView.objects.filter(proposal__in=ids).order_by()
    viewed = told & set(views.values_list("proposal", "organisation"))
    return {pk: (sum(each[0] == pk for each in told), sum(each[0] == pk for each in viewed)) for pk in ids}


def _told(organisation_ids: Iterable[int]) -> Exists:
    held = followed_by(organisation_ids)
    return Exists(ProposalParty.objects.filter(proposal=OuterRef("pk"), organisation__in=held))
