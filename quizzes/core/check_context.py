"""What the checks must know beside the wording of a question."""

from __future__ import annotations

from dataclasses import dataclass

from content.core.terms import EMPTY_PACK, Pack
from quizzes.core.drafts import QuestionKind
from quizzes.core.truths import NO_TRUTHS, Truths


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks must know beside the wording.

    ``answer_names`` are further names of the right answer, ``subject_names`` those of the term asked about,
    ``true_values`` what the notes say of the subject under the attribute asked for, ``disputed`` whether a
    fact used here is in a conflict.
    ``truths`` is what the whole course says, ``term`` the id of the subject in it, and ``asked`` the value of
    which a question whose options are terms asks whom it is true of.
    """

    kind: QuestionKind
    answer_names: tuple[str, ...] = ()
    subject_names: tuple[str, ...] = ()
    true_values: tuple[str, ...] = ()
    terms_as_options: bool = False
    disputed: bool = False
    pack: Pack = EMPTY_PACK
    truths: Truths = NO_TRUTHS
    term: str = ""
    asked: str = ""
