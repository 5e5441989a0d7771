"""Which tests run again on a second database."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.arch.source import ROOT
from tests.conftest import uses_database


def test_a_test_without_a_database_is_left_out_on_the_second(request) -> None:
    assert not uses_database(request.node)


@pytest.mark.django_db
def test_a_test_with_the_mark_runs_on_the_second_too(request) -> None:
    assert uses_database(request.node)


def test_a_test_that_has_a_database_by_a_fixture_of_a_fixture_runs_there_too(request, admin_user) -> None:
    assert uses_database(request.node)


@pytest.mark.slow
def test_the_option_leaves_out_exactly_those_without_a_database() -> None:
    words = [sys.executable, "-m", "pytest", "-q", "--collect-only", "--database-only"]
    done = subprocess.run(
        [*words, "tests/learn/test_health.py", "tests/learn/test_serve.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = {line.split("::")[1] for line in done.stdout.splitlines() if "::" in line}
    assert "test_readyz_is_ready_when_nothing_is_wrong" in names, "has the mark"
    assert "test_the_first_start_makes_everything_and_the_second_is_fast" in names, (
        "has a database of its own"
    )
    assert "test_livez_answers_without_database_or_session" not in names
    assert "test_health_only_answers_questions" not in {name.split("[")[0] for name in names}
