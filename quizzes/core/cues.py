"""Cues: what lets somebody who never read the notes find the right option."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.claims import Polarity
from content.core.facts import polarity_of
from content.core.names import strip_marks, term_form
from quizzes.core.check_context import Context
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.likeness import bare, names, width
from quizzes.core.soundness import GAP

_UNKEYED = (QuestionKind.MATCHING, QuestionKind.ORDERING)
_ABSOLUTE = re.compile(
    r"总是|总会|从不|从来|一定|绝对|绝不|永远|必然|必定|完全不|一律|毫无|百分之百|100%"
    r"|\b(?:always|never|absolutely|totally|completely|under no circumstances|in all cases)\b",
    re.I,
)
_SHORT = 12
"""Below this width nobody sees which option is the longer."""

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|《[^》]*》")
_EMPHASISED = re.compile(
    r"\*\*[^*]*(?:不|非|没|无|错|误|\b(?:not|except|false|never|incorrect|least|cannot)\b)[^*]*\*\*|\b(?:NOT|EXCEPT|NEVER|CANNOT)\b",
    re.I,
)
_SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|NEVER|CANNOT|FALSE)\b")
_DENYING = re.compile(
    r"(?:下列|以下|哪|什么).{0,24}?(?:(?<![而在])不(?!同|断|仅|但|少)|错误|并非|没有|无法|(?<![删移去清解])除外|例外)|(?:除了|(?<![删移去清解])除).{1,12}?[外了].{0,6}?(?:哪|什么)|(?:不|没有|错误|无法)[^，。]{0,10}(?:的)?是(?:哪|下列|以下)"
    r"|\b(?:which|what|who)\b.*(?:(?<!and )\bnot\b|n['’]t\b|\bexcept\b|\bincorrect\b|\bfalse\b|\bnever\b|\bcannot\b|\bleast\b)|\bexcept\b",
    re.I,
)
_DENIAL = re.compile(r"[不错非没无例除]|not|n['’]t|except|incorrect|false|never|least", re.I)
"""What every denying stem holds. Few stems have any of it."""
_SEQUENCE = re.compile(
    r"^(?:首先|第[一二三四五六七八九十\d]+步?|然后|接着|接下来|随后|之后|最后|最终|最初|先[^进前]|再(?!次|生)|步骤\s*\d|\d+[.、)）]"
    r"|first(?:ly)?\b|second(?:ly)?\b|third(?:ly)?\b|then\b|next\b|after that\b|afterwards\b|finally\b|last(?:ly)?\b|step \d|to begin with)",
    re.I,
)
_PROPER = re.compile(r"[A-Z]|[\u3400-\u9fff]{2}")  # host and 卷 are words of the language first
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LIKE_WORD = re.compile(r"[a-z][a-z0-9+#-]{2,}")
_ENDING = re.compile(r"(?:ings?|ed|ers?|ies|es|s|ly)$")
_FUNCTION = frozenset(
    "的了在是和与或及等中上下个一二两三不有为以其之于对从被把将由使让可能会到用都也还就才只又很更最们着过得地所哪谁何么什这那此该它"
)
_SAID_ANYWHERE_ZH = (
    "服务 管理 运行 需要 支持 提供 实例 应用 程序 用户 数据 系统 资源 功能 方式 类型 时间 问题 场景 情况 描述 正确 说法 "
    "选项 作用 特点 进行 通过 根据 自动 自己 云上 务器 务端 部署 创建 配置 操作 控制 处理 组件 技术 平台 开发 环境 名称 "
    "内容 要求 关于 而言 下列 每次"
)
_ORDINARY_ZH = frozenset(_SAID_ANYWHERE_ZH.split())
_SAID_ANYWHERE_EN = (
    "the and for with from into that this which what when where who how are was has have does can will "
    "its their one two three each every any all not but than then only also more most other same these "
    "those them they you your is be of on in at as by to or an it do servic aws aw amazon cloud use run "
    "manag instanc appl application user data system resourc provid support requir true describ best "
    "suit follow statement option type work mak tak need thing way kind"
)
_ORDINARY_EN = frozenset(_SAID_ANYWHERE_EN.split())


def uneven_length(text: DraftText, context: Context) -> bool:
    """The longest option above 2.6 times the shortest, or the key above 1.5 times the longest wrong one."""
    if context.terms_as_options:
        return False  # a name is as long as it is
    right = [max(width(choice.text), _SHORT) for choice in text.choices if choice.correct]
    wrong = [max(width(choice.text), _SHORT) for choice in text.choices if not choice.correct]
    if not right or not wrong:
        return False
    widths = right + wrong
    return max(widths) > 2.6 * min(widths) or max(right) > 1.5 * max(wrong)


def answer_in_stem(text: DraftText, context: Context) -> bool:
    """An option that is a name, or another name of the right one, or the right text, stands in the stem."""
    if context.kind is QuestionKind.WRITTEN or context.kind is QuestionKind.ORDERING:
        return False
    if context.kind is QuestionKind.MATCHING:
        return any(_names_partner(choice, context) for choice in text.choices if choice.partner)
    if not context.terms_as_options and _only_the_key_names(text, context.subject_names):
        return True
    for choice in text.choices:
        known = (choice.text, *context.answer_names) if choice.correct else (choice.text,)
        if context.terms_as_options and any(names(text.stem, name) for name in known):
            return True
        if choice.correct and len(bare(choice.text)) >= 4 and bare(choice.text) in bare(text.stem):
            return True
    return False


def _names_partner(choice: DraftChoice, context: Context) -> bool:
    term = context.pack.find(choice.partner)
    return any(names(choice.text, name) for name in (choice.partner, *(term.names() if term else ())))


def named_distractor(text: DraftText, context: Context) -> bool:
    """A wrong option names the other term that it is true of, so that nobody need know it to rule it out."""
    if context.kind in (QuestionKind.WRITTEN, QuestionKind.NEGATIVE, *_UNKEYED) or context.terms_as_options:
        return False
    wrong = [choice for choice in text.choices if not choice.correct and _PROPER.search(choice.true_of)]
    return any(
        names(choice.text, choice.true_of)
        and not any(
            names(choice.true_of, mine) or names(mine, choice.true_of) for mine in context.subject_names
        )
        for choice in wrong
    )


def precise_number(text: DraftText, context: Context) -> bool:
    """Of numbers, the right one alone is not round: 244 beside 100, 150 and 400. Powers of two are their own scale."""
    if context.kind not in (QuestionKind.NUMBER, QuestionKind.CLOZE):
        return False
    told = [(_DIGITS.search(choice.text), choice.correct) for choice in text.choices]
    if not all(found for found, _ in told):
        return False
    numbers = [(found[0].replace(",", ""), right) for found, right in told if found]
    if all("." not in number and int(number).bit_count() == 1 for number, _ in numbers):
        return False
    right = [_significant(number) for number, ok in numbers if ok]
    wrong = [_significant(number) for number, ok in numbers if not ok]
    return bool(right and wrong) and min(right) >= 3 and min(right) > max(wrong)


def _significant(number: str) -> int:
    """How many digits a number has that are not leading or closing zeros."""
    return len(number.replace(".", "").strip("0"))


def _only_the_key_names(text: DraftText, subjects: tuple[str, ...]) -> bool:
    """Whether the term asked about stands in the right option and in no wrong one."""
    naming = {choice.correct for choice in text.choices if _names_any(choice.text, subjects)}
    return naming == {True}


@lru_cache(maxsize=1 << 12)
def _names_any(option: str, subjects: tuple[str, ...]) -> bool:
    return any(names(option, name) for name in subjects)


def clang(text: DraftText, context: Context) -> bool:
    """A telling word of the stem comes back in every right option and in no wrong one: 模块化划分 ← “模块”."""
    if context.kind in (QuestionKind.WRITTEN, QuestionKind.ABBREVIATION, *_UNKEYED):
        return False
    right = [telling_words(choice.text) for choice in text.choices if choice.correct]
    wrong = [telling_words(choice.text) for choice in text.choices if not choice.correct]
    if not right or not wrong:
        return False
    telling = right[0].intersection(*right[1:]).difference(*wrong)
    plain = term_form(strip_marks(text.stem))
    # A word that stands twice fits both sides: 队列 in “FIFO 队列，而不是标准队列”.
    said = [
        word for word in telling if word in plain and (context.terms_as_options or plain.count(word) == 1)
    ]
    return bool(said) and not telling_words(text.stem).isdisjoint(said)


@lru_cache(maxsize=1 << 12)
def telling_words(text: str) -> frozenset[str]:
    """Latin words without their endings and Chinese bigrams, without those that stand in any text of the field."""
    plain = term_form(GAP.sub(" ", strip_marks(text)))
    words = {_ENDING.sub("", word) if len(word) > 4 else word for word in _LIKE_WORD.findall(plain)}
    runs = re.findall(r"[\u3400-\u9fff]{2,}", plain)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    kept = {pair for pair in pairs if _FUNCTION.isdisjoint(pair)}
    return frozenset((words - _ORDINARY_EN) | (kept - _ORDINARY_ZH))


def negation_cue(text: DraftText, context: Context) -> bool:
    """Only the right option denies something."""
    if context.kind is QuestionKind.WRITTEN or context.terms_as_options:
        return False
    right = {_denies(choice.text) for choice in text.choices if choice.correct}
    wrong = {_denies(choice.text) for choice in text.choices if not choice.correct}
    return right == {True} and wrong == {False}


@lru_cache(maxsize=1 << 12)
def _denies(option: str) -> bool:
    return polarity_of(option) is Polarity.NEGATIVE


def plain_negation(text: DraftText, context: Context) -> bool:
    """The stem denies without emphasis, or asks for the exception and does not say so in bold or capitals."""
    if context.kind is QuestionKind.WRITTEN:
        return False
    stem = _QUOTED.sub(" ", text.stem)
    denies = context.kind is QuestionKind.NEGATIVE or (
        _DENIAL.search(stem) is not None and _DENYING.search(strip_marks(stem)) is not None
    )
    return denies and not _SHOUTED.search(stem) and not ("**" in stem and _EMPHASISED.search(stem))


def absolute_cue(text: DraftText, context: Context) -> bool:
    """Always, never, 总是, 一定 stand only in wrong options; not where they are part of a name."""
    if context.terms_as_options:
        return False
    absolute = {choice.correct for choice in text.choices if _is_absolute(choice.text)}
    return absolute == {False}


@lru_cache(maxsize=1 << 12)
def _is_absolute(option: str) -> bool:
    return _ABSOLUTE.search(option) is not None


def grammar_cue(text: DraftText, context: Context) -> bool:
    """An English article or plural before the gap, or at the end of the stem, fits the right option and not all others."""
    if text.language != "en" or context.kind in (QuestionKind.WRITTEN, *_UNKEYED):
        return False
    options = [(strip_marks(choice.text), choice.correct) for choice in text.choices]
    gap = GAP.search(text.stem)
    before = text.stem[: gap.start()].rstrip(' *`“"') if gap else ""
    if re.search(r"\ban?$", before, re.I):
        return len({_takes_an(option) for option, _ in options}) > 1
    if re.search(r"\b(?:many|several|these|those|few|two|three|four)$", before, re.I):
        return len({_is_plural(option) for option, _ in options}) > 1
    number = re.match(r"(?:what|which) (is|are) the\b", text.stem, re.I)
    if (
        number
        and context.kind is not QuestionKind.MULTIPLE
        and all(len(option.split()) <= 3 for option, _ in options)
    ):
        fits = number[1].lower() == "are"
        agreeing = {right for option, right in options if _is_plural(option) is fits}
        return agreeing == {True}
    return False


def _takes_an(option: str) -> bool:
    """Whether ``an`` stands before the option: by sound where letters are spelled out (an MQTT topic)."""
    first = option.split(maxsplit=1)[0] if option.split() else ""
    if re.fullmatch(r"[A-Z][A-Z0-9]{1,4}s?", first):
        return first[0] in "AEFHILMNORSX"
    return re.match(r"(?:[aeio]|u(?!ni|se|ti)|hour|honest|8|11\b|18\b)", first, re.I) is not None


def _is_plural(option: str) -> bool:
    words = option.split()
    return bool(words) and re.search(r"(?<![sui])s$", words[-1]) is not None and not words[-1].isupper()


def sequence_cue(text: DraftText, context: Context) -> bool:
    """A step to be put in order says itself where it stands: 首先, 第二步, finally."""
    if context.kind is not QuestionKind.ORDERING:
        return False
    return any(_SEQUENCE.match(strip_marks(choice.text)) for choice in text.choices)
