"""What eastmarch's people say of the costs and benefits of their archive, which only they may read."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import answers, double_counts, maps, profiles, sign_offs, workspaces
from frankpledge.benefits.actions.answers import Said
from frankpledge.benefits.actions.profiles import Realises
from frankpledge.benefits.actions.sign_offs import Signing
from frankpledge.benefits.actions.workspaces import Task
from frankpledge.benefits.drafts.profiles import LINES, TEXTS
from frankpledge.benefits.models import SHARES, Asked, BenefitClass, DoubleCount, Next, Signs
from frankpledge.benefits.states.profiles import Move
from frankpledge.people.models import Organisation
from tests.canaries.fields import RESTRICTED
from tests.tracking import begun, joined, mapped, measured, varied, version_of

if TYPE_CHECKING:
    from tests.canaries.planting import Planted


def plant(ours: "Planted", author: Actor, decider: Actor) -> None:
    """A workspace with answers and the owner of a stage."""
    workspace = begun(author, ours.archive)
    said = {
        Asked.WHY: Said(asked=Asked.WHY, year=2024, words=ours.word("benefits.Answer.words", RESTRICTED)),
        Asked.NEXT: Said(
            asked=Asked.NEXT,
            year=2024,
            words=ours.word("benefits.Answer.words", RESTRICTED),
            next=Next.KEEP,
            minute_reference=ours.word("benefits.Answer.minute_reference", RESTRICTED),
        ),
    }
    for each in said.values():
        answers.give(by=decider, collaboration=ours.archive, said=each, key=uuid.uuid4())
    task = Task(
        owner="eastmarch",
        owner_post=ours.word("benefits.StageWork.owner_post", RESTRICTED),
        note=ours.word("benefits.StageWork.note", RESTRICTED),
    )
    workspaces.give_stage(
        by=author, collaboration=ours.archive, version=workspace.version, stage=6, task=task
    )


def plant_benefits(ours: "Planted", author: Actor, decider: Actor) -> None:
    """Benefits in full, and the map."""
    _profile(ours, author, decider)
    _map(ours, author)
    ours.ids["variant"] = varied("eastmarch", author).pk


def _map(ours: "Planted", author: Actor) -> None:
    """Two boxes and the arrow between them, with why nothing is counted twice along it."""
    word = ours.word("benefits.MapNode.label benefits.MapNode.note", RESTRICTED)
    boxes = mapped(author, ours.archive, f"Change {word}", f"Benefit {word}", note=word)
    arrow = joined(author, ours.archive, *boxes)
    maps.clear(
        by=author,
        collaboration=ours.archive,
        version=version_of(ours.archive),
        edge_id=arrow.pk,
        reason=ours.word("benefits.MapEdge.cleared", RESTRICTED),
    )
    ours.ids |= {"box": boxes[0].pk, "arrow": arrow.pk}


def _profile(ours: "Planted", author: Actor, decider: Actor) -> None:
    """One with a word in each of its fields, signed and then given up."""
    body = Organisation.objects.get(slug="eastmarch")
    said = {name: ours.word(f"benefits.Profile.{name}", RESTRICTED) for name in (*LINES, *TEXTS)}
    # A reason stands only beside its share, and a source beside its value.
    with_them = {**dict.fromkeys(SHARES, Decimal("0.1")), "unit_value_pence": 1, "unit_value_prices_of": 2024}
    values = {"benefit_class": BenefitClass.CASH, "measure": measured(), "owner": body, **said, **with_them}
    made = profiles.add(by=author, collaboration=ours.archive, values=values, key=uuid.uuid4())
    realises = Realises(body, ours.word("benefits.Realiser.post", RESTRICTED))
    made = profiles.name_realisers(
        by=author, reference=made.reference, version=made.version, realisers=[realises]
    )
    words = ours.word("benefits.SignOff.words", RESTRICTED)
    signing = Signing(signs_as=Signs.OWNER, organisation=body, words=words)
    sign_offs.sign(by=decider, reference=made.reference, version=made.version, signing=signing)
    why = ours.word("benefits.Profile.state_reason", RESTRICTED)
    profiles.settle(by=decider, reference=made.reference, version=made.version, move=Move.DROP, reason=why)
    open_one = profiles.add(
        by=author, collaboration=ours.archive, values={**values, **said}, key=uuid.uuid4()
    )
    ours.profiles += [made.reference, open_one.reference]
    pair = DoubleCount.objects.create(
        earlier=made, later=open_one, organisation=body, found_at=timezone.now()
    )
    cleared = ours.word("benefits.DoubleCount.cleared", RESTRICTED)
    ours.ids["double count"] = double_counts.clear(by=decider, number=pair.pk, reason=cleared).pk
