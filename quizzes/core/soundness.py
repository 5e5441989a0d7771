"""Whether one text can stand alone: not vague, pointing elsewhere, cut off, or with residue of the page it is from."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import is_generic, strip_marks
from content.core.terms import Pack
from content.core.text import display_width

GAP = re.compile(r"_{2,}|＿{2,}|（[\s\u3000]*）|\([\s\u3000]+\)|\[\s+\]|【[\s\u3000]*】")

_CJK = re.compile(r"[\u3400-\u9fff]")
_PAIRS = (("(", ")"), ("（", "）"), ("“", "”"), ("「", "」"), ("[", "]"), ("《", "》"), ("【", "】"))
_HTML = "br|p|div|span|img|a|b|i|u|li|ul|ol|td|tr|th|table|code|pre|sup|sub|font|hr|h[1-6]|strong|em"
_SIGN = re.compile(r"[!\]<&~\[{|\\.\ufffd\u200b\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_PAGE_WORDS = ("http", "www.", "image", "跳到主要内容", "点击", "click here", "read more")
_LIST_MARK = re.compile(r"\s*(?:#{1,6}\s|[-*+•·▪●○◦]\s|>\s|\d{1,2}[.、)）]\s)")
"""With ``_SIGN`` and ``_PAGE_WORDS``: what every residue holds. Few texts have any of it."""
_RESIDUE = re.compile(
    r"!\[|\]\(|https?://|\bwww\.|\.(?:png|jpe?g|gif|svg|webp|bmp)\b|\bimage-?\d{3,}"
    rf"|</?(?:{_HTML})(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|#\d+);|~~|\[\^?\d+\]|\[[ xX]\]\s|\{{#|[\ufffd\u200b]"
    r"|^\s*(?:#{1,6}\s|[-*+•·▪●○◦]\s|>\s|\d{1,2}[.、)）]\s)|(?<!\|)\|(?!\|)|跳到主要内容|点击(?:查看|展开|这里)|\bclick here\b|\bread more$|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]|\\[$_*#]",
    re.I,
)
_ITALIC = re.compile(r"(?<![\w/*])\*[^*\s][^*]*\*(?![\w*])|[^\s*/\\]\*$")
_BRACKETS = frozenset('()（）“”「」[]《》【】"')
_TRUNCATED = re.compile(r"…|\.\.\.$|\.\.\.(?=[，。,])|。。|，，|、、|[-–—]{2,}$")
_DEICTIC_ZH = re.compile(
    r"[您你]|(?<!自)我(?!国)|(?:^|[，,；;。：:])\s*(?:它|其(?![他它余中实])|他们|她|这|那)|[它他](?:们)?的?(?=是|可|会|能|将|不|有|需|支|用|提)"
    r"|上述|上文|上面|上图|下图|如图|以上(?![线传市])|以下(?!的?温度)|如下|下面|下述|前者|后者|前文|后文|(?<!文)本文|本章|本节|本课|此处|(?<![因彼由如从])此(?![外时前后起类])"
    r"|(?<![应活])该(?!死)|这(?:个|些|种|样|里|是|两|三|一)|那(?:个|些|种|样|里)(?!么)"
)
_POINTING = frozenset("您你我它其他她这那上下如前后本此该")
"""One of these stands in everything that ``_DEICTIC_ZH`` finds."""
_WORD = re.compile(r"[a-z]+")
_POINTERS = (
    "you your yours we our us my above former latter following mentioned below follows this these that "
    "it its they their those he she"
)
_DEICTIC_WORDS = frozenset(_POINTERS.split())
"""One of these stands in everything that ``_DEICTIC_EN`` finds. Few texts have one."""
_DEICTIC_EN = re.compile(
    r"\b(?:your?|yours|we|our|us|my|the (?:above|former|latter|following)|mentioned|as (?:above|below|follows))\b"
    r"|\b(?:this|these)\b|\bthat(?= (?:is|was|means|one)\b)|^(?:it|its|they|their|that|those|he|she)\b(?! (?:who|which|that)\b)",
    re.I,
)
_FRAME = re.compile(
    r"(?=[以下wofdtc])(?:(?:以下|下列|下面)(?:的)?(?=哪|选项|说法|陈述|各项|几|步骤|关于|对|叙述|描述|服务|术语|空格|空处|句子)|which (?:one )?of (?:these|the following)"
    r"|(?:of|from) (?:these|the following)|(?:these|the following) (?:steps|terms|statements|services|options|texts|descriptions|items)"
    r"|does this describe|(?:completes?|fills?|fit|fits) (?:this|the) (?:sentence|gap|blank)|this sentence)",
    re.I,
)
_OPEN_END = re.compile(
    r"(?:(?<![新旧己有用大小多少目])的|[和与或及、，,：:（(=/]|(?:包括|例如|比如|通过|根据|基于|由于|以及|并且|但是|因此|如果|关于|为了|位于))$"
    r"|\b(?:and|or|of|the|an|with|than|because|if|such as|including|via|into)$|(?<![A-Z] |\w-)(?<!class )(?<!type )(?<!a )\ba$"
)
_LONGEST_END = 16
"""No pattern of an open end looks at more characters."""
_MID_START = re.compile(
    r"^[，,、。；;：:）)】」”/]|^的(?!士)|^(?:并且|以及|而且|但是|因此|所以|从而|然后|其中|也就是|即(?!使|时|便|将|席)|但|而|则)"
    r"|^(?:and|or|but|so|because|which|whereas|while|than) "
)
_VAGUE = re.compile(
    r"^(?:一[种个项款])?(?:完全)?(?:托管|云|强大|重要|常用|灵活|简单|核心)*的?(?:提供)?(?:许多|很多|多种|各种|一些|大量|丰富)?的?"
    r"(?:强大)?的?(?:服务|功能|工具|技术|平台|特性|优势|好处|场景|情况|问题|内容|东西|等)$"
    r"|^(?:an? )?(?:(?:fully )?managed |cloud |powerful |important |useful |many |various |several |different )*"
    r"(?:service|tool|platform|feature|technology|technologie|thing|benefit|option|scenario|use case)s?$"
    r"|^一[种个项款](?:\s*(?:AWS|Amazon|亚马逊|云))*(?:\s*[A-Z][A-Z0-9]{1,3})?\s*的?(?:服务|工具|功能)$"
    r"|^(?:视情况而定|其他|各种|等等|一般|适中|中等|相关|同上|见上|见下|待补充|略|不详|未知|取决于(?:具体)?(?:情况|需求|配置|场景)"
    r"|it depends|depends|various|varie[sd]|other|others|several|some|same|as above|unknown|tbd|todo|n/?a|etc\.?)$",
    re.I,
)
_VIRTUE_ZH = (
    r"自动(?:扩展|扩缩|伸缩|缩放|扩容)|(?:高)?可扩展性?|扩展性[强好]|高可用性?|可用性高?|高可靠性?|高并发|高性能|高弹性|高效|弹性(?:伸缩|扩展)|可伸缩性?"
    r"|易于(?:使用|管理|部署|扩展|维护|集成|上手|操作)(?:[和、与及](?:使用|管理|部署|扩展|维护|集成|上手|操作))*|易(?:用|管理|扩展|维护|上手|部署)性?|(?:使用|管理|部署|操作)?(?:简单|方便|便捷)(?:易用)?"
    r"|(?:简化|方便)(?:部署|管理|运维|使用|开发)|安全(?:性高|可靠)?|可靠(?:性高?)?|稳定(?:可靠|性高?)?|灵活(?:性高|性强|性)?|(?:降低|节省|节约)成本"
    r"|低成本|成本低|经济(?:高效|实惠)|性价比高|快速(?:部署)?|轻量级?|功能强大|完全托管|强大|全托管"
)
_VIRTUE_EN = (
    r"eas(?:y|ier|ily)(?: to (?:use|manage|deploy|scale|maintain|set up|learn))?|simple(?: to use)?|simplicity|flexib(?:le|ility)"
    r"|scalab(?:le|ility)|auto(?:matic)?(?:ally)?[ -]?scal(?:ing|es|able)|scales automatically|high(?:ly)?[ -]availab(?:le|ility)"
    r"|reliab(?:le|ility)|secur(?:e|ity)|cost[ -](?:effective(?:ness)?|efficient|savings?)|low cost|cheap|affordable|high performance"
    r"|performant|fast|powerful|lightweight|convenient|efficien(?:t|cy)|elastic(?:ity)?|robust|fully managed|durab(?:le|ility)|agil(?:e|ity)"
)
_VIRTUE = re.compile(
    rf"^(?:(?:非常|更加?|很|高度|相对|极其|十分|具有|提供|实现|支持|(?:极|很|较|更)高的?|良好的?|出色的?|very|more|highly|extremely|is|are|it is|offers|provides)\s*)*"
    rf"(?:{_VIRTUE_ZH}|{_VIRTUE_EN})"
    rf"(?:\s*(?:[、，,/和与及且并]|and|or|,\s*and)\s*(?:(?:更|很|more|very|highly)\s*)?(?:{_VIRTUE_ZH}|{_VIRTUE_EN}))*[。.]?$",
    re.I,
)
_ANY_VIRTUE = re.compile(rf"{_VIRTUE_ZH}|集成|负载均衡|\b(?:{_VIRTUE_EN}|integrat\w+|load balanc\w+)\b", re.I)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SMALL_WORDS = re.compile(
    r"\b(?:the|an|of|to|for|with|and|or|is|are|can|in|on|by|that|which|when|it|as|at|from|be|you|your|not)\b"
)


@lru_cache(maxsize=1 << 12)
def faults_of(text: str, language: str) -> tuple[str, ...]:
    """What keeps ``text`` from standing alone as an option or the back of a card, as names of checks.

    Names: ``vague``, ``deictic``, ``fragment``, ``truncated``, ``residue``, ``unbalanced-brackets``,
    ``wrong-language``.
    """
    plain = strip_marks(text)
    found = (
        ("vague", not plain or _VAGUE.match(plain.rstrip("。.")) is not None),
        ("deictic", _is_deictic(plain)),
        ("fragment", _is_fragment(plain)),
    )
    faults = [name for name, failed in found if failed]
    faults += marred(text)
    return (*faults, "wrong-language") if is_foreign(plain, language) else tuple(faults)


def marred(text: str) -> tuple[str, ...]:
    """What went wrong with a text of any sort on its way from the page: ``truncated``, ``residue``,
    ``unbalanced-brackets``.
    """
    found = (
        ("truncated", is_truncated(text)),
        ("residue", has_residue(text)),
        ("unbalanced-brackets", is_unbalanced(text)),
    )
    return tuple([name for name, failed in found if failed])


@lru_cache(maxsize=1 << 12)
def is_virtue(text: str) -> bool:
    """Whether ``text`` praises and no more: 高可用, 易于使用, scalable and secure. Every product says so."""
    return _VIRTUE.match(strip_marks(text)) is not None


@lru_cache(maxsize=1 << 12)
def holds_virtue(text: str) -> bool:
    """Whether ``text`` claims, anywhere, what every service claims: it cannot be denied of one of them."""
    return _ANY_VIRTUE.search(strip_marks(text)) is not None


def points_elsewhere(text: str, *, stem: bool = False) -> bool:
    """Whether ``text`` leans on what stands elsewhere; the frame of a ``stem`` (下列哪一项, which of these) does not count."""
    plain = strip_marks(text)
    return _is_deictic(_FRAME.sub(" ", plain) if stem else plain) and (not stem or _is_deictic(plain))


def _is_deictic(plain: str) -> bool:
    if not _POINTING.isdisjoint(plain) and _DEICTIC_ZH.search(plain):
        return True
    words = _WORD.findall(plain.lower())
    return not _DEICTIC_WORDS.isdisjoint(words) and _DEICTIC_EN.search(plain) is not None


def _is_fragment(plain: str) -> bool:
    """Whether a text begins or ends in mid-phrase, with a colon or comma for instance."""
    return _MID_START.match(plain) is not None or _OPEN_END.search(plain[-_LONGEST_END:]) is not None


def is_truncated(text: str) -> bool:
    """Whether ``text`` was cut off: an ellipsis, doubled punctuation."""
    return _TRUNCATED.search(strip_marks(text)) is not None


def has_residue(text: str) -> bool:
    """Whether something of the page stands in the text: images, addresses, tags, list and table marks."""
    if text.count("`") % 2 == 1 or ("*" in text and _has_loose_star(text)):
        return True
    folded = text.lower()
    if not (_SIGN.search(text) or any(word in folded for word in _PAGE_WORDS) or _LIST_MARK.match(text)):
        return False
    return _RESIDUE.search(re.sub(r"`[^`]*`", "x", GAP.sub("", text))) is not None


def _has_loose_star(text: str) -> bool:
    return text.count("**") % 2 == 1 or _ITALIC.search(strip_marks(text)) is not None


def is_unbalanced(text: str) -> bool:
    """Whether a bracket or quotation mark lacks its partner."""
    if _BRACKETS.isdisjoint(text):
        return False
    return any(text.count(left) != text.count(right) for left, right in _PAIRS) or text.count('"') % 2 == 1


def is_foreign(text: str, language: str) -> bool:
    """Whether an English text holds Chinese, or a Chinese one is an English sentence; names are no sentence."""
    if language == "en":
        return _CJK.search(text) is not None
    if _CJK.search(text):
        return False
    words = _LATIN_WORD.findall(text)
    small = [word for word in words if word.islower()]
    return len(words) >= 4 and len(small) >= 3 and _SMALL_WORDS.search(text) is not None


def is_name(name: str, pack: Pack) -> bool:
    """Whether ``name`` can stand for a term: known to the pack, or short, of one piece and not generic."""
    plain = strip_marks(name).strip()
    return pack.find(plain) is not None or _may_be_name(plain)


@lru_cache(maxsize=1 << 12)
def _may_be_name(plain: str) -> bool:
    if not plain or is_generic(plain) or points_elsewhere(plain) or display_width(plain) > 48:
        return False
    return not re.search(
        r"[，,。；;：:？?！!…]|\bvs\.?\b|或| or |^(?:不|没有|无法|可以|如何|怎么|为什么|how |why |when |what )",
        plain,
        re.I,
    )
