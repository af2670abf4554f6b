"""Behind HTTPS, Django's deployment checks find nothing; without its secrets, nothing starts."""

import os
import subprocess
import sys

import pytest

from frankpledge.config import settings as ours

SECRET = "k3Zq-7Lw_2xV9bN4mR8tY1uI6oP0aS5dF-gHjKlQwErTyUiOpZx"  # noqa: S105 - a key for this test alone
BEHIND_HTTPS = {
    "DATABASE_URL": "postgresql:///never-opened",
    "SECRET_KEY": SECRET,
    "BEHIND_HTTPS": "yes",
    "ALLOWED_HOSTS": "register.example",
}


def django_says(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", command[0]] if len(command) == 1 else [sys.executable, *command],
        env={**kept, **environment, "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings"},
        cwd=ours.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_checks_find_nothing() -> None:
    said = django_says("-m", "django", "check", "--deploy", "--fail-level", "WARNING", **BEHIND_HTTPS)
    assert said.returncode == 0, said.stderr
    assert "no issues (0 silenced)" in said.stdout + said.stderr


def test_a_short_secret_key_would_be_noticed() -> None:
    said = django_says(
        "-m",
        "django",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **{**BEHIND_HTTPS, "SECRET_KEY": "short"},
    )
    assert "security.W009" in said.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL"])
def test_without_a_secret_nothing_starts(missing: str) -> None:
    environment = {name: value for name, value in BEHIND_HTTPS.items() if name != missing}
    said = django_says("-m", "django", "check", **environment)
    assert said.returncode != 0
    assert f"Set {missing}, or {missing}_FILE" in said.stderr


def test_behind_https_cookies_are_bound_to_the_host() -> None:
    said = django_says(
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH, s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT)",
        **BEHIND_HTTPS,
    )
    assert said.stdout.split() == [
        *("__Host-session", "True", "__Host-csrftoken", "True", "None", "/", "31536000", "True"),
    ]
