"""All operations, under one version."""

from ninja import NinjaAPI

from frankpledge.api import problems
from frankpledge.api.routes import changes, collaborations, keys, registrations

# Its interactive page would load scripts from elsewhere: the description is committed in docs/api instead.
api = NinjaAPI(
    title="Frankpledge",
    version="1",
    description="The register of police collaborations: read it, propose changes and register with a key.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
problems.add_to(api)
for router in (keys.router, collaborations.router, changes.router, registrations.router):
    api.add_router("", router)
