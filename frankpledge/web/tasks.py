"""The worker's job of this room: forgetting sessions that have ended. Where the worker looks for jobs."""

from procrastinate.contrib.django import app

from frankpledge.web.sign_in import sessions


@app.periodic(cron="47 3 * * *")
@app.task(name="sessions.nightly")
def forget_ended_sessions(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives the time it was due
    """Once a night."""
    sessions.forget_ended()
