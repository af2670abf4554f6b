"""Sentences that may be quoted, worked out from the register: about what it holds, never about conduct."""

from frankpledge.register.queries.statements.national import (
    NationalClaim,
    national_claim,
    national_claims,
)
from frankpledge.register.queries.statements.quotable import statement, statements
from frankpledge.register.queries.statements.rows import Behind, behind
from frankpledge.register.queries.statements.wording import Statement

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
