"""Sentences that may be quoted, worked out from the register: about what it holds, never about conduct."""

from frankpledge.register.queries.statements.behind import Behind, behind
from frankpledge.register.queries.statements.national import (
    NationalClaim,
    national_claim,
    national_claims,
)
from frankpledge.register.queries.statements.statement import Statement
from frankpledge.register.queries.statements.statements import statement, statements

__all__ = [
    "Behind",
    "NationalClaim",
    "Statement",
    "behind",
    "national_claim",
    "national_claims",
    "statement",
    "statements",
]
