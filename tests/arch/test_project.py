"""What must hold of the project as a whole: migrations, public addresses, documents, packages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.arch.source import ROOT
from tools.licences import is_allowed, pinned, refusals

# Open to everybody, each for a reason; everything else asks for an account.
PUBLIC = {
    "": "the home page, where a guest begins",
    "about/data/": "what is stored about a person, told before there is anything",
    "account/log-in/": "where an account is entered",
    "account/log-in/passkey/": "where a passkey is sent",
    "account/recover/": "for who forgot their password",
    "account/reset/<uuid:uuid>/<str:token>/": "the same, by a link",
    "account/sign-up/": "where an account is made",
    "exams/": "the exams there are",
    "exams/new/<str:course>/<str:slug>/": "the rules of an exam, and its start, which makes the guest's account",
    "exams/new/<str:course>/<str:slug>/practice/": "makes the guest's account",
    "language/": "the choice of language",
    "livez": "asked by supervisors",
    "offline/": "kept by the browser for when there is no network",
    "quizzes/<str:course>/new/": "what a quiz is to be about, and its start, which makes the guest's account",
    "readyz": "asked by load balancers",
    "robots.txt": "asked by search engines",
    "service-worker.js": "keeps the offline page",
    "sittings/": "makes the guest's account",
    "study/": "makes the guest's account",
    "styleguide/": "for who works on the pages, on their own machine",
    "study/<str:course>/choose/": "shows what can be studied to who has not begun; leads to making the account",
}
SAMPLES = {"int": "987654321", "slug": "no-such", "str": "no-such", "path": "no/such"}
SAMPLES["uuid"] = "00000000-0000-4000-8000-000000000000"


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry


def addresses() -> list[tuple[str, URLPattern]]:
    """Every address of the site with its pattern."""
    return list(walk(get_resolver()))


def fill_in(route: str) -> str:
    """An address of the route that names nothing there is."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)


def test_exactly_the_listed_addresses_are_public() -> None:
    public = {
        route for route, pattern in addresses() if not getattr(pattern.callback, "login_required", True)
    }
    assert public == set(PUBLIC)


@pytest.mark.django_db
def test_every_other_address_turns_a_stranger_away() -> None:
    client, wrong = Client(), {}
    for route, _pattern in addresses():
        if route in PUBLIC:
            continue
        path = "/" + fill_in(route)
        for method in (client.get, client.post):
            response = method(path)
            if response.status_code not in {302, 404, 405}:
                wrong[path] = response.status_code
    assert wrong == {}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_documents_name_every_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    text = "\n".join(path.read_text("utf-8") for path in documents if path.exists())
    assert targets
    assert [target for target in targets if not re.search(rf"make {target}(?![\w-])", text)] == []


def test_every_locked_package_has_an_allowed_licence() -> None:
    assert list(refusals(ROOT / "requirements.txt")) == []


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("none stated", False),
    ],
)
def test_a_licence_is_allowed_only_as_a_whole(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_hashes_and_no_place(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|file:/|--index|--find-links|--trusted|(?<=\s)/", text)
    pins = re.findall(r"^\S+==\S+.*(?:\n    .*)*", text, re.MULTILINE)
    assert pins
    assert all("--hash=sha256:" in pin for pin in pins)


def test_the_development_lock_holds_the_very_versions_of_the_run_time_lock() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    run_time, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert pinned(ROOT / "requirements.txt") == list(run_time)
    assert run_time.items() <= development.items()
