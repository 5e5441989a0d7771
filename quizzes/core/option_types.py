"""What sort of thing an option is: options of one question should be of one sort."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from content.core.names import strip_marks
from content.core.terms import EMPTY_PACK, Pack
from content.core.text import match_form


class OptionType(StrEnum):
    """The sort of thing an option names or says."""

    YES_NO = "yes-no"
    MONEY = "money"
    TIME = "time"
    NUMBER = "number"
    CODE = "code"
    FILE = "file"
    PROTOCOL = "protocol"
    AGENT = "agent"
    TERM = "term"
    ACTION = "action"  # a verb phrase
    CLAUSE = "clause"  # a sentence with its own subject, or several
    NOUN = "noun"  # a noun phrase


NUMERIC = frozenset((OptionType.MONEY, OptionType.TIME, OptionType.NUMBER))
_CODES = frozenset((OptionType.CODE, OptionType.FILE))
_VERBAL = frozenset((OptionType.ACTION, OptionType.CLAUSE))

_YES_NO = re.compile(
    r"(?:是|否|有|无|没有|会|不会|能|不能|可以|不可以|支持|不支持|需要|不需要|无需|对|错|正确|错误"
    r"|yes|no|true|false|(?:not )?supported|(?:not )?required)",
    re.I,
)
_LIMIT_WORD = (
    r"(?:(?:约|大约|近|最[多长大高少小短低]|至[多少]|不超过|上限为?|默认为?|每[个次秒分天月年小时]+"
    r"|up to|at (?:most|least)|about|around|over|under|less than|more than|only|maximum(?: of)?|minimum(?: of)?)\s*)*"
)
_MONEY = re.compile(
    rf"^{_LIMIT_WORD}(?:[$¥€£]\s*\d|\d[\d,.]*\s*(?:美元|元|美分|usd|dollars?|cents?)\b)", re.I
)
_DURATION = (
    r"毫秒|微秒|秒钟?|分钟|小时|天|周|个?月|年|日|ms|milliseconds?|s|secs?|seconds?|min|mins|minutes?|hrs?|hours?"
    r"|days?|weeks?|months?|years?"
)
_TIME = re.compile(
    rf"^{_LIMIT_WORD}\d[\d,.]*(?:\s*(?:[-–~～至到]|to)\s*\d[\d,.]*)?\s*-?(?:{_DURATION})(?![a-z])", re.I
)
_NUMBER = re.compile(rf"^{_LIMIT_WORD}[-+±]?\d[\d,.]*(?!\.?\d)", re.I)
_QUANTITY = re.compile(
    r"(\d[\d,.]*)\s*(?:[-–~～至到]\s*(\d[\d,.]*)\s*)?-?(?!(?:or|and|to)\b|[或和与至到及])([a-z%‰μ]+(?:/[a-z]+)?|[\u3400-\u9fff]{1,3})?",
    re.I,
)
_NAMED_CODE = re.compile(
    r"^(?=.*(?:[_=\\{}]|\$\w*[A-Z{]|^\S*\w:\w\S*$|^/\w))[\w`./:$=\\{}-]+(?: [\w`./:$={}-]+)*$", re.A
)
_COMMAND = re.compile(
    r"^(?:(?:docker|kubectl|aws|eksctl|sam|ecs-cli|git|npm|pip|yum|apt|apt-get|sudo|cd|curl|mkdir|chmod|ssh)(?: [\w./:=-]+)+"
    r"|kubectl|eksctl|ecs-cli|apt-get)$",
    re.A,
)
_FILE = re.compile(
    r"^(?:[\w*-]+/)*(?:[\w*.-]*\.[a-z]{1,5}|[Dd]ockerfile|Makefile|Jenkinsfile|~?/[\w./-]+)$", re.A
)
_PROTOCOL = re.compile(
    r"^(?:(?:http|https|tcp|udp|tls|ssl|ssh|smb|cifs|nfs(?:v?\d[\d.]*)?|ftp|sftp|smtp|mqtt|amqp|grpc|websockets?|dns|dhcp"
    r"|icmp|iscsi|rdp|ipv[46]|http/[123](?:\.\d)?|quic|geneve|ldap|imap|pop3|telnet)(?: ?协议| protocol)?"
    r"(?:\s*(?:[、，,/和与]|and|or)\s*)?)+$",
    re.I,
)
_AGENT = re.compile(
    r"^(?:AWS|亚马逊(?:云科技)?|Amazon|云?厂商|云?服务商|(?:云)?平台|(?:最终)?用户|客户|使用者|开发者|开发人员|开发团队|运维(?:人员|团队)?"
    r"|管理员|你自己|双方(?:共同)?|第三方|社区|(?:the )?(?:customer|user|developer|operator|administrator|provider|vendor|owner"
    r"|platform team|cloud provider)s?)(?:自己|自行)?(?:负责|和\w{2,4})?$",
    re.I,
)
_ZH_VERB = (
    "支持|允许|提供|需要|用于|用来|使用|采用|利用|管理|运行|创建|删除|启动|停止|部署|存储|存放|保存|读取|写入|修改|更新|连接|访问"
    "|配置|设置|指定|定义|选择|执行|监控|监听|记录|处理|分配|调整|增加|减少|降低|提高|提升|简化|避免|防止|保护|加密|限制|限定|控制"
    "|集成|构建|打包|推送|拉取|下载|上传|安装|复制|移动|共享|挂载|绑定|暴露|声明|触发|调用|返回|发送|接收|转发|分发|路由|验证|授权|认证"
    "|检查|检测|查看|列出|注册|注销|替换|回滚|扩展|收缩|扩容|缩容|自动|手动|按照?|根据|基于|依据|通过|经由|由|把|将|让|使|给|从|在|对|向|为(?!何)"
    "|可以?|能够?|不|无需|无法|无须|没有|必须|应当?|会|只|仅|先|再|直接|随|适合|适用|属于|包含|包括|具有|拥有|成为|变成|保证|确保|维持|保持"
    "|收集|生成|查询|搜索|清除|清空|释放|占用|等待|中断|重启|迁移|备份|恢复|隔离|收取|支付|付费|计算|声称|改用|切换|申请|请求"
)
_ZH_ACTION = re.compile(rf"^(?:{_ZH_VERB})")
_ZH_NOUN_TAIL = re.compile(r"的[^，,、。；的]{1,8}$")
_ZH_SUBJECT = re.compile(
    r"^[^，,。；的]{1,12}?(?:可以|能够|能|会|将|需要|必须|应该|不能|不会|无法|不再|支持|负责|被|已经|只能|仍然|仍|都|就|由)"
)
_EN_VERB = (
    "run|manage|store|keep|use|need|require|support|provide|offer|let|allow|enable|give|take|make|create|delete|remove|start|stop"
    "|deploy|read|write|save|copy|move|share|mount|bind|expose|declare|define|describe|set|choose|pick|pay|bill|charge|scale|grow|shrink"
    "|limit|control|restrict|stack|pull|push|build|install|send|receive|route|forward|distribute|replace|restart|register|launch|place"
    "|handle|process|listen|watch|monitor|record|encrypt|protect|check|show|list|add|change|update|load|wait|hold|attach|detach|connect"
    "|work|stay|become|begin|end|fail|return|call|trigger|invoke|reduce|increase|avoid|prevent|ensure|isolate|separate|execute|schedule"
    "|compare|inspect|migrate|grant|download|upload|fetch|apply|combine|adjust|measure|count|cache|divide|point|tell|name|publish|serve"
)
_EN_ACTION = re.compile(
    rf"^(?:to |(?:it |they )?(?:can|cannot|can't|may|must|should|will|would|does not|do not|doesn't|don't|never|always|is|are|only)\b"
    rf"|(?:automatically |directly |only )?(?:{_EN_VERB})(?:s|es)?\b(?!/| (?:is|are|of|and)\b)"
    r"|(?:by|through|via|with|without|from|on|in|at|per|when|after|before|until|once) |\w{3,}ing (?:the|an?|each|every|to|it|\w+s)\b"
    r"|(?:paid|billed|charged|run|managed|stored|kept|shared|attached|deleted|replaced|used|set|made|sold|weighed) (?:by|for|per|on|in|to|as|at|with|when)\b)",
    re.I,
)
_EN_SUBJECT = re.compile(
    r"^(?:the |an? |each |every |one |all |no )?[\w-]+(?: [\w-]+){0,3}? (?:is|are|was|can|cannot|may|must|will|does|do|has|have|runs?|needs?|uses?)\b",
    re.I,
)


def option_type(text: str, pack: Pack = EMPTY_PACK) -> OptionType:
    """What sort of thing ``text`` is; ``pack`` tells terms and protocols that no pattern knows."""
    found = shape_of(text)
    if found not in _MAY_BE_NAME:
        return found
    term = pack.find(text)
    if term is None:
        return found
    return OptionType.PROTOCOL if term.kind == "protocol" else OptionType.TERM


_SEVERAL = re.compile(r"[。；;]|\.\s")
_HAN = re.compile(r"[\u3400-\u9fff]")
_COMMA = re.compile(r"[，,]")
_ZH_KIND = re.compile(r"一[种个项款类组份套台张段块](?!人)")
_ZH_CAN = re.compile(r"(?:不|无需|无法|可以?|能够?|必须|会)")
_EN_KIND = re.compile(
    r"(?:an?|the) (?:\w+ ){0,6}?\w+(?: (?:that|which|for|of|to|where|whose|with|in|on)\b.*)?$", re.I
)
_CODE = re.compile(r"`[^`]+`")
_DOTTED = re.compile(r"\.\s|\d\.\d")
_MORE = re.compile(r"[，；;]|, ?[A-Za-z]")
_DIGIT = re.compile(r"\d")
_KIND = re.compile(r"一[种个项款类组份套台张段块](?!人)|(?:an?|the) ", re.I)
_IS_DURATION = re.compile(_DURATION, re.I)
_CODE_LIKE = re.compile(r"[`\w./:-]*[_/$][`\w./: -]*|`[^`]+`")
_AMOUNT = re.compile(r"^(?:约|最[多长大高少小]|至[多少]|up to |at (?:most|least) )?\s*\d", re.I)
_MAY_BE_NAME = frozenset((OptionType.ACTION, OptionType.CLAUSE, OptionType.NOUN, OptionType.FILE))


_WHOLE = (
    (_YES_NO.fullmatch, OptionType.YES_NO),
    (_PROTOCOL.match, OptionType.PROTOCOL),
    (_AGENT.match, OptionType.AGENT),
)
_WITH_DIGITS = (
    _WHOLE[0],
    (_MONEY.match, OptionType.MONEY),
    (_TIME.match, OptionType.TIME),
    (_NUMBER.match, OptionType.NUMBER),
    *_WHOLE[1:],
)
"""What whole texts are tried for, in this order; without a digit none is a number."""


@lru_cache(maxsize=1 << 12)
def shape_of(text: str) -> OptionType:
    """The sort of thing ``text`` is by patterns alone: names are not known, numbers are."""
    raw, plain = text.strip(), strip_marks(text).rstrip("。.;；").strip()
    for matches, kind in _WITH_DIGITS if _DIGIT.search(plain) else _WHOLE:
        if matches(plain) and (kind not in NUMERIC or _is_bare_number(plain)):
            return kind
    if _FILE.match(plain) and not _DOTTED.search(plain):
        return OptionType.FILE
    if _CODE.fullmatch(raw) or _COMMAND.match(plain):
        return OptionType.CODE
    if _NAMED_CODE.match(plain):
        return OptionType.CODE
    return _phrase_type(plain)


def _is_bare_number(plain: str) -> bool:
    """Whether a text that begins with a number says little more: not ``20 GiB by default, can be raised``."""
    return len(plain) <= 32 and _MORE.search(plain) is None


def _phrase_type(plain: str) -> OptionType:
    if _SEVERAL.search(plain):
        return OptionType.CLAUSE
    if _HAN.search(plain):
        first = _COMMA.split(plain, 1)[0]
        if _ZH_KIND.match(first):
            return OptionType.NOUN
        if _ZH_NOUN_TAIL.search(first) and not _ZH_CAN.match(first):
            return OptionType.NOUN
        if _ZH_ACTION.match(first):
            return OptionType.ACTION
        return OptionType.CLAUSE if _ZH_SUBJECT.match(first) else OptionType.NOUN
    if _EN_KIND.match(plain):
        return OptionType.NOUN if not _EN_SUBJECT.match(plain) else OptionType.CLAUSE
    if _EN_ACTION.match(plain):
        return OptionType.ACTION
    return OptionType.CLAUSE if _EN_SUBJECT.match(plain) else OptionType.NOUN


_MODAL = re.compile(
    r"^(?:不(?!同|断)|无需|无法|无须|可以|能够?(?!力)|支持(?!向量)|允许|需要|必须|应当?|会|用于|负责|提供(?!商)"
    r"|(?:can|cannot|must|should|will|does|do|is|are|may|supports?|allows?|requires?|needs|provides?|lets)\b)",
    re.I,
)


def plain_sort(text: str, kind: OptionType) -> str:
    """``verbal`` or ``nominal`` where that is beyond doubt (支持…, can …; 一种…, the …, a known term), else empty.

    ``kind`` is the ``option_type`` of ``text``.
    """
    if kind in (OptionType.TERM, OptionType.PROTOCOL, OptionType.AGENT):
        return "nominal"
    return sort_by_opening(text)


@lru_cache(maxsize=1 << 12)
def sort_by_opening(text: str) -> str:
    """``plain_sort`` of what is no name."""
    plain = strip_marks(text)
    if _MODAL.match(plain):
        return "verbal"
    opener = _KIND.match(plain)
    return "nominal" if opener and not _EN_SUBJECT.match(plain) else ""


def family(kind: OptionType) -> str:
    """The coarse sort: ``number``, ``code``, ``answer`` (yes or no), ``verbal`` or ``nominal``."""
    if kind in NUMERIC:
        return "number"
    if kind in _CODES:
        return "code"
    if kind is OptionType.YES_NO:
        return "answer"
    return "verbal" if kind in _VERBAL else "nominal"


_DIMENSIONS = {
    **dict.fromkeys(
        ("gb", "gib", "mb", "mib", "kb", "kib", "tb", "tib", "pb", "b", "byte", "bytes"), "bytes"
    ),
    **dict.fromkeys(("%", "percent"), "%"),
}


@lru_cache(maxsize=1 << 12)
def quantity(text: str) -> tuple[str, str, str]:
    """Dimension, unit and format of the first number that has a unit: ``15 分钟`` is ``("time", "minute", "d")``.

    The format is one letter a number, ``d`` for a whole one and ``f`` for one with decimals. Empty texts when
    there is no number.
    """
    every = list(_QUANTITY.finditer(strip_marks(text)))
    found = next((one for one in every if one[3]), every[0] if every else None)
    if not found:
        return "", "", ""
    unit = match_form(found[3] or "")
    unit = unit.removesuffix("s") if len(unit) > 2 and unit.isascii() else unit
    unit = _SAME_UNIT.get(unit, unit)
    form = "".join("f" if "." in one.rstrip(".") else "d" for one in (found[1], found[2]) if one)
    if _IS_DURATION.fullmatch(unit):
        return "time", unit, form
    return _DIMENSIONS.get(unit, unit), unit, form


_SAME_UNIT = {
    "分钟": "minute",
    "min": "minute",
    "秒": "second",
    "秒钟": "second",
    "sec": "second",
    "小时": "hour",
    "hr": "hour",
    "天": "day",
    "日": "day",
    "周": "week",
    "月": "month",
    "个月": "month",
    "年": "year",
    "毫秒": "ms",
    "millisecond": "ms",
}


@lru_cache(maxsize=1 << 12)
def form_of(text: str) -> str:
    """``number``, ``code``, ``clause`` or ``phrase``: options of one question share it."""
    plain = strip_marks(text)
    if _CODE_LIKE.fullmatch(text.strip()):
        return "code"
    if _AMOUNT.match(plain):
        return "number"
    if _SEVERAL.search(plain.rstrip("。；;")):
        return "clause"
    return "phrase"
