"""`/key`: what the key that is used is."""

from django.http import HttpRequest
from ninja import Router

from frankpledge.api.keys import Key, holder
from frankpledge.api.schemas.keys import KeyOut
from frankpledge.people.models import POWERS, Role, Token

router = Router(tags=["Your key"])


@router.get("/key", response=KeyOut, auth=Key(), summary="What this key is and may do")
def key(request: HttpRequest) -> KeyOut:
    """For whom it acts, in which role, until when, and what that role may do."""
    token = Token.objects.select_related("organisation").get(pk=holder(request).token_id or 0)
    role = Role(token.role)
    return KeyOut(
        name=token.name,
        organisation=token.organisation.slug,
        role=role,
        expires_at=token.expires_at,
        powers=sorted(POWERS[role]),
    )
