"""The home screen, the offline page, and what search engines may read."""

from __future__ import annotations

import json
import re
import struct
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse


def test_the_manifest_names_icons_that_exist() -> None:
    found = finders.find("icons/site.webmanifest")
    with open(found, encoding="utf-8") as file:
        manifest = json.load(file)
    assert {"any", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert all(finders.find(f"icons/{icon['src']}") for icon in manifest["icons"])


def test_the_icons_of_the_manifest_are_what_it_says() -> None:
    with open(finders.find("icons/site.webmanifest"), encoding="utf-8") as file:
        manifest = json.load(file)
    assert {"name", "short_name", "start_url", "display", "id"} <= manifest.keys()
    assert "maskable" in {icon.get("purpose") for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        with open(finders.find(f"icons/{icon['src']}"), "rb") as file:
            data = file.read()
        if icon["type"] == "image/svg+xml":
            assert ElementTree.fromstring(data).tag.endswith("svg")
        else:
            # The header of a PNG has its width and height.
            assert data[:8] == b"\x89PNG\r\n\x1a\n"
            assert "x".join(map(str, struct.unpack(">II", data[16:24]))) == icon["sizes"]


@pytest.mark.django_db
def test_the_worker_keeps_the_offline_page_and_files_but_no_page_of_a_person(client: Client) -> None:
    response = client.get(reverse("service_worker"))
    kept = re.search(r"const KEPT = \[(.*)\];", response.content.decode())
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert kept is not None
    addresses = re.findall(r'"([^"]+)"', kept[1].replace("\\u002D", "-"))
    assert addresses[0] == reverse("offline")
    assert all(address.startswith("/static/") for address in addresses[1:])


@pytest.mark.django_db
def test_the_offline_page_speaks_both_languages_and_may_be_kept(client: Client) -> None:
    response = client.get(reverse("offline"))
    page = response.content.decode()
    assert "You are offline" in page
    assert "现在没有网络" in page
    assert "public" in response.headers["Cache-Control"]
    assert response.cookies == {}


@pytest.mark.django_db
def test_only_pages_that_are_the_same_for_everybody_are_for_search_engines(client: Client) -> None:
    assert "X-Robots-Tag" not in client.get("/").headers
    assert "X-Robots-Tag" not in client.get(reverse("stored_data")).headers
    assert client.get(reverse("log_in")).headers["X-Robots-Tag"] == "noindex"
    assert client.get("/no/such/page/").headers["X-Robots-Tag"] == "noindex"
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
def test_what_is_stored_is_told_to_strangers_from_every_page(client: Client) -> None:
    assert reverse("stored_data") in client.get("/").content.decode()
    response = client.get(reverse("stored_data"))
    assert response.status_code == 200
    assert "90 days" in response.content.decode()
