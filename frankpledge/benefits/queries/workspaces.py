"""The workspace of a record."""

from frankpledge.benefits.models import Workspace


def workspace_of(collaboration_id: int) -> Workspace | None:
    """The workspace, where one was begun. One statement."""
    return Workspace.objects.filter(collaboration=collaboration_id).first()
