"""A twin keeps its fact when its value is mended, also where the pack knows only one name of the attribute."""

from __future__ import annotations

from dataclasses import replace

from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.parsing import parse_note
from content.ingest import installed_pack

TABLE = """# Storage {#storage}

| | EBS | EFS |
|---|---|---|
| Scope | one Availability Zone | one Region |
"""


def test_a_mended_value_keeps_its_key_though_the_stored_aspect_is_that_of_the_other_language():
    def read(text):
        return extract_facts(parse_note(text, path="storage.en.md"), pack=installed_pack())

    was = [replace(fact, key=f"old-{place}", aspect="范围") for place, fact in enumerate(read(TABLE))]
    now = read(TABLE.replace("one Availability Zone", "one edge location"))
    assert {fact.aspect for fact in now} == {"scope"}
    assert [fact.key for fact in match_facts(now, old=was)] == ["old-0", "old-1"]
    assert [fact.key for fact in match_facts(now, retired=was)] == ["old-0", "old-1"]
