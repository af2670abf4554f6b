"""How a reader's text is taken apart, without looking anything up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.register.search.language import LONGEST_TEXT, MOST_WORDS, Piece, read

P = Piece


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("dogs", (P(("dogs",)),)),
        ("Dogs FIREARMS", (P(("dogs",)), P(("firearms",)))),
        ("A&S dogs", (P(("a", "and", "s")), P(("dogs",)))),
        ("South-West", (P(("south", "west")),)),
        ("men’s", (P(("mens",)),)),
        ("Heddlu Dŵr", (P(("heddlu",)), P(("dwr",)))),
        ('"major crime" dogs', (P(("major", "crime"), is_quoted=True), P(("dogs",)))),
        ("“major crime”", (P(("major", "crime"), is_quoted=True),)),
        ("-dogs", (P(("dogs",), is_left_out=True),)),
        ('-"major crime"', (P(("major", "crime"), is_quoted=True, is_left_out=True),)),
        ('"unbalanced words', (P(("unbalanced",)), P(("words",)))),
        ("dogs - cats", (P(("dogs",)), P(("cats",)))),
        ("\"\" '' ... -- 😀", ()),
        ("C-0055", (P(("c", "0055")),)),
    ],
)
def test_words_phrases_and_words_left_out(text: str, pieces: tuple[Piece, ...]) -> None:
    assert read(text).pieces == pieces


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("who shares dogs with Norfolk?", ["dogs", "norfolk"]),
        ("How do others do forensics?", ["forensics"]),
        ("who does dogs with Kent", ["dogs", "kent"]),
        ("forensics?", ["forensics"]),
        ("who is in 7F?", ["in", "7f"]),
    ],
)
def test_a_question_is_read_for_what_it_is_about(question: str, about: list[str]) -> None:
    assert read(question).words == about


@pytest.mark.parametrize("text", ["shared services", "lead force", "who?", "How"])
def test_what_is_no_question_or_nothing_else_keeps_its_words(text: str) -> None:
    assert read(text).words == text.lower().replace("?", "").split()


def test_a_long_text_is_cut_and_says_so() -> None:
    assert read("word " * 10_000).was_cut
    assert len(read("x" * 10_000).text) == LONGEST_TEXT
    assert len([word for piece in read("a1 b " * 100).pieces for word in piece.words]) == MOST_WORDS
    assert not read("dogs").was_cut


def test_possible_names_are_runs_of_plain_words() -> None:
    names = read('beds, cambs and herts "kent police" -norfolk dogs').possible_names
    assert "beds cambs and herts" in names
    assert "norfolk" in names
    assert not {"kent", "kent police", "herts norfolk", "norfolk dogs", "herts dogs"} & set(names)


@given(st.text())
def test_any_text_has_a_reading(text: str) -> None:
    reading = read(text)
    assert all(word.isalnum() or word for piece in reading.pieces for word in piece.words)
    assert "\0" not in reading.text
