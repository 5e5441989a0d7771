"""The style page: for who works on the pages, and for nobody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_the_style_page_is_not_there_in_service(client: Client) -> None:
    assert client.get(reverse("styleguide")).status_code == 404


@pytest.mark.django_db
def test_the_style_page_shows_each_state_in_both_themes_and_languages(client: Client, settings) -> None:
    settings.DEBUG = True
    page = client.get(reverse("styleguide")).content.decode()
    for state in (
        "choice right",
        "choice wrong",
        'name="struck" value="3" checked',
        "field refused",
        'class="silent"',
    ):
        assert page.count(state) >= 4, state
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) > 40
    assert sorted(set(ids)) == sorted(ids)
