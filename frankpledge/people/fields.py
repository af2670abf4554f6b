"""A column for dates of known precision."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from frankpledge.dates import PartialDate

SHAPE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


if TYPE_CHECKING:

    class TextColumn(models.CharField[Any, Any]):
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
        _pyi_lookup_exact_type: Any

else:
    TextColumn = models.CharField


class PartialDateField(TextColumn):
    """Text `yyyy`, `yyyy-mm` or `yyyy-mm-dd` in the database, PartialDate in Python; NULL is not known.

    As text it sorts by what is known, and keeps its precision through every export.
    """

    description = "A year, a month or a day"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def from_db_value(
        self, value: str | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        return PartialDate.parse(str(value)) if value else None

    @property
    def validators(self) -> list[Any]:
        """None: a PartialDate has no length, and is right by being one."""
        return []

    def get_prep_value(self, value: Any) -> str | None:
        read = self.to_python(value)
        return None if read is None else str(read)


def partial_date_check(table: str, *columns: str) -> models.CheckConstraint:
    """The constraint that `columns` hold dates of known precision and nothing else."""
    condition = models.Q()
    for column in columns:
        condition &= models.Q(**{f"{column}__isnull": True}) | models.Q(**{f"{column}__regex": SHAPE})
    return models.CheckConstraint(condition=condition, name=f"{table}_dates_have_known_precision")


def one_of(
    table: str, column: str, choices: type[models.TextChoices], *, blank: bool = False
) -> models.CheckConstraint:
    """The constraint that `column` holds a word of its code list."""
    allowed = [*choices.values, *([""] if blank else [])]
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": allowed}), name=f"{table}_{column}_is_on_its_list"
    )
