"""What a record is for, in this register's own words: other words are a further version.

The parties' own words are drafted and published by `purpose_versions`.
"""

from collections.abc import Sequence

from frankpledge.audit.outcomes import Changes
from frankpledge.register.models import Collaboration, Purpose, PurposeOrigin


def put(collaboration: Collaboration, statement: str, held: Sequence[Purpose]) -> Changes:
    """Hold this register's words of the purpose; "" says nothing new."""
    ours = [purpose for purpose in held if purpose.origin == PurposeOrigin.REGISTER]
    newest = max(ours, key=lambda purpose: purpose.version, default=None)
    before = newest.statement if newest else None
    if not statement or statement == before:
        return {}
    version = newest.version + 1 if newest else 1
    Purpose.objects.create(
        collaboration=collaboration, version=version, statement=statement, origin=PurposeOrigin.REGISTER
    )
    return {"purpose": [before, statement]}
