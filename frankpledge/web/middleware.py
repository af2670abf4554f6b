"""What every answer carries, and how a refusal becomes an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frankpledge.errors import FrankpledgeError
from frankpledge.register import sight
from frankpledge.web.views import errors

# Nothing is loaded from elsewhere, no script or style stands in a page, and nobody may frame one. Charts are
# SVG elements inside the page: they need no permission.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# For the one list that is made to stand in a frame on other sites: it holds no form, no script and no cookie.
MAY_BE_FRAMED = "; ".join(
    ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors *")
)
SAFE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class SightMiddleware:
    """Has the connection see no more than the public again after each request, however it ended.

    Views look and go back by themselves (`web.access`); this is for what looks until the end, such as a key.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; asks the database nothing where nobody looked."""
        try:
            return self.get_response(request)
        finally:
            sight.forget()


class SafeHeadersMiddleware:
    """Gives every answer its safe headers, and turns each way an action may refuse into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on and adds the headers that are not there yet."""
        response = self.get_response(request)
        for name, value in SAFE_HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers["Content-Security-Policy"] == MAY_BE_FRAMED:
            del response.headers["X-Frame-Options"]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers a refusal; any other exception is a fault of ours and is left to be one."""
        if isinstance(exception, FrankpledgeError):
            return errors.refusal(request, exception)
        return None
