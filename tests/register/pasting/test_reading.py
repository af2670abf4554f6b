"""Answers read out of a pasted text: never without words, never from words that say something else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.register.pasting import Found, Text, Vocabulary, proposed, read
from frankpledge.register.registering import Question
from frankpledge.register.registering.questions import ENDS

KNOWN = Vocabulary(
    bodies={
        "northshire police": ("northshire",),
        "northshire": ("northshire",),
        "eastmarch": ("eastmarch",),
        "eastmarch police": ("eastmarch",),
        "pcc northshire": ("pcc-northshire",),
        "northshire police and crime commissioner": ("pcc-northshire",),
        "port vale": ("port-vale",),
        "nep": ("northshire", "eastmarch", "port-vale"),
    },
    functions={"dog": "dogs", "firearm licensing": "firearms-licensing", "firearm": "firearms"},
    body_of={"northshire": "pcc-northshire", "eastmarch": "pcc-eastmarch"},
    names={"northshire": "Northshire Police"},
)
AGREEMENT = """COLLABORATION AGREEMENT RELATING TO A JOINT DOG UNIT

THIS AGREEMENT is dated the 1st day of April 2024

BETWEEN the Chief Constable of Northshire Police, the Police and Crime Commissioner for Northshire,
the Chief Constable of Eastmarch Police and the Police and Crime Commissioner for Eastmarch.

The purpose of this Agreement is to provide dogs and their handlers wherever they are needed.
It is made under section 22A of the Police Act 1996 (section 23 is not relied upon).
It shall commence on 1 May 2024 and shall continue in force until 31 March 2029.
Northshire Police shall be the lead force. Firearms licensing is not covered.
"""


def found(text: str) -> dict[str, list[Any]]:
    answers: dict[str, list[Any]] = {}
    for each in read(Text.of(text), KNOWN):
        answers.setdefault(each.question, []).append(each.value)
    return answers


def quotes(text: str) -> dict[str, list[str]]:
    held = Text.of(text)
    said: dict[str, list[str]] = {}
    for each in read(held, KNOWN):
        said.setdefault(each.question, []).append(held.words(each.quote))
    return said


def test_an_agreement_answers_what_it_says() -> None:
    answers = found(AGREEMENT)
    assert answers[Question.TITLE] == ["A JOINT DOG UNIT"]
    assert answers[Question.WHY] == ["to provide dogs and their handlers wherever they are needed"]
    assert answers[Question.PARTIES] == ["northshire", "eastmarch"]
    assert answers[Question.FUNCTIONS] == ["dogs", "firearms-licensing"]
    assert answers[Question.LEAD] == [("northshire", "lead")]
    assert answers[Question.LEGAL_BASIS] == ["s22A"]
    assert answers[Question.AGREED] == ["2024-04-01"]
    assert answers[Question.STARTED] == ["2024-05-01"]
    assert answers[ENDS] == ["2029-03-31"]


def test_each_answer_has_the_words_it_came_from() -> None:
    said = quotes(AGREEMENT)
    assert said[Question.LEGAL_BASIS] == ["section 22A"]
    assert said[Question.AGREED][0].endswith("1st day of April 2024")
    assert said[Question.STARTED] == ["commence on 1 May 2024"]
    assert said[Question.LEAD] == ["Northshire Police shall be the lead force"]
    assert said[Question.PARTIES] == ["Northshire Police", "Eastmarch Police"]


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        ("Decision title: Shared control room\nReasons follow.", Question.TITLE, "Shared control room"),
        ("Agreement made on 3rd March 2021.", Question.AGREED, "2021-03-03"),
        ("Date of decision: 03/04/2021", Question.AGREED, "2021-04-03"),
        ("with effect from April 2019.", Question.STARTED, "2019-04"),
        ("It went live on 2020-01-31.", Question.STARTED, "2020-01-31"),
        ("The unit is hosted by Eastmarch Police.", Question.LEAD, ("eastmarch", "host")),
        ("Host force: Northshire", Question.LEAD, ("northshire", "host")),
        ("A Memorandum of Understanding.", Question.LEGAL_BASIS, "mou"),
        ("under s.22A", Question.LEGAL_BASIS, "s22A"),
        ("under section 23 of the Police Act 1996", Question.LEGAL_BASIS, "earlier_s23"),
        ("the Police and Crime Commissioner for Northshire", Question.PARTIES, "pcc-northshire"),
        ("NEP forces", Question.PARTIES, "port-vale"),
    ],
)
def test_what_one_wording_says(text: str, question: Question, value: Any) -> None:
    assert value in found(text)[question]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("the Police Act 1996", Question.LEGAL_BASIS),
        ("section 22 of another Act", Question.LEGAL_BASIS),
        ("Policing and Crime Act 2009", Question.LEGAL_BASIS),
        ("dated. Northshire was founded in 1 April 1839.", Question.AGREED),
        ("commencing on 31 February 2024.", Question.STARTED),
        ("commencing on the day that the last party signs", Question.STARTED),
        ("Northshire County Council", Question.PARTIES),
        ("Northshire Police leads. Eastmarch does not.", Question.AGREED),
        ("dogged determination", Question.FUNCTIONS),
        ("for a term of five years", ENDS),
        ("A sentence that is no title.", Question.TITLE),
    ],
)
def test_what_the_words_do_not_say_is_not_proposed(text: str, question: str) -> None:
    assert question not in found(text)


@given(st.text(max_size=400))
def test_no_text_is_too_odd_and_every_quote_is_of_the_text(text: str) -> None:
    held = Text.of(text)
    for each in read(held, KNOWN):
        words = held.words(each.quote)
        assert words
        assert words in text
        assert held.passage(each.quote).words == words


WORDS = st.sampled_from(
    ["Northshire", "Police", "the lead force", "hosted by", "NEP", "dated", "1 April 2024", "commencing on",
     "until", "section 22A", "99/99/9999", "2024-13-45", "the purpose of this agreement is", "\n\n", ".",
     "Title:", "dogs", "firearms licensing", "’", "İstanbul", "½", "Police and Crime Commissioner for"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_texts_of_our_own_cues_in_any_order_are_read_and_can_be_taken(text: str) -> None:
    held = Text.of(text)
    answers = read(held, KNOWN)
    assert len({each.key for each in answers}) == len(answers)
    assert all(held.words(each.quote) in text for each in answers)
    for each in proposed(answers, {}, held):
        assert all(part in text for part in each.quote.split(" … "))
        assert all(values for values in each.typed.values() if values != [])


@given(st.text(max_size=200))
def test_the_same_text_is_always_read_the_same(text: str) -> None:
    first, second = (read(Text.of(text), KNOWN) for _each in range(2))
    assert first == second


def test_a_book_is_read_in_a_moment_and_cut_where_it_is_too_long() -> None:
    text = Text.of("Northshire Police is the lead force until further notice. Purpose of this. " * 10_000)
    assert len(text.text) == 200_000
    assert {each.question for each in read(text, KNOWN)} >= {Question.PARTIES, Question.LEAD}


def test_parties_are_added_to_those_answered_and_whoever_leads_is_one() -> None:
    text = Text.of("Led by Eastmarch Police.")
    held = {"parties": {"value": {"organisations": ["northshire"], "others": ["A council"]}}}
    chosen: list[Found] = [each for each in read(text, KNOWN) if each.question == Question.LEAD]
    taken = {each.question: each for each in proposed(chosen, held, text)}
    assert taken[Question.PARTIES].typed == {"parties": ["northshire", "eastmarch"], "others": ["A council"]}
    assert taken[Question.LEAD].typed == {"lead": ["eastmarch"], "role": ["lead"]}
    assert taken[Question.PARTIES].quote == "Led by Eastmarch Police"
