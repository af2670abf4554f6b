"""One rule for what is indexed and what is typed: Python's and PostgreSQL's folding agree."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.register.search.folding import fold, fold_sql, key, key_sql, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Avon & Somerset", "avon and somerset"),
        ("A&S", "a and s"),
        ("O’Brien's", "obriens"),
        ("Dŵr, Ŷd a ŴYNEB", "dwr yd a wyneb"),
        ("Tri-Force / multi_force", "tri force multi force"),
        ("<b>bold</b>", "b bold b"),
        ("café ½ ﬁre", "cafe 1 2 fire"),
    ],
)
def test_names_are_looked_up_by_their_plain_words(text: str, folded: str) -> None:
    assert key(text) == folded
    assert words(text) == folded.split()


LETTERS = st.text(
    st.characters(max_codepoint=0x24F, exclude_characters="\0", exclude_categories=["Cs", "Cc"])
)


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS)
def test_the_database_folds_as_python_does(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {fold_sql('%(text)s::text')}, {key_sql('%(text)s::text')}", {"text": text})
        assert cursor.fetchone() == (fold(text), key(text))
