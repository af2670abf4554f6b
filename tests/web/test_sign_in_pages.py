"""Every page, letter and notice that the library may ask for is one of ours."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import allauth
import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import URLPattern
from django.utils import timezone

from frankpledge.web.access import Access
from frankpledge.web.sign_in import letters
from frankpledge.web.sign_in.addresses import urlpatterns

LIBRARY = Path(allauth.__file__).parent / "templates"
# For what is not switched on: codes by e-mail or telephone, and signing up by oneself.
NOT_ASKED_FOR = re.compile("phone|login_code|password_reset_code|signup_by_passkey|sms")
MADE_BY_ITSELF = {"account/email/base_message", "account/email/base_notification"}


def template_of(pattern: URLPattern) -> str:
    view: Any = pattern.callback
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    shown = getattr(view, "view_class", None)
    return str(getattr(shown, "template_name", "") or "")


SHOWN = {name for pattern in urlpatterns if (name := template_of(pattern))}
# Nobody signs up by themselves: the page that says so stands in.
TEMPLATES = sorted(SHOWN - {"account/signup.html"} | {"account/signup_closed.html"})


def test_the_pages_were_found() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_page_of_the_library_is_written_by_us(name: str) -> None:
    template = get_template(name)
    assert "frankpledge/web/templates" in str(template.template.filename)  # type: ignore[attr-defined] # Jinja's


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_every_page_says_who_may_open_it(pattern: URLPattern) -> None:
    assert isinstance(getattr(pattern.callback, "access", None), Access)


ASKED_FOR = sorted(
    name
    for path in LIBRARY.glob("*/email/*_subject.txt")
    if not NOT_ASKED_FOR.search(name := str(path.relative_to(LIBRARY)).removesuffix("_subject.txt"))
)


def test_every_letter_that_the_library_sends_has_our_words() -> None:
    assert set(ASKED_FOR) - MADE_BY_ITSELF == set(letters.LETTERS)


@pytest.mark.parametrize("name", letters.LETTERS)
def test_a_letter_has_one_line_as_its_subject_and_says_where_it_comes_from(name: str) -> None:
    said = {
        "current_site": SimpleNamespace(domain="register.example"),
        "activate_url": "https://register.example/a",
        "password_reset_url": "https://register.example/b",
        "timestamp": timezone.now(),
        "provider": "Northshire’s own sign-in",
    }
    letter = letters.written(name, said)
    assert "\n" not in letter.subject
    assert letter.text.rstrip().endswith("register.example")
    assert "%(" not in letter.subject + letter.text


def test_every_notice_has_a_template_of_the_library_it_stands_for() -> None:
    for name in letters.notices():
        assert (LIBRARY / name).is_file(), name


def test_the_page_for_too_many_attempts_is_asked_for_by_the_library() -> None:
    from allauth.core.internal.ratelimit import respond_429

    assert respond_429(RequestFactory().get("/account/sign-in")).status_code == 429
