"""Whether this copy is alive, and whether it can serve."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from frankpledge.audit import readiness
from frankpledge.web.access import open_to_all
from frankpledge.web.reading import reading_only


@open_to_all
@reading_only
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """200 while the process answers. It asks nothing of the database."""
    return _answer({"status": "alive"}, 200)


@open_to_all
@reading_only
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """200 when the database answers and has had every migration of this release; otherwise 503 with why."""
    try:
        pending = readiness.pending_migrations()
    except DatabaseError:
        connection.close()
        return _not_ready("The database does not answer.")
    if pending:
        return _not_ready("The database has not had these migrations: " + ", ".join(pending) + ".")
    return _answer({"status": "ready"}, 200)


def _not_ready(reason: str) -> HttpResponse:
    return _answer({"status": "not ready", "reasons": [reason]}, 503)


def _answer(body: dict[str, object], status: int) -> HttpResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
