"""From the bytes of a file to clean text, and from text to lines.

Display keeps what the author wrote; ``match_form`` is the one place where text is folded, and only for
comparing.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

from content.core.document import Diagnostic

_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    r"\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")

# The characters that make up about half of running Chinese text, simplified and traditional.
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然"
    "家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加"
    "西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更"
    "别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马"
    "科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确"
    "传师观清今切院让识候带导争运這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機業將兩間問"
    "應戰頭體見產東聲員論處義幾認條係氣題爾別變總電數報結務場計資統區隊決馬聽卻達強難權設記據邊張該規萬術領確傳師"
    "觀讓識帶導爭運個為請雲端務容器服務存儲網絡網路"
)
_CJK_PUNCTUATION = frozenset("，。、：；？！（）“”「」《》【】")


class UndecodableNote(ValueError):
    """The bytes are no text in an encoding we read; the message says so in a full sentence."""


def decode_note(data: bytes) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Return the text, the name of its encoding and remarks on characters that were taken out.

    UTF-8, UTF-16 with a byte order mark, GB18030 and Big5 are read. Control characters other than tab and
    line ends, bidirectional controls and zero-width characters are removed; one remark a line says which.
    Raises ``UndecodableNote`` for binary files and for text in other encodings.
    """
    text, encoding = _decode(data)
    if _looks_binary(text):
        raise UndecodableNote("The file looks binary: too much of it is control characters, not text.")
    cleaned, remarks = _clean(text)
    return cleaned, encoding, remarks


def split_lines(text: str) -> list[str]:
    r"""Split at ``\n``, ``\r\n`` and ``\r`` and nowhere else; a final line end opens no further line."""
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


@lru_cache(maxsize=1 << 12)  # the same few texts are compared over and over
def match_form(text: str) -> str:
    """Fold text for comparing: NFKC, case folded, white space squeezed. Never shown to anyone."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.split())


def display_width(text: str) -> int:
    """Columns the text takes in a fixed-width font: 2 for a wide East Asian character, else 1."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_wide(character: str) -> bool:
    """Whether the character is a wide East Asian one (Han, kana, full-width punctuation)."""
    return _WIDE.match(character) is not None


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise UndecodableNote(
                f"The file starts with a UTF-16 mark but byte {error.start} is not valid UTF-16; save it as UTF-8."
            ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.count(0) > len(data) // 50:
            raise UndecodableNote("The file looks binary: it holds many zero bytes.") from error
        return _decode_chinese(data, error)
    return text, "utf-8"


def _decode_chinese(data: bytes, utf8_error: UnicodeDecodeError) -> tuple[str, str]:
    """Choose between GB18030 and Big5 by how ordinary the decoded Chinese is."""
    best, best_score, best_name = "", -1.0, ""
    for name in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _ordinariness(text)
        if score > best_score:
            best, best_score, best_name = text, score, name
    # Real Chinese prose scores above 0.3; noise that happens to decode stays near 0.05.
    if best_score < 0.12:
        raise UndecodableNote(
            f"The file is neither UTF-8 (byte {utf8_error.start} is not) nor readable as GB18030 or Big5;"
            " save it as UTF-8."
        )
    return best, "big5" if best_name == "big5hkscs" else best_name


def _ordinariness(text: str) -> float:
    """Share of very common characters and CJK punctuation among the non-ASCII characters."""
    foreign = [character for character in text[:200_000] if character > "\x7f"]
    common = sum(character in _COMMON_HAN or character in _CJK_PUNCTUATION for character in foreign)
    return common / len(foreign) if foreign else 0.0


def _looks_binary(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 13))
    return controls > max(8, len(text) // 20) or (0 < len(text) <= 2 * controls)


def _clean(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    if _UNWANTED.search(text) is None:
        return text, ()
    kept: list[str] = []
    remarks: list[Diagnostic] = []
    position = 0
    # Form feed and its like are removed inside lines, so line numbers stay those of the file.
    for number, line in enumerate(split_lines(text), start=1):
        found = _UNWANTED.findall(line)
        if found:
            remarks.append(Diagnostic(number, "hidden-characters", _hidden_message(found)))
        position += len(line)
        end = _LINE_END.match(text, position)
        kept.append(_UNWANTED.sub("", line) + (end.group() if end else ""))
        position = end.end() if end else position
    return "".join(kept), tuple(remarks)


def _hidden_message(found: list[str]) -> str:
    names = []
    for character in dict.fromkeys(found):
        kind = (
            "a bidirectional control"
            if character in _BIDI
            else "a zero-width character"
            if character in _ZERO_WIDTH
            else "a control character"
        )
        names.append(f"{kind} (U+{ord(character):04X})")
    return f"The line held {', '.join(names)}, which readers cannot see; it was removed."
