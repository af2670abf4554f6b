"""Who takes part in the worked example, and in what."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.benefits.models import Profile, Workspace
from frankpledge.exchange import demonstration
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.models import Collaboration

RECORD = "three-counties-devices"
LEAD = "northmarch"


def record() -> Collaboration | None:
    """The record of the example; None where it is not there."""
    return Collaboration.objects.filter(slug=RECORD).first()


class Step(NamedTuple):
    """What is done on a day."""

    on: datetime.date
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """The record, its bodies by slug, the cast, and each benefit's reference by its key in the files."""

    record: Collaboration
    bodies: Mapping[str, Organisation]
    people: Mapping[tuple[str, str], Actor]
    references: dict[str, str] = field(default_factory=dict)

    @classmethod
    def set_up(cls) -> Self | None:
        """None where there is no such record."""
        held = record()
        if held is None:
            return None
        people = {(part.role.value, part.organisation): _actor(user) for part, user in demonstration.people()}
        slugs = {organisation for _role, organisation in people}
        bodies = {each.slug: each for each in Organisation.objects.filter(slug__in=slugs)}
        return cls(held, bodies, people)

    def who(self, role: Role, body: str = LEAD) -> Actor:
        """Somebody in this role."""
        return self.people[role.value, body]

    @property
    def workspace(self) -> Workspace:
        """As it stands now."""
        return Workspace.objects.select_related("collaboration").get(collaboration=self.record)

    def profile(self, key: str) -> Profile:
        """One benefit as it stands now."""
        return Profile.objects.select_related("workspace", "owner").get(reference=self.references[key])


def _actor(user: User) -> Actor:
    """Somebody of the cast, as if a second step were proved: there is nobody else."""
    return Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk, is_verified=True)
