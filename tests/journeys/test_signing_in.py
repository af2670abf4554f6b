"""Signing in: with a password, a passkey, an app's code, a recovery code, and by a real sign-in provider."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import problems, problems_at_both_widths
from tests.journeys.conftest import SIZES
from tests.journeys.people import DOMAIN, PASSWORD
from tests.journeys.people import address as of

OPEN = Callable[..., Page]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def localhost(address: str) -> str:
    """Passkeys belong to a name: browsers make none for a number."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def sign_in_page(browser: Browser, localhost: str) -> Iterator[OPEN]:
    """The sign-in page in a browser of its own, with a device that makes passkeys."""
    contexts = []

    def open_page(*, size: str = "desk", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=localhost,
            viewport=SIZES[size],
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        if javascript:
            device = context.new_cdp_session(page)
            device.send("WebAuthn.enable")
            device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        page.goto("/account/sign-in")
        return page

    said: list[str] = []
    yield open_page
    for context in contexts:
        context.close()
    assert [line for line in said if "Content Security Policy" in line] == []


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def by_password(page: Page, who: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(of(who))
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def code_of(secret: str) -> str:
    """What an authenticator app would show now."""
    # Not at the top: models cannot be imported before the settings are read.
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_the_first_sign_in_leads_to_a_passkey_which_then_does_alone(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    by_password(page, "passkey")

    heading(page, "Second steps")
    expect(page.get_by_text("Before you can, set up a second step here")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("work computer")
    page.get_by_role("button", name="Add a passkey").click()
    heading(page, "Your recovery codes")
    expect(page.locator(".frankpledge-codes li")).to_have_count(10)
    page.goto("/account/passkeys")
    expect(page.get_by_text("work computer").first).to_be_visible()
    sign_out(page)

    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("link", name="Robin Passkey")).to_be_visible()
    page.goto("/account/second-steps")
    expect(page.get_by_text("Before you can, set up")).to_have_count(0)


@pytest.mark.parametrize(
    ("who", "size", "javascript"), [("app", "phone", True), ("without-scripts", "desk", False)]
)
def test_an_app_is_set_up_and_asked_for_and_a_recovery_code_stands_in(
    sign_in_page: OPEN, who: str, size: str, *, javascript: bool
) -> None:
    page = sign_in_page(size=size, javascript=javascript)
    by_password(page, who)

    page.get_by_role("link", name="Set up an authenticator app").click()
    expect(page.get_by_role("img", name="Square code for your authenticator app")).to_be_visible()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code that the app shows now").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    assert page.locator("#secret").inner_text() == secret
    page.get_by_label("Code that the app shows now").fill(code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    heading(page, "Your recovery codes")
    recovery = page.locator(".frankpledge-codes li").first.inner_text()
    sign_out(page)

    page.goto("/account/sign-in")
    by_password(page, who)
    heading(page, "Your second step")
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Continue").click()
    sign_out(page)

    page.goto("/account/sign-in")
    by_password(page, who)
    page.get_by_label("Code", exact=True).fill(recovery)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
    page.goto("/account/second-steps/codes")
    expect(page.locator(".frankpledge-codes li")).to_have_count(9)


def test_who_is_signed_in_elsewhere_is_seen_and_ended(sign_in_page: OPEN) -> None:
    here, there = sign_in_page(), sign_in_page()
    by_password(here, "elsewhere")
    by_password(there, "elsewhere")
    expect(there.get_by_role("link", name="Robin Elsewhere")).to_be_visible()

    here.goto("/account/sessions")
    expect(here.get_by_role("heading", level=2, name="This one")).to_have_count(1)
    here.get_by_role("button", name="End it").click()
    expect(here.get_by_role("button", name="End it")).to_have_count(0)

    there.goto("/account/")
    heading(there, "Sign in")


def by_provider(page: Page, login: str) -> None:
    page.get_by_role("button", name="Sign in with Norfolk’s own sign-in").click()
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill("anything")
    page.locator("button[type=submit]").click()
    # The provider asks once whether we may know the address.
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_real_provider_s_people_get_an_account_and_the_role_of_their_domain(
    sign_in_page: OPEN, *, javascript: bool
) -> None:
    page = sign_in_page(javascript=javascript)

    by_provider(page, of(f"new{javascript:d}"))

    # Contributors change data, so our own second step is asked for, whatever the provider did.
    heading(page, "Second steps")
    expect(page.get_by_role("link", name=f"Somebody of {DOMAIN}")).to_be_visible()
    sign_out(page)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with Norfolk’s own sign-in").click()
    expect(page.get_by_role("link", name=f"Somebody of {DOMAIN}")).to_be_visible()


def test_a_provider_s_checked_address_leads_to_the_account_that_has_it(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    by_provider(page, of("joined"))
    expect(page.get_by_role("link", name="Robin Joined")).to_be_visible()


@pytest.mark.parametrize(
    ("login", "why"),
    [
        ("somebody@elsewhere.example", "No organisation on the register has said"),
        (f"unchecked@{DOMAIN}", "did not say that it checked it"),
    ],
)
def test_who_is_not_mapped_or_not_checked_is_refused_and_told_why(
    sign_in_page: OPEN, login: str, why: str
) -> None:
    page = sign_in_page()

    by_provider(page, login)

    heading(page, "You do not have an account here")
    expect(page.get_by_text(why)).to_be_visible()
    assert problems(page) == []
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_who_says_no_to_the_provider_comes_back_and_is_told_so(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    page.get_by_role("button", name="Sign in with Norfolk’s own sign-in").click()
    page.get_by_role("link", name="[ Cancel ]").click()
    heading(page, "You cancelled signing in")


ACCOUNT_PAGES = (
    "",
    "email",
    "password",
    "second-steps",
    "second-steps/app",
    "passkeys",
    "passkeys/add",
    "providers",
    "sessions",
    "sign-out",
)


def test_the_pages_of_an_account_are_usable(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    by_password(page, "pages")
    heading(page, "Second steps")
    for path in ACCOUNT_PAGES:
        page.goto(f"/account/{path}")
        assert problems_at_both_widths(page) == [], path


def test_the_page_that_says_what_was_wrong_is_usable(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    by_password(page, "nobody-at-all", "not the password")
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name=re.compile("is not right")).click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    assert problems_at_both_widths(page) == []


def test_a_passkey_that_fails_says_so_and_only_then(sign_in_page: OPEN) -> None:
    page = sign_in_page()
    problem = page.get_by_text("Your browser did not finish")
    expect(problem).to_be_hidden()

    page.route("**/account/sign-in/passkey", lambda route: route.abort())
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(problem).to_be_visible()
    assert problems(page) == []


def test_without_javascript_the_page_says_that_passkeys_need_it(sign_in_page: OPEN) -> None:
    page = sign_in_page(javascript=False)
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
