"""The score of a paper, and what it says of who sat it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from quizzes.core.scoring import (
    Marked,
    Tally,
    Verdict,
    costly_confusions,
    estimate,
    pace,
    pool_papers,
    scaled_score,
    score_paper,
    score_tallies,
    verdict,
)

DOC = (settings.BASE_DIR / "docs" / "scoring.md").read_text(encoding="utf-8")
SAID = {"above": Verdict.ABOVE, "below": Verdict.BELOW, "cannot tell": Verdict.UNDECIDED}
PAPERS = re.findall(
    r"^\| (\w) \| ([\d/ ]+) \| (\d+)/(\d+) \| (\d+) \| (\d+)–(\d+) \| ([a-z ]+) \|$", DOC, re.M
)
POOLED = re.findall(r"^\| ([A-Z ]+) \| ([\d ]+) \| (\d+) \| (\d+)–(\d+) \| ([a-z ]+) \|$", DOC, re.M)


def tallies_of(domains: str) -> dict[str, Tally]:
    """The tallies of a paper as the table in the docs writes them: ``5/7 7/10``."""
    counted = (one.split("/") for one in domains.split())
    return {f"domain {n}": Tally(int(right), int(total)) for n, (right, total) in enumerate(counted)}


def test_the_docs_work_three_papers_and_a_pool_by_hand() -> None:
    assert [paper[0] for paper in PAPERS] == ["A", "B", "C"]
    assert len(POOLED) == 1


@pytest.mark.parametrize(
    ("_name", "domains", "right", "total", "score", "low", "high", "said"),
    PAPERS,
    ids=[paper[0] for paper in PAPERS],
)
def test_a_paper_worked_by_hand_in_the_docs_scores_the_same(
    _name: str, domains: str, right: str, total: str, score: str, low: str, high: str, said: str
) -> None:
    items = [
        Marked(domain, number < tally.right)
        for domain, tally in tallies_of(domains).items()
        for number in range(int(tally.total))
    ]
    found = score_paper(items)
    assert found
    assert found.tally == Tally(int(right), int(total))
    shown = (found.estimate.score, found.estimate.low_score, found.estimate.high_score)
    assert shown == (int(score), int(low), int(high))
    assert verdict(found.estimate, 720) is SAID[said]


@pytest.mark.parametrize(("names", "ages", "score", "low", "high", "said"), POOLED)
def test_papers_pooled_by_hand_in_the_docs_score_the_same(
    names: str, ages: str, score: str, low: str, high: str, said: str
) -> None:
    worked = {paper[0]: tallies_of(paper[1]) for paper in PAPERS}
    papers = [(float(age), worked[name]) for name, age in zip(names.split(), ages.split(), strict=True)]
    found = score_tallies(pool_papers(papers)).estimate
    assert (found.score, found.low_score, found.high_score) == (int(score), int(low), int(high))
    assert verdict(found, 720) is SAID[said]


def test_pilots_count_for_nothing_and_an_empty_paper_has_no_score() -> None:
    scored = [Marked("a", right=True), Marked("a", right=False), Marked("b", right=True)]
    pilots = [Marked("b", right=False, scored=False)] * 5 + [Marked("c", right=True, scored=False)]
    assert score_paper(scored + pilots) == score_paper(scored)
    assert score_paper(pilots) is None


@pytest.mark.parametrize(
    ("share", "score"), [(0.0, 100), (1.0, 1000), (0.68, 712), (0.5, 550), (1 / 1800, 101), (0.685, 717)]
)
def test_the_scale_goes_from_100_to_1000_and_halves_go_up(share: float, score: int) -> None:
    assert scaled_score(share) == score


@pytest.mark.parametrize("total", [1, 2, 9, 50, 200])
def test_an_interval_holds_its_share_and_stays_on_the_scale_and_is_never_a_point(total: int) -> None:
    for right in range(total + 1):
        found = estimate([Tally(right, total)])
        assert 0.0 <= found.low <= found.share + 1e-9
        assert found.share - 1e-9 <= found.high <= 1.0
        assert found.high - found.low > 0.01


def test_domains_that_differ_narrow_the_interval_but_never_to_nothing() -> None:
    alike = estimate([Tally(25, 50), Tally(25, 50)])
    apart = estimate([Tally(40, 50), Tally(10, 50)])
    opposite = estimate([Tally(50, 50), Tally(0, 50)])
    assert alike.high - alike.low > apart.high - apart.low > opposite.high - opposite.low > 0.1


def test_a_verdict_goes_by_the_whole_interval() -> None:
    found = estimate([Tally(34, 50)])
    assert verdict(found, found.low_score) is Verdict.ABOVE
    assert verdict(found, found.low_score + 1) is Verdict.UNDECIDED
    assert verdict(found, found.high_score) is Verdict.UNDECIDED
    assert verdict(found, found.high_score + 1) is Verdict.BELOW


def test_pooled_papers_of_one_day_are_one_long_paper_and_an_old_one_hardly_counts() -> None:
    one, other = {"a": Tally(20, 25), "b": Tally(10, 25)}, {"a": Tally(10, 25), "b": Tally(12, 25)}
    assert pool_papers([(0, one), (0, other)]) == {"a": Tally(30, 50), "b": Tally(22, 50)}
    old = score_tallies(pool_papers([(0, one), (3000, other)])).estimate
    assert old.share == pytest.approx(0.6)
    assert old.low == pytest.approx(score_tallies(one).estimate.low)


def test_the_pace_names_the_questions_that_took_longer_than_there_was() -> None:
    found = pace([30.0, None, 200.0, 121.0, 90.0], allowed=120.0)
    assert found
    assert (found.median, found.total, found.slow) == (105.5, 441.0, ((2, 200.0), (3, 121.0)))
    assert pace([None, None], allowed=120.0) is None


def test_the_costliest_confusion_comes_first_and_an_item_counts_once() -> None:
    lost = [("ebs", ["efs"]), ("s3", ["efs", "efs"]), ("ebs", ["efs", "s3"]), ("sns", [])]
    found = [(one.asked, one.taken_for, one.lost) for one in costly_confusions(lost)]
    assert found == [("ebs", "efs", 2), ("s3", "efs", 1), ("ebs", "s3", 1)]
