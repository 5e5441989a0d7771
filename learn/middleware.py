"""Headers that every page carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# The pages that are the same for everybody; all others are no business of a search engine.
INDEXED = {"/", "/about/data/", "/robots.txt"}


class PrivatePages:
    """Keeps pages out of shared caches, search engines and features that nothing here uses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; a page that chose its own caching keeps it."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path not in INDEXED and not request.path.startswith("/static/"):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response
