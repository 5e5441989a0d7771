"""Oppositions: what a clause says that another can deny: able or not, automatic or manual, block or file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Stance:
    """One side of a question. ``slot`` is the question (``able``, ``agent``, ``automatic``, ``storage`` …),
    ``side`` the answer, ``about`` what it is said of (the rest of the clause; empty for a bare answer).
    ``before`` is what stands in front of the verb, for ``able`` and ``need``.
    """

    slot: str
    side: str
    about: str
    before: str = ""


_ADVERB = r"(?:并|也|还|都|均|暂时?|目前|尚|同样|原生|完全|仍|还是|一定)*"
_MODALS = (
    (
        "need",
        "no",
        rf"{_ADVERB}(?:无需|无须|毋需|不(?:再)?(?:需要?|必|用|要求|依赖)|免去|用不着)"
        r"|(?:do|does|did)(?: not|n't) (?:need|require)(?: to)?|need not|needn't|no need (?:to|for)|(?:is|are) not required|requires? no|needs? no",
    ),
    (
        "able",
        "no",
        rf"{_ADVERB}(?:不(?:再)?(?:能够|能|可以|可(?!用)|允许|支持|提供|具备|具有|包含|包括|会(?!话))|无法|未提供|没有提供|没有|禁止|不许)"
        r"|(?:does|do|is|are|can|could|will)(?: not|n't) (?:yet |currently )?(?:(?:be able to|support(?:ed)?|allow(?:ed)?|provide|offer|have|include)\b)?"
        r"|cannot(?: be)?|can't|unable to|not (?:supported|allowed|possible|available)|no support for|lacks?\b|(?:has|have) no\b",
    ),
    (
        "need",
        "yes",
        rf"{_ADVERB}(?:需要|必须|须(?!知)|要求|依赖(?:于)?|需(?!求))"
        r"|\b(?:requires?|needs?(?: to)?|must|required|(?:have|has) to)\b",
    ),
    (
        "able",
        "yes",
        rf"{_ADVERB}(?:可以|能够|(?<![性功智可职效动节])能(?![力量源耗])|允许|支持(?!者)|提供(?![商者])|具备|具有|拥有|(?<![机社协])会(?![话议])"
        r"|可(?![用靠能见视扩伸信选观移]))|\b(?:supports?|can(?: be)?|allows?|allowed|supported|provides?|offers?|able to|has|includes?)\b",
    ),
)
_MODAL = re.compile("(?a)" + "|".join(f"(?P<{slot}_{side}>{pattern})" for slot, side, pattern in _MODALS))
_YES = re.compile(
    r"(?:是的?|有|支持|可以|能够?|需要|会|允许|yes|y|true|supported|allowed|available|required|✓|✔️?|√|✅)\.?"
)
_NO = re.compile(
    r"(?:否|不是|没有|无|不支持|不可以|不能|无需|不需要|不会|不允许|no|n|false|not supported|unsupported|not allowed"
    r"|not available|not required|none|✗|✘|×|❌)\.?"
)
_NOT_ONLY = re.compile(r"不仅仅?|不只|不光|不止|not (?:only|just|merely)|不同|不断|不管|不论|不过")

_ANTONYMS = (
    (
        "automatic",
        r"自动(?!驾驶)|automatic(?:ally)?\b|automated\b",
        r"手动|手工|人工(?!智能)|manual(?:ly)?\b",
    ),
    ("synchronous", r"(?<!异)同步|(?<![a-z])synchronous(?:ly)?", r"异步|asynchronous(?:ly)?"),
    ("public", r"公有|公开|公共|\bpublic(?:ly)?\b", r"私有|\bprivate(?:ly)?\b"),
    ("stateful", r"(?<!没)有状态|\bstateful\b", r"无状态|没有状态|\bstateless\b"),
    (
        "persistent",
        r"(?<!非)持久|永久|长期保存|非易失|\bpersistent(?:ly)?\b|\bpermanent(?:ly)?\b|non-volatile|\bdurable\b",
        r"临时|短暂|(?<!非)易失|\bephemeral\b|\btemporary\b|(?<!non-)\bvolatile\b|非持久",
    ),
    ("fast", r"最快|较快|\bfastest\b", r"最慢|较慢|\bslowest\b"),
    (
        "cheap",
        r"便宜|低廉|最低(?!\s*\d)|\bcheap(?:est|er)?\b|\binexpensive\b",
        r"昂贵|最贵|较贵|\b(?<!in)expensive\b|\bdearest\b",
    ),
    (
        "consistent",
        r"强一致|\bstrong(?:ly)? consisten(?:t|cy)",
        r"最终一致|\beventual(?:ly)? consisten(?:t|cy)",
    ),
    ("mutable", r"(?<!不)可变|(?<!im)\bmutable\b", r"不可变|\bimmutable\b"),
    ("shared", r"(?<!不)共享|\bshared\b", r"独占|专用|专属|\bdedicated\b|\bexclusive\b"),
    (
        "free",
        r"免费|\bfree of charge\b|\bno (?:extra |additional )?(?:charge|cost)\b",
        r"收费|付费|\bcharged\b|\bpaid\b",
    ),
    ("open", r"开源|\bopen[- ]source\b", r"闭源|专有软件|\bproprietary\b|\bclosed[- ]source\b"),
    ("horizontal", r"水平|横向|\bhorizontal(?:ly)?\b", r"垂直|纵向|\bvertical(?:ly)?\b"),
    ("incremental", r"增量|\bincremental(?:ly)?\b", r"全量|\bfull (?:backup|copy)\b"),
    ("enabled", r"启用|开启|打开|\benabled\b|\bturned on\b", r"禁用|关闭|停用|\bdisabled\b|\bturned off\b"),
    ("writable", r"可写|读写|\bread[-/ ]write\b|\bwritable\b", r"只读|\bread[- ]only\b"),
    ("regional", r"区域级|\bregional\b", r"可用区级|\bzonal\b"),
    (
        "centralized",
        r"(?<!去)中心化|集中式|\bcentralized\b",
        r"去中心化|分布式|\bdecentralized\b|\bdistributed\b",
    ),
    ("increase", r"增加|提高|上升|\bincreases?\b", r"减少|降低|下降|\bdecreases?\b|\breduces?\b"),
)
_WHOLE = (
    ("high", r"(?:较|很|最|更)?高|high(?:er|est)?|very high", r"(?:较|很|最|更)?低|low(?:er|est)?|very low"),
    (
        "fast",
        r"(?:较|很|更|极)?快速?|fast(?:er)?|very fast|quick",
        r"(?:较|很|更)?缓?慢|slow(?:er)?|very slow",
    ),
    ("big", r"(?:较|很|最|更)?大|large|big", r"(?:较|很|最|更)?小|small"),
    (
        "simple",
        r"(?:较|很|最|更|相对)?(?:简单|容易)|simple|easy",
        r"(?:较|很|最|更|相对)?(?:复杂|困难)|complex|difficult|hard",
    ),
    ("optional", r"可选|optional", r"必选|必填|必需|必须|mandatory|required"),
    ("strong", r"强|strong", r"弱|weak"),
)
_ANTONYM_PATTERNS = tuple(
    (slot, re.compile(f"(?a){yes}"), re.compile(f"(?a){no}")) for slot, yes, no in _ANTONYMS
)
_WHOLE_PATTERNS = tuple((slot, re.compile(f"(?a){yes}"), re.compile(f"(?a){no}")) for slot, yes, no in _WHOLE)
_ANY_WHOLE = re.compile("(?a)" + "|".join(f"(?:{yes}|{no})" for _, yes, no in _WHOLE))
# Without what looks around a word this is quick to search, and finds all that the patterns find and a little more.
_ANY_ANTONYM = re.compile(
    "|".join(re.sub(r"\\b|\(\?<?[!=][^()]*\)", "", f"{yes}|{no}") for _, yes, no in _ANTONYMS)
)
_DENIED = re.compile(
    r"(?:不|非|无法|而不是|并非|not|never|rather than|instead of|no|不能|不会|无需|不用|没有)\s*(?:再|另外?|额外|单独|会|被|需要?|再次|be|a|an|the|extra|additionally|automatically|\s)*$"
)

_PROVIDER = r"(?:amazon|aws|亚马逊|云(?:服务)?(?:提供)?商|服务(?:提供)?商|云平台|平台方|(?:the )?(?:cloud |service )?provider)"
_CUSTOMER = r"(?:用户|客户|使用者|租户|开发者|开发人员|运维人员|你们?|您|我们|(?:the |your )?(?:customer|user|tenant|developer|team)s?|you)"
_SELF = r"(?:自己|自行|亲自|全权|自动|来|也|都|会|将|要|应该?|需要|必须|需|共同|只)*"
_TASK_ZH = r"(?:负责|管理(?!控制台)|维护|运维|托管|处理|承担|修补|启动和停止|打补丁)"
_TASK_EN = (
    r"(?:(?:is|are) (?:fully )?responsible for|manages?(?!ment)|maintains?|handles?|takes? care of|runs?|patch(?:es)?|operates?"
    r"|provisions?|starts? and stops?|looks? after)"
)
_AGENT = re.compile(
    rf"(?a)(?<!与)(?<!和)(?:由)?(?:(?P<p1>{_PROVIDER})|(?P<c1>{_CUSTOMER}))\s*{_SELF}\s*(?P<zh>{_TASK_ZH})(?P<t1>.*)"
    rf"|由(?:(?P<p2>{_PROVIDER})|(?P<c2>{_CUSTOMER}))$"
    rf"|(?P<c3>自行|自己|亲自)(?:提供和)?(?P<zh3>{_TASK_ZH})(?P<t3>.*)"
    rf"|\b(?:(?P<p4>{_PROVIDER})|(?P<c4>{_CUSTOMER})) (?:must |has to |have to |need to |also |fully |automatically |itself |yourself )*(?P<en>{_TASK_EN})\b(?P<t4>.*)"
    rf"|(?P<t5>.*?)\b(?:is |are )?(?:fully )?(?:managed|maintained|handled|run|operated|patched|owned|provided|done) by (?:(?P<p5>{_PROVIDER})|(?P<c5>{_CUSTOMER}))\b"
    rf"|(?P<t6>.*?)\bresponsibility of (?:(?P<p6>{_PROVIDER})|(?P<c6>{_CUSTOMER}))\b"
    rf"|\b(?:(?P<p7>{_PROVIDER})|(?P<c7>{_CUSTOMER}))[- ]managed\b(?P<t7>.*)"
)
_BARE_AGENT = re.compile(
    rf"(?:由)?(?:(?P<p>{_PROVIDER})|(?P<c>{_CUSTOMER}|自己|自行))\s*(?:负责|自己|自行|管理|自行管理)?"
)
_AGENT_WORD = re.compile(
    r"负责|管理|维护|运维|托管|处理|承担|修补|启动和停止|打补丁|^由|自行|自己|亲自|用户|客户|responsib|manag|maintain|handle|care of"
    r"|runs?|patch|operat|provision|starts|looks? after|own|provided|done|^(?:aws|amazon|you|the customer|customer|user)"
)
_SHARED = re.compile(r"共同|共担|双方|shared|both|jointly")
_NOT_AGENT = re.compile(
    r"(?:无需|不需要?|不用|不必|无须|no need|not need|not have to|without|rather than|而不是|而非)[^,]*$"
)

_CATEGORIES = (
    (
        "storage",
        (
            "block",
            r"块(?:级别?|存储)?(?:的)?存储|块存储|\bblock(?:[- ]level|[- ]base(?:d)?)? (?:storage|store)\b|块设备",
        ),
        (
            "file",
            r"文件(?:级)?存储|文件系统|\bfile(?:[- ]level|[- ]based?)? (?:storage|store|system)\b|\bfilesystem\b",
        ),
        ("object", r"对象存储|\bobject(?:[- ]level|[- ]based?)? (?:storage|store)\b"),
    ),
    (
        "database",
        ("nosql", r"nosql|非关系型?|键值|文档数据库|\bnon-relational\b|\bkey-value\b"),
        ("relational", r"(?<!非)关系(?:型(?:数据库)?|数据库)|\b(?<!non-)relational\b"),
    ),
    (
        "layer",
        ("3", r"第\s*(?:3|三)\s*层|网络层|\blayer[- ]?3\b|\bl3\b"),
        ("4", r"(?:第\s*)?(?:4|四)\s*层|传输层|\blayer[- ]?4\b|\bl4\b|\btransport layer\b"),
        ("7", r"(?:第\s*)?(?:7|七)\s*层|应用层|\blayer[- ]?7\b|\bl7\b|\bapplication layer\b"),
    ),
    (
        "service model",
        ("iaas", r"\biaas\b|基础设施即服务|infrastructure as a service"),
        ("paas", r"\bpaas\b|平台即服务|platform as a service"),
        ("saas", r"\bsaas\b|软件即服务|software as a service"),
        ("faas", r"\bfaas\b|函数即服务|functions? as a service"),
    ),
)
_CATEGORY_PATTERNS = tuple(
    (slot, tuple((side, re.compile(f"(?a){p}")) for side, p in sides)) for slot, *sides in _CATEGORIES
)
_INSTEAD = re.compile(
    r"(?a)(?:而不是|而非|不是|并非|不属于|不同于|区别于|有别于|相比|比起|与|和(?=[^,]*(?:不同|相比)))[^,;。]*"
    r"|\b(?:not|rather than|instead of|unlike|as opposed to|compared (?:to|with))\b[^,;.]*"
)
_CATEGORY_WORD = re.compile(
    r"存储|文件|块|关系|键值|层|服务$|sql|block|file|object|relational|key-value|layer|\bl[347]\b|aas|as a service"
)
_LAYERS = re.compile(r"(?:layers?\s*|第\s*)(\d)\s*(?:and|or|/|&|和|与|、|到|to|-)\s*(\d)\s*层?")
_HEAD = re.compile(
    r"(?a)^\s*(?:的|型)?\s*(?:数据库|数据|存储)?\s*(?:web)?\s*(?:服务|系统|卷|设备|产品|解决方案|类型|协议|方案|空间|负载均衡器?|数据库"
    r"|services?|systems?|volumes?|devices?|solutions?|databases?|db|load balanc(?:er|ing)|type)*"
    r"\s*(?:$|[,;。.]|\b(?:for|that|which|over|with|in|on|of|to|from|used|built|based)\b|\()"
)


@lru_cache(maxsize=1 << 12)
def modal_stance(clause: str) -> Stance | None:
    """Whether the folded ``clause`` says that something can, is supported, is needed, or is not."""
    text = _NOT_ONLY.sub(" ", clause)
    if _YES.fullmatch(text.strip()) or _NO.fullmatch(text.strip()):
        return Stance("able", "yes" if _YES.fullmatch(text.strip()) else "no", "")
    found = _MODAL.search(text)
    if not found or not found.lastgroup:
        return None
    slot, _, side = found.lastgroup.partition("_")
    return Stance(slot, side, text[found.end() :].strip(), text[: found.start()].strip())


@lru_cache(maxsize=1 << 12)
def without_modals(clause: str) -> str:
    """``clause`` without the words that say can, must or not: what two opposite statements share."""
    text = _MODAL.sub(" ", _NOT_ONLY.sub(" ", clause))
    return re.sub(r"(?a)不|没有|未|\b(?:not|no|never|is|are|does|do)\b", " ", text).strip()


@lru_cache(maxsize=1 << 12)
def antonym_stances(clause: str) -> tuple[Stance, ...]:
    """Sides of antonym pairs that the folded ``clause`` takes; none where it names both or denies one."""
    found = []
    if _ANY_WHOLE.fullmatch(clause):
        found = [
            Stance(slot, "yes" if yes.fullmatch(clause) else "no", "")
            for slot, yes, no in _WHOLE_PATTERNS
            if yes.fullmatch(clause) or no.fullmatch(clause)
        ]
    if not _ANY_ANTONYM.search(clause):
        return tuple(found)
    for slot, yes, no in _ANTONYM_PATTERNS:
        one, other = yes.search(clause), no.search(clause)
        match = one or other
        if match is None or (one and other) or _DENIED.search(clause[: match.start()]):
            continue
        rest = f"{clause[: match.start()]} {clause[match.end() :]}"
        found.append(Stance(slot, "yes" if one else "no", rest.strip()))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def agent_stance(clause: str) -> Stance | None:
    """Who does it: ``provider`` or ``customer``, with the task, e.g. ``AWS 负责启动容器``."""
    if not _AGENT_WORD.search(clause) or _SHARED.search(clause):
        return None
    bare = _BARE_AGENT.fullmatch(clause.strip(" ."))
    if bare:
        return Stance("agent", "provider" if bare["p"] else "customer", "")
    found = _AGENT.search(clause)
    if not found or _NOT_AGENT.search(clause[: found.start()]):
        return None
    groups = found.groupdict()
    provider = any(groups[f"p{n}"] for n in (1, 2, 4, 5, 6, 7))
    task = next((groups[f"t{n}"] for n in (1, 3, 4, 5, 6, 7) if groups[f"t{n}"]), "")
    verb = groups["zh"] or groups["zh3"] or groups["en"] or ""
    verb = (
        "" if verb in ("负责", "管理", "处理", "承担") or "responsible" in verb or "manage" in verb else verb
    )
    before = clause[: found.start()]
    about = f"{verb} {task}" if task.strip() else f"{before} {verb}"
    if not provider and re.search(r"不(?:需要?|用|必|会)$|无需$", before.rstrip()):
        return None
    return Stance("agent", "provider" if provider else "customer", about.strip())


@lru_cache(maxsize=1 << 12)
def category_stances(clause: str) -> tuple[Stance, ...]:
    """The one member of a category set that the folded ``clause`` names as what something is."""
    if not _CATEGORY_WORD.search(clause):
        return ()
    text = _LAYERS.sub(r"layer \1 layer \2 ", _INSTEAD.sub(" ", clause))
    found = []
    for slot, sides in _CATEGORY_PATTERNS:
        hits = [(side, match) for side, pattern in sides if (match := pattern.search(text))]
        if len(hits) == 1 and (slot == "layer" or _HEAD.match(text[hits[0][1].end() :])):
            found.append(Stance(slot, hits[0][0], f"{text[: hits[0][1].start()]}"))
    return tuple(found)
