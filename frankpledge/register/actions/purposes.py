"""What a record is for. A version once given is kept: other words are a further version."""

from collections.abc import Sequence

from frankpledge.audit.outcomes import Changes
from frankpledge.register.models import Collaboration, Purpose, PurposeOrigin


def put(collaboration: Collaboration, statement: str, held: Sequence[Purpose]) -> Changes:
    """Hold this register's words of the purpose; "" says nothing new."""
    newest_first = sorted(held, key=lambda purpose: purpose.version, reverse=True)
    ours = next((purpose for purpose in newest_first if purpose.origin == PurposeOrigin.REGISTER), None)
    before = ours.statement if ours else None
    if not statement or statement == before:
        return {}
    version = newest_first[0].version + 1 if newest_first else 1
    Purpose.objects.create(
        collaboration=collaboration, version=version, statement=statement, origin=PurposeOrigin.REGISTER
    )
    return {"purpose": [before, statement]}
