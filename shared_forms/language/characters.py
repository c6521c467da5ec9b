"""What people's keyboards, phones and clipboards produce, brought into one shape (文字の正規化).

Names keep the very characters their bearers write: 髙 and 𠮷 stay, so do variation selectors (IVS), and compatibility ideographs
such as U+FA19 beside 神, which Unicode's normal forms would replace by another character.
"""

import re
import unicodedata

import jaconv

from shared_forms.language.refusals import ErrorCode, refuse

_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"

# Nearly every answer has only these, and then there is nothing to do.
oddity = re.compile(
    f"[^ -~\u00a1-\u00ac\u00ae-\u00ff\u3000-\u3029\u3041-\u3096\u309b-\u309e\u30a1-\u30fe\uff01-\uff5e{_KANJI}]"
).search

_line_breaks = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_spaces = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_invisible = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)
_control = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_unreadable = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]")
_half_width_kana = re.compile("[\uff61-\uff9f]+")
_composable = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")

_hyphens = re.compile("[-\u00ad\u2010-\u2015\u2212\u30fc\ufe63\uff0d\uff70]")
_hyphens_and_spaces = re.compile(rf"{_hyphens.pattern}|\s")
not_plain_ascii = re.compile("[^ -~]").search
not_a_digit = re.compile("[^0-9]").search
# More than one space between words is tidied too, so that it makes no difference how they were typed.
not_katakana = re.compile("[^\u30a1-\u30fc ]|  ").search
KATAKANA_WORDS = "[\u30a1-\u30fc]+(?: [\u30a1-\u30fc]+)*"

_MOST_MARKS = 8


def clean(text: str) -> str:
    """One line: no invisible or control characters, kana in full width, composed, trimmed."""
    return text.strip() if oddity(text) is None else _cleaned(text, line_break=" ")


def clean_lines(text: str) -> str:
    """The same over several lines, which end in a plain newline."""
    return text.strip() if oddity(text) is None else _cleaned(text, line_break="\n")


def narrow(text: str) -> str:
    """A code or address of the Latin world: full-width letters and digits become the usual ones."""
    return unicodedata.normalize("NFKC", clean(text)).strip()


def without_hyphens(text: str) -> str:
    """A number without the hyphens and spaces people group it with."""
    return _hyphens_and_spaces.sub("", text)


def digits(text: str) -> str:
    """Digits without the hyphens and spaces people group them with; anything else is refused."""
    text = without_hyphens(narrow(text))
    if not_a_digit(text) is not None:
        raise refuse(ErrorCode.NOT_DIGITS)
    return text


def katakana(text: str) -> str:
    """A reading (フリガナ) in full-width katakana; hiragana and half-width kana are converted."""
    text = " ".join(_hyphens.sub("ー", jaconv.hira2kata(clean(text))).split())
    if not_katakana(text) is not None:
        raise refuse(ErrorCode.NOT_KATAKANA)
    return text


def _cleaned(text: str, *, line_break: str) -> str:
    text = _invisible.sub("", _line_breaks.sub(line_break, text))
    if _control.search(text := _spaces.sub(" ", text)):
        raise refuse(ErrorCode.CONTROL_CHARACTER)
    if _unreadable.search(text) or _has_piled_marks(text):
        raise refuse(ErrorCode.UNREADABLE_CHARACTER)
    text = _half_width_kana.sub(lambda run: jaconv.h2z(run[0], kana=True, ascii=False, digit=False), text)
    return _composable.sub(lambda run: unicodedata.normalize("NFC", run[0]), text).strip()


def _has_piled_marks(text: str) -> bool:
    """Whether many combining marks stand on one letter: no language needs it, and sorting them takes quadratic time."""
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MOST_MARKS:
            return True
    return False
