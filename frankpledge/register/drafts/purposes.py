"""What a version of the purpose is to say."""

from dataclasses import dataclass, fields

from frankpledge.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeDraft:
    """The words of a version; only the statement must say something."""

    statement: str
    statement_cy: str = ""
    public_benefit: str = ""
    risk_appetite: str = ""
    shared_identity: str = ""
    in_scope: str = ""
    out_of_scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDraft:
    """What is to come about, by what it would be known, how much, and by when."""

    what: str
    measure: str
    target: str = ""
    by_when: PartialDate | None = None
    note: str = ""


PURPOSE_WORDS = tuple(each.name for each in fields(PurposeDraft))
OBJECTIVE_WORDS = tuple(each.name for each in fields(ObjectiveDraft))
