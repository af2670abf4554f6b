from dataclasses import replace

import pytest

from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.errors import Invalid
from frankpledge.people.actions import aliases
from frankpledge.people.actions.aliases import AliasDraft
from frankpledge.people.models import Alias, AliasKind, Group
from tests.world import CURATOR, FORCES, World

GROUP = AliasDraft(text="NEP", kind=AliasKind.GROUP, group="Northern Marches", members=FORCES)
BODY = AliasDraft(text="N'shire", kind=AliasKind.SHORT, organisation="northshire")


def members() -> list[str]:
    group = Group.objects.get(name="Northern Marches")
    return [place.organisation.slug for place in group.places.all()]


@pytest.mark.django_db
def test_a_group_keeps_its_members_in_the_order_given(world: World) -> None:
    assert members() == [*FORCES]
    backwards = tuple(reversed(FORCES))
    outcome = aliases.put(by=CURATOR, draft=replace(GROUP, members=backwards))
    assert outcome.changes == {"members": [[*FORCES], [*backwards]]}
    assert members() == [*backwards]


@pytest.mark.django_db
def test_a_group_may_have_several_names(world: World) -> None:
    both = [replace(GROUP, text="The Marches"), GROUP]
    assert [done.effect for done in aliases.put_all(by=CURATOR, drafts=both)] == [
        Effect.ADDED,
        Effect.UNCHANGED,
    ]
    assert Group.objects.filter(name="Northern Marches").count() == 1


@pytest.mark.django_db
def test_a_name_is_held_once_and_changed_where_it_differs(world: World) -> None:
    assert aliases.put(by=CURATOR, draft=BODY).effect is Effect.ADDED
    before = revision()
    assert aliases.put(by=CURATOR, draft=BODY).effect is Effect.UNCHANGED
    assert revision() == before
    outcome = aliases.put(by=CURATOR, draft=replace(BODY, is_ambiguous=True))
    assert outcome.changes == {"is_ambiguous": [False, True]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(GROUP, members=()), "group"),
        (replace(GROUP, group=""), "group"),
        (replace(GROUP, members=("northshire", "nowhere")), "members"),
        (replace(BODY, organisation="nowhere"), "members"),
        (replace(BODY, organisation=""), "organisation"),
        (replace(BODY, members=FORCES), "organisation"),
        (replace(BODY, text=""), "text"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(world: World, draft: AliasDraft, field: str) -> None:
    before = (revision(), Alias.objects.count(), members())
    with pytest.raises(Invalid) as refusal:
        aliases.put(by=CURATOR, draft=draft)
    assert [*refusal.value.fields] == [field]
    assert (revision(), Alias.objects.count(), members()) == before
