"""The style page in Chromium: axe finds nothing on any component in any state."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import AXE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What stands here four times over has the same name four times, and headings of every level stand side by side.
RUN = """async () => {
  const off = { enabled: false };
  const found = await axe.run({ rules: { "landmark-unique": off, "heading-order": off } });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""


@pytest.mark.parametrize(("locale", "viewport"), [("zh-CN", PHONE), ("en-GB", DESK)])
def test_axe_finds_nothing_on_the_style_page(visit, db, settings, locale, viewport):
    settings.DEBUG = True
    page = visit("/styleguide/", locale=locale, viewport=viewport)
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
