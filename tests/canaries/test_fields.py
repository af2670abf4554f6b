"""Every field that can hold words is decided, and none that is not public is without its canary."""

import pytest
from django.db import models

from frankpledge.audit import history
from tests.canaries.fields import DECIDED, PUBLIC, Seen, kept_models, wordy

MODELS = kept_models()


def test_every_model_is_decided() -> None:
    assert set(DECIDED) == set(MODELS)


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_field_that_can_hold_words_is_decided(label: str) -> None:
    assert set(DECIDED.get(label, {})) == wordy(MODELS[label])


@pytest.mark.parametrize("version", history.versions(), ids=lambda model: model._meta.label)
def test_a_table_of_versions_has_no_field_but_those_of_its_table(version: type[models.Model]) -> None:
    label = version._meta.label.removesuffix("History")
    assert {name for name in wordy(version) if not name.startswith("pgh_")} <= set(DECIDED[label])


def test_what_nobody_may_read_of_ours_has_no_versions_either() -> None:
    for version in history.versions():
        decided = DECIDED[version._meta.label.removesuffix("History")]
        secrets = {name for name in wordy(version) if decided.get(name, PUBLIC) is Seen.NOBODY}
        # Kept with what they belong to: the name on an invitation, what a message says it is about, and what
        # was left of a record that was merged.
        assert secrets <= {"name", "field", "left"}, version._meta.label
