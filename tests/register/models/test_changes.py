"""What the database refuses of a proposed change, whoever asks."""

import pytest

from frankpledge.register.models import Change, Operation, TargetKind
from tests.changes import approved, begin, proposed, refuse
from tests.constraints import broken_by, code_lists, named_by
from tests.world import CURATOR, World

TABLE = "register_change"
RECORD = TargetKind.COLLABORATION
DRAFT_ONE = f"id = (SELECT min(id) FROM {TABLE} WHERE state = 'draft')"
PROPOSED_ONE = f"id = (SELECT min(id) FROM {TABLE} WHERE state = 'proposed')"
APPROVED_ONE = f"id = (SELECT min(id) FROM {TABLE} WHERE state = 'approved' AND operation = 'change')"
REFUSED_ONE = f"id = (SELECT min(id) FROM {TABLE} WHERE state = 'refused')"
REMOVAL = f"id = (SELECT min(id) FROM {TABLE} WHERE operation = 'remove')"
ADDITION = f"id = (SELECT min(id) FROM {TABLE} WHERE operation = 'add')"
BODYS_ONE = f"id = (SELECT min(id) FROM {TABLE} WHERE organisation_id IS NOT NULL)"
VALUES, DECIDED = "register_change_proposed_has_values", "register_change_decided_has_decider"
OF_ONE, TARGET = "register_change_is_of_a_record_or_a_body", "register_change_add_has_no_target"
WHOLES, MISTAKES = "register_change_wholes_are_only_changed", "register_change_removes_mistakes_only"
BROKEN = [
    ("register_change_reference_shape", f"reference = 'P-0OIL-SB' WHERE {DRAFT_ONE}"),
    ("register_change_reference_shape", f"reference = 'T-7K3M-Q2' WHERE {DRAFT_ONE}"),
    ("register_change_version_counts", f"version = 0 WHERE {DRAFT_ONE}"),
    ("register_change_has_author", f"author_name = '' WHERE {DRAFT_ONE}"),
    (VALUES, f"wanted = '{{}}' WHERE {PROPOSED_ONE}"),
    (VALUES, f"proposed_at = NULL WHERE {PROPOSED_ONE}"),
    (VALUES, f"proposed_at = NULL, wanted = '{{}}', state = 'withdrawn' WHERE {DRAFT_ONE}"),
    (DECIDED, f"decider_name = '' WHERE {APPROVED_ONE}"),
    (DECIDED, f"decided_at = NULL WHERE {REFUSED_ONE}"),
    (DECIDED, f"decided_at = now() WHERE {PROPOSED_ONE}"),
    (DECIDED, f"decision_reason = 'Why not' WHERE {PROPOSED_ONE}"),
    (DECIDED, f"state = 'proposed' WHERE {REFUSED_ONE}"),
    (TARGET, f"target_id = 1 WHERE {ADDITION}"),
    (TARGET, f"target_id = NULL WHERE {APPROVED_ONE}"),
    ("register_change_added_when_approved", f"added_id = 1 WHERE {PROPOSED_ONE}"),
    (WHOLES, f"operation = 'remove', wanted = '{{}}', holds_from = NULL WHERE {APPROVED_ONE}"),
    (MISTAKES, f"holds_from = '2020-01-01' WHERE {REMOVAL}"),
    (MISTAKES, f'wanted = \'{{"title": "x"}}\' WHERE {REMOVAL}'),
    (OF_ONE, f"collaboration_id = NULL WHERE {PROPOSED_ONE}"),
    (OF_ONE, f"organisation_id = (SELECT min(id) FROM people_organisation) WHERE {PROPOSED_ONE}"),
    (OF_ONE, f"organisation_id = NULL WHERE {BODYS_ONE}"),
]


@pytest.fixture
def held(world: World) -> None:
    """One of each sort."""
    dogs, title = world.record("dogs"), {"title": "Hounds"}
    begin(CURATOR, dogs, RECORD, title)
    refuse(CURATOR, proposed(CURATOR, dogs, RECORD, title))
    proposed(CURATOR, dogs, RECORD, title)
    approved(CURATOR, dogs, RECORD, {"notes": "A note"})
    event = dogs.events.get(kind="left").pk
    begin(CURATOR, dogs, TargetKind.EVENT, {}, target_id=event, operation=Operation.REMOVE)
    begin(CURATOR, dogs, TargetKind.EVENT, {"what": "It was."}, operation=Operation.ADD)
    begin(CURATOR, world.body("northshire"), TargetKind.ORGANISATION, {"notes": "A note"})


def test_the_database_refuses(held: None) -> None:
    for constraint, change in BROKEN:
        assert broken_by(f"UPDATE {TABLE} SET {change}") == constraint, change


def test_the_database_takes_what_breaks_no_constraint(held: None) -> None:
    assert broken_by(f"UPDATE {TABLE} SET version = version + 1") == ""
    assert broken_by(f"UPDATE {TABLE} SET holds_from = '2020-01-01' WHERE {APPROVED_ONE}") == ""


def test_a_form_is_held_once(held: None) -> None:
    statement = f"UPDATE {TABLE} SET submission_key = (SELECT submission_key FROM {TABLE} WHERE {DRAFT_ONE})"
    assert "submission_key" in broken_by(statement)


def test_every_code_list_holds_its_column(held: None) -> None:
    for constraint, statement in code_lists([Change]):
        # A word on no list breaks other rules too, and the database names the first by name.
        assert broken_by(statement) in {constraint, OF_ONE, VALUES, TARGET, DECIDED}


def test_every_constraint_is_tried() -> None:
    tried = {constraint for constraint, _change in BROKEN} | {name for name, _s in code_lists([Change])}
    assert named_by([Change]) == tried
