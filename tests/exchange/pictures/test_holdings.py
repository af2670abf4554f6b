import pytest

from frankpledge.exchange.pictures import holdings
from frankpledge.register.queries.coverage import Coverage, Field, Held, coverage

pytestmark = pytest.mark.django_db


def test_each_title_states_what_we_hold_of_the_real_register() -> None:
    titles = [picture.title for picture in holdings.of(coverage())]

    assert titles == [
        "A start date is on record for 81 of 116",
        "In every region we hold 27 to 45 in a hundred of the facts we look for",
        "38 of the 47 functions on record have a regional or local collaboration",
        "104 records are regional or local; every force is in the other 12",
    ]


def test_each_table_holds_the_counts_that_are_drawn() -> None:
    for picture in holdings.of(coverage()):
        assert [row[0] for row in picture.rows] == [bar["label"] for bar in picture.marks["bars"]]
        assert [list(row[1:]) for row in picture.rows] == [bar["counts"] for bar in picture.marks["bars"]]


def test_nothing_is_ordered_by_how_many_there_are() -> None:
    _, _, by_function, by_model = holdings.of(coverage())

    for picture in (by_function, by_model):
        labels = [str(row[0]) for row in picture.rows]
        assert labels == sorted(labels)


def test_nothing_is_drawn_of_an_empty_register() -> None:
    empty = Coverage(
        day=None,
        records=0,
        left_out=0,
        fields={field: Held(0, 0) for field in Field},
        status_alone=Held(0, 0),
        regions=(),
        in_a_region=0,
        functions=(),
        models=(),
    )

    assert not any(picture.has_something_to_draw for picture in holdings.of(empty))
