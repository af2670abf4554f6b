"""Readings of the environment: right ones are typed, wrong ones are refused with their name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from frankpledge.config import environment

NAME = "FRANKPLEDGE_IN_A_TEST"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(f"{NAME}_FILE", raising=False)


def test_a_text_is_read_from_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "words")
    assert environment.text(NAME, "default") == "words"


def test_a_text_is_read_from_a_file_without_its_last_line_break(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert environment.text(NAME) == "from the file"


def test_a_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_FILE names .*missing"):
        environment.text(NAME, "default")


def test_a_text_may_have_a_default_and_without_one_must_be_set() -> None:
    assert environment.text(NAME, "default") == "default"
    with pytest.raises(ImproperlyConfigured, match=f"Set {NAME}, or {NAME}_FILE"):
        environment.text(NAME)


@pytest.mark.parametrize(
    ("word", "meaning"), [("YES", True), ("1", True), (" on ", True), ("no", False), ("0", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, word: str, meaning: bool) -> None:  # noqa: FBT001 - a table
    monkeypatch.setenv(NAME, word)
    assert environment.flag(NAME, default=not meaning) is meaning


@pytest.mark.parametrize("word", ["", "maybe", "2", "yes please"])
def test_anything_else_is_not_a_flag(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(NAME, word)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is '{word}'; it must be yes or no"):
        environment.flag(NAME, default=True)


@pytest.mark.parametrize(("word", "number"), [("1", 1), ("16", 16), (" 7 ", 7)])
def test_a_whole_number_may_be_anything_within_its_bounds(
    monkeypatch: pytest.MonkeyPatch, word: str, number: int
) -> None:
    monkeypatch.setenv(NAME, word)
    assert environment.whole_number(NAME, 2, least=1, most=16) == number


@pytest.mark.parametrize("word", ["0", "17", "-1", "1.5", "two", "", "٣"])
def test_any_other_number_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv(NAME, word)
    with pytest.raises(ImproperlyConfigured, match="a whole number from 1 to 16"):
        environment.whole_number(NAME, 2, least=1, most=16)


def test_words_are_split_at_commas_and_blanks_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "one, two,,three ,")
    assert environment.words(NAME) == ["one", "two", "three"]
    monkeypatch.delenv(NAME)
    assert environment.words(NAME) == []
