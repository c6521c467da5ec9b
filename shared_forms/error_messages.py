"""Why an answer was not accepted, in words that say what to do (入力エラーの文言).

The most exact wording wins: for the part of an answer (".year"), for the type of question, for the code alone.
"""

from collections.abc import Mapping
from datetime import date

from common.file_sizes import limit
from common.wareki import long_date
from shared_forms.easy_error_messages import EASY_JAPANESE
from shared_forms.language import AnswerError, ErrorCode, Question
from shared_forms.language.comparing import order_of
from shared_forms.language.texts import EASY, ENGLISH, JAPANESE
from shared_forms.language.typed_numbers import written
from shared_forms.language.types import FileQuestion, GroupQuestion, MoneyQuestion, NumberQuestion, OptionsQuestion
from shared_forms.language.types.month import spoken_month
from shared_forms.language.types.time import spoken_time

Wordings = Mapping[tuple[ErrorCode, str], str]

_ANY = ""

PART_NAMES: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "family": "姓",
        "given": "名",
        "family_kana": "セイ",
        "given_kana": "メイ",
        "note": "正しい字の説明",
        "year": "年",
        "month": "月",
        "day": "日",
        "postal_code": "郵便番号",
        "city": "市区町村",
        "street": "町名・番地",
        "building": "建物名・部屋番号",
        "chosen": "選択肢",
        "other": "そのほかの内容",
        "bank_name": "金融機関名",
        "bank_code": "金融機関コード",
        "branch_name": "支店名",
        "branch_code": "支店コード",
        "kind": "種別",
        "account_number": "口座番号",
        "holder_kana": "口座名義（カナ）",
    },
    "en": {
        "family": "family name",
        "given": "given name",
        "family_kana": "family name in katakana",
        "given_kana": "given name in katakana",
        "note": "right characters",
        "year": "year",
        "month": "month",
        "day": "day",
        "postal_code": "postal code",
        "city": "city, ward or town",
        "street": "street and number",
        "building": "building and room",
        "chosen": "choices",
        "other": "other",
        "bank_name": "name of the bank",
        "bank_code": "bank code",
        "branch_name": "name of the branch",
        "branch_code": "branch code",
        "kind": "kind of account",
        "account_number": "account number",
        "holder_kana": "holder in katakana",
    },
}

_JAPANESE: Wordings = {
    (ErrorCode.REQUIRED, _ANY): "{subject}を入力してください。",
    (ErrorCode.REQUIRED, "choice"): "{subject}を1つ選んでください。",
    (ErrorCode.REQUIRED, "yes_no"): "{subject}は、「はい」か「いいえ」を選んでください。",
    (ErrorCode.REQUIRED, "date"): "{subject}を年・月・日で入力してください。例：2026年11月22日",
    (ErrorCode.REQUIRED, ".year"): "{subject}を西暦4桁か和暦で入力してください。例：2026、令和8",
    (ErrorCode.REQUIRED, ".month"): "{subject}を1から12の数字で入力してください。例：11",
    (ErrorCode.REQUIRED, ".day"): "{subject}を1から31の数字で入力してください。例：22",
    (ErrorCode.REQUIRED, "email"): "{subject}を入力してください。例：hanako@example.jp",
    (ErrorCode.REQUIRED, "file"): "{subject}のファイルを選んでください。写真でもかまいません。",
    (ErrorCode.REQUIRED, "address"): "{subject}を郵便番号から入力してください。例：590-0078",
    (ErrorCode.REQUIRED, ".postal_code"): "{subject}を7桁の数字で入力してください。例：590-0078",
    (ErrorCode.REQUIRED, ".city"): "{subject}を入力してください。例：堺市堺区",
    (ErrorCode.REQUIRED, ".street"): "{subject}を入力してください。例：南瓦町3-1",
    (ErrorCode.REQUIRED, "person_name"): "{subject}を姓と名に分けて入力してください。例：堺 花子",
    (ErrorCode.REQUIRED, ".family"): "{subject}を入力してください。例：堺",
    (ErrorCode.REQUIRED, ".given"): "{subject}を入力してください。例：花子",
    (ErrorCode.REQUIRED, ".family_kana"): "{subject}をカタカナで入力してください。例：サカイ",
    (ErrorCode.REQUIRED, ".given_kana"): "{subject}をカタカナで入力してください。例：ハナコ",
    (ErrorCode.WRONG_SHAPE, _ANY): "{subject}を読み取れませんでした。もう一度入力してください。",
    (ErrorCode.TOO_LONG, _ANY): "{subject}は{max}文字までで入力してください。",
    (ErrorCode.TOO_SHORT, _ANY): "{subject}は{min}文字以上で入力してください。",
    (
        ErrorCode.CONTROL_CHARACTER,
        _ANY,
    ): "{subject}に、画面に出せない文字があります。貼り付けずに、キーボードで入力し直してください。",
    (
        ErrorCode.UNREADABLE_CHARACTER,
        _ANY,
    ): "{subject}に、ほかの機器で読めない文字（外字など）があります。近い字に置きかえてください。例：高、辺",
    (ErrorCode.NOT_DIGITS, _ANY): "{subject}は数字だけで入力してください。例：0720000145",
    (ErrorCode.NOT_KATAKANA, _ANY): "{subject}はカタカナで入力してください。例：サカイ ハナコ",
    (ErrorCode.NOT_KATAKANA, ".family_kana"): "{subject}はカタカナで入力してください。例：サカイ",
    (ErrorCode.NOT_KATAKANA, ".given_kana"): "{subject}はカタカナで入力してください。例：ハナコ",
    (ErrorCode.REQUIRED, "multiple_choice"): "{subject}を1つ以上選んでください。",
    (ErrorCode.REQUIRED, ".other"): "{subject}を入力してください。",
    (ErrorCode.REQUIRED, "select"): "{subject}を一覧から1つ選んでください。",
    (ErrorCode.REQUIRED, "bank_account"): "{subject}を通帳のとおりに入力してください。",
    (ErrorCode.REQUIRED, ".bank_name"): "{subject}を入力してください。例：大阪銀行",
    (ErrorCode.REQUIRED, ".branch_name"): "{subject}を入力してください。例：堺支店",
    (ErrorCode.REQUIRED, ".kind"): "{subject}を1つ選んでください。",
    (ErrorCode.REQUIRED, ".holder_kana"): "{subject}をカタカナで入力してください。例：サカイ ハナコ",
    (ErrorCode.NOT_TOGETHER, _ANY): "{subject}で「{option}」を選ぶときは、ほかを選ばないでください。",
    (ErrorCode.TOO_FEW_CHOSEN, _ANY): "{subject}は{min}つ以上選んでください。",
    (ErrorCode.TOO_MANY_CHOSEN, _ANY): "{subject}は{max}つまでにしてください。",
    (ErrorCode.NOT_A_BANK_CODE, _ANY): "{subject}は4桁の数字で入力してください。わからないときは空けておいてください。",
    (
        ErrorCode.NOT_A_BRANCH_CODE,
        _ANY,
    ): "{subject}は3桁の数字で入力してください。わからないときは空けておいてください。",
    (ErrorCode.NOT_AN_ACCOUNT_NUMBER, _ANY): "{subject}は7桁までの数字で入力してください。例：0123456",
    (ErrorCode.NOT_HOLDER_KANA, _ANY): "{subject}は、通帳のとおりカタカナで入力してください。例：サカイ ハナコ",
    (ErrorCode.REQUIRED, "number"): "{subject}を数字で入力してください。例：3",
    (ErrorCode.REQUIRED, "money"): "{subject}を数字で入力してください。例：12000",
    (ErrorCode.REQUIRED, "group"): "{subject}を1つ以上入力してください。",
    (ErrorCode.TOO_FEW_ROWS, _ANY): "{subject}は{min}件以上入力してください。",
    (ErrorCode.TOO_MANY_ROWS, _ANY): "{subject}は{max}件までにしてください。",
    (ErrorCode.NOT_A_NUMBER, _ANY): "{subject}は数字で入力してください。例：3",
    (ErrorCode.NOT_A_NUMBER, "money"): "{subject}は円の数字で入力してください。例：12000",
    (ErrorCode.TOO_SMALL, _ANY): "{subject}は{range}で入力してください。",
    (ErrorCode.TOO_LARGE, _ANY): "{subject}は{range}で入力してください。",
    (ErrorCode.TOO_MANY_DECIMALS, _ANY): "{subject}は{decimals}入力してください。",
    (ErrorCode.NOT_A_DATE, _ANY): "{subject}は、カレンダーにある日付を入力してください。例：2026年11月22日",
    (ErrorCode.NOT_A_DATE, ".year"): "{subject}は西暦4桁か和暦で入力してください。例：2026、令和8",
    (ErrorCode.NOT_A_DATE, ".month"): "{subject}は1から12の数字で入力してください。例：11",
    (ErrorCode.NOT_A_DATE, ".day"): "{subject}は1から31の数字で入力してください。例：22",
    (ErrorCode.TOO_EARLY, _ANY): "{subject}は、{min}か、それより後の日付を入力してください。",
    (ErrorCode.TOO_LATE, _ANY): "{subject}は、{max}か、それより前の日付を入力してください。",
    (ErrorCode.NOT_A_CHOICE, _ANY): "{subject}は、画面にある選択肢から1つ選んでください。",
    (ErrorCode.CHECK, _ANY): "{message}",
    (ErrorCode.ENDS_HERE, _ANY): "{ends}",
    (ErrorCode.NOT_EMAIL, _ANY): "{subject}は、@を入れた半角の英数字で入力してください。例：hanako@example.jp",
    (ErrorCode.NOT_POSTAL_CODE, _ANY): "{subject}は7桁の数字で入力してください。例：5900078",
    (ErrorCode.REQUIRED, "kana"): "{subject}をカタカナで入力してください。例：サカイ ハナコ",
    (ErrorCode.REQUIRED, "phone"): "{subject}を市外局番から入力してください。例：0722331101",
    (ErrorCode.NOT_PHONE, _ANY): (
        "{subject}は、市外局番から10桁か11桁の数字で入力してください。例：0722331101、09012345678"
    ),
    (ErrorCode.REQUIRED, "consent"): (
        "{subject}に同意する場合は、チェックを付けてください。同意しない場合は、ここからは申請できません。窓口にご相談ください。"
    ),
    (ErrorCode.REQUIRED, "month"): "{subject}を年・月で入力してください。例：2026年11月",
    (ErrorCode.NOT_A_MONTH, _ANY): "{subject}は、年と月を入力してください。例：2026年11月",
    (ErrorCode.TOO_EARLY, "month"): "{subject}は、{min}か、それより後の月を入力してください。",
    (ErrorCode.TOO_LATE, "month"): "{subject}は、{max}か、それより前の月を入力してください。",
    (ErrorCode.REQUIRED, "time"): "{subject}を時と分で入力してください。例：10:30",
    (ErrorCode.NOT_A_TIME, _ANY): "{subject}は0時から23時までの時刻で入力してください。例：10:30、15時",
    (ErrorCode.TOO_EARLY, "time"): "{subject}は、{min}か、それより後の時刻を入力してください。",
    (ErrorCode.TOO_LATE, "time"): "{subject}は、{max}か、それより前の時刻を入力してください。",
    (ErrorCode.BETWEEN_STEPS, _ANY): "{subject}は{minutes}分きざみで入力してください。例：10:00",
    (ErrorCode.REQUIRED, "corporate_number"): "{subject}を13桁の数字で入力してください。例：7000012050002",
    (ErrorCode.NOT_CORPORATE_NUMBER, _ANY): "{subject}は13桁の数字で入力してください。例：7000012050002",
    (ErrorCode.WRONG_CHECK_DIGIT, _ANY): (
        "{subject}の数字のどれかがちがっているようです。書類と見比べて、入力し直してください。"
    ),
    (ErrorCode.REQUIRED, "invoice_number"): "{subject}をTと13桁の数字で入力してください。例：T7000012050002",
    (ErrorCode.NOT_INVOICE_NUMBER, _ANY): "{subject}はTと13桁の数字で入力してください。例：T7000012050002",
    (ErrorCode.FILE_MISSING, _ANY): "{subject}のファイルが見つかりません。もう一度選んでください。",
    (ErrorCode.TOO_MANY_FILES, _ANY): "{subject}のファイルは{max}個までにしてください。",
    (ErrorCode.TOO_FEW_FILES, _ANY): "{subject}は、{min}個以上つけてください。",
    (ErrorCode.FILES_TOO_HEAVY, _ANY): (
        "ファイルの合計が{max_megabytes}MBを超えるため、これ以上はつけられません。残りは窓口でお出しください。"
    ),
    (ErrorCode.FILE_TOO_LARGE, _ANY): "「{name}」は大きすぎます。{max_size}までのファイルを選んでください。",
    (ErrorCode.FILE_TYPE, _ANY): "「{name}」は使えない種類のファイルです。{accepted}のファイルを選んでください。{hint}",
    (ErrorCode.FILE_DISGUISED, _ANY): "「{name}」は、名前と中身の種類が合いません。元のファイルを選び直してください。",
    (ErrorCode.FILE_EMPTY, _ANY): "「{name}」は空のファイルです。中身のあるファイルを選んでください。",
    (ErrorCode.FILE_UNREADABLE, _ANY): (
        "「{name}」は画像として開けません。こわれているか、画像の縦横が大きすぎます。撮り直すか、別の写真を選んでください。"
    ),
}

_ENGLISH: Wordings = {
    (ErrorCode.REQUIRED, _ANY): "Enter {subject}.",
    (ErrorCode.REQUIRED, "choice"): "Choose one answer for {subject}.",
    (ErrorCode.REQUIRED, "yes_no"): "Choose yes or no for {subject}.",
    (ErrorCode.REQUIRED, "date"): "Enter {subject} as year, month and day. Example: 2026 11 22",
    (ErrorCode.REQUIRED, ".year"): "Enter {subject} in four digits. Example: 2026",
    (ErrorCode.REQUIRED, ".month"): "Enter {subject} as a number from 1 to 12. Example: 11",
    (ErrorCode.REQUIRED, ".day"): "Enter {subject} as a number from 1 to 31. Example: 22",
    (ErrorCode.REQUIRED, "email"): "Enter {subject}. Example: hanako@example.jp",
    (ErrorCode.REQUIRED, "file"): "Choose a file for {subject}. A photograph is fine.",
    (ErrorCode.REQUIRED, "address"): "Enter {subject}, beginning with the postal code. Example: 590-0078",
    (ErrorCode.REQUIRED, ".postal_code"): "Enter {subject} in 7 digits. Example: 590-0078",
    (ErrorCode.REQUIRED, ".family_kana"): "Enter {subject}. Example: サカイ",
    (ErrorCode.REQUIRED, ".given_kana"): "Enter {subject}. Example: ハナコ",
    (ErrorCode.WRONG_SHAPE, _ANY): "{subject} could not be read. Enter it again.",
    (ErrorCode.TOO_LONG, _ANY): "Shorten {subject} to {max} characters or fewer.",
    (ErrorCode.TOO_SHORT, _ANY): "Enter {subject} in {min} characters or more.",
    (
        ErrorCode.CONTROL_CHARACTER,
        _ANY,
    ): "{subject} has characters that cannot be shown. Type it instead of pasting it.",
    (
        ErrorCode.UNREADABLE_CHARACTER,
        _ANY,
    ): "{subject} has characters that other devices cannot read. Use similar ones.",
    (ErrorCode.NOT_DIGITS, _ANY): "Enter {subject} in digits only. Example: 0720000145",
    (ErrorCode.NOT_KATAKANA, _ANY): "Enter {subject} in katakana. Example: サカイ ハナコ",
    (ErrorCode.REQUIRED, "multiple_choice"): "Choose at least one answer for {subject}.",
    (ErrorCode.REQUIRED, "select"): "Choose one answer for {subject} from the list.",
    (ErrorCode.REQUIRED, "bank_account"): "Enter {subject} as it stands in the bank book.",
    (ErrorCode.REQUIRED, ".kind"): "Choose {subject}.",
    (ErrorCode.REQUIRED, ".holder_kana"): "Enter {subject}. Example: サカイ ハナコ",
    (ErrorCode.NOT_TOGETHER, _ANY): "For {subject}, “{option}” can only be chosen alone.",
    (ErrorCode.TOO_FEW_CHOSEN, _ANY): "Choose at least {min} answers for {subject}.",
    (ErrorCode.TOO_MANY_CHOSEN, _ANY): "Choose at most {max} answers for {subject}.",
    (ErrorCode.NOT_A_BANK_CODE, _ANY): "Enter {subject} in 4 digits, or leave it empty.",
    (ErrorCode.NOT_A_BRANCH_CODE, _ANY): "Enter {subject} in 3 digits, or leave it empty.",
    (ErrorCode.NOT_AN_ACCOUNT_NUMBER, _ANY): "Enter {subject} in at most 7 digits. Example: 0123456",
    (ErrorCode.NOT_HOLDER_KANA, _ANY): "Enter {subject} in katakana as in the bank book. Example: サカイ ハナコ",
    (ErrorCode.REQUIRED, "number"): "Enter {subject} as a number. Example: 3",
    (ErrorCode.REQUIRED, "money"): "Enter {subject} as a number. Example: 12000",
    (ErrorCode.REQUIRED, "group"): "Enter at least one of {subject}.",
    (ErrorCode.TOO_FEW_ROWS, _ANY): "Enter at least {min} of {subject}.",
    (ErrorCode.TOO_MANY_ROWS, _ANY): "Enter at most {max} of {subject}.",
    (ErrorCode.NOT_A_NUMBER, _ANY): "Enter {subject} in digits. Example: 3",
    (ErrorCode.NOT_A_NUMBER, "money"): "Enter {subject} in yen, in digits. Example: 12000",
    (ErrorCode.TOO_SMALL, _ANY): "For {subject}, enter {range}.",
    (ErrorCode.TOO_LARGE, _ANY): "For {subject}, enter {range}.",
    (ErrorCode.TOO_MANY_DECIMALS, _ANY): "Enter {subject} {decimals}.",
    (ErrorCode.NOT_A_DATE, _ANY): "Enter a day of the calendar for {subject}. Example: 2026 11 22",
    (ErrorCode.NOT_A_DATE, ".year"): "Enter {subject} in four digits. Example: 2026",
    (ErrorCode.NOT_A_DATE, ".month"): "Enter {subject} as a number from 1 to 12. Example: 11",
    (ErrorCode.NOT_A_DATE, ".day"): "Enter {subject} as a number from 1 to 31. Example: 22",
    (ErrorCode.TOO_EARLY, _ANY): "Enter a day for {subject} that is {min} or later.",
    (ErrorCode.TOO_LATE, _ANY): "Enter a day for {subject} that is {max} or earlier.",
    (ErrorCode.NOT_A_CHOICE, _ANY): "Choose one of the answers shown for {subject}.",
    (ErrorCode.CHECK, _ANY): "{message}",
    (ErrorCode.ENDS_HERE, _ANY): "{ends}",
    (ErrorCode.NOT_EMAIL, _ANY): "Enter {subject} with an @. Example: hanako@example.jp",
    (ErrorCode.NOT_POSTAL_CODE, _ANY): "Enter {subject} in 7 digits. Example: 5900078",
    (ErrorCode.REQUIRED, "kana"): "Enter {subject} in katakana. Example: サカイ ハナコ",
    (ErrorCode.REQUIRED, "phone"): "Enter {subject} with its area code. Example: 0722331101",
    (ErrorCode.NOT_PHONE, _ANY): (
        "Enter {subject} in 10 or 11 digits, beginning with 0. Example: 0722331101 or 09012345678"
    ),
    (ErrorCode.REQUIRED, "consent"): (
        "If you agree to {subject}, tick the box. If you do not, you cannot apply here; please ask at the counter."
    ),
    (ErrorCode.REQUIRED, "month"): "Enter {subject} as year and month. Example: 2026 11",
    (ErrorCode.NOT_A_MONTH, _ANY): "Enter {subject} as year and month. Example: 2026 11",
    (ErrorCode.TOO_EARLY, "month"): "Enter a month for {subject} that is {min} or later.",
    (ErrorCode.TOO_LATE, "month"): "Enter a month for {subject} that is {max} or earlier.",
    (ErrorCode.REQUIRED, "time"): "Enter {subject} as hour and minute. Example: 10:30",
    (ErrorCode.NOT_A_TIME, _ANY): "Enter {subject} as a time of day. Example: 10:30",
    (ErrorCode.TOO_EARLY, "time"): "Enter a time for {subject} that is {min} or later.",
    (ErrorCode.TOO_LATE, "time"): "Enter a time for {subject} that is {max} or earlier.",
    (ErrorCode.BETWEEN_STEPS, _ANY): "Enter {subject} in steps of {minutes} minutes. Example: 10:00",
    (ErrorCode.REQUIRED, "corporate_number"): "Enter {subject} in 13 digits. Example: 7000012050002",
    (ErrorCode.NOT_CORPORATE_NUMBER, _ANY): "Enter {subject} in 13 digits. Example: 7000012050002",
    (ErrorCode.WRONG_CHECK_DIGIT, _ANY): (
        "One of the digits of {subject} seems to be wrong. Compare it with your document and enter it again."
    ),
    (ErrorCode.REQUIRED, "invoice_number"): "Enter {subject} as T and 13 digits. Example: T7000012050002",
    (ErrorCode.NOT_INVOICE_NUMBER, _ANY): "Enter {subject} as T and 13 digits. Example: T7000012050002",
    (ErrorCode.FILE_MISSING, _ANY): "The file for {subject} was not found. Choose it again.",
    (ErrorCode.TOO_MANY_FILES, _ANY): "Choose at most {max} files for {subject}.",
    (ErrorCode.TOO_FEW_FILES, _ANY): "Add at least {min} files for {subject}.",
    (ErrorCode.FILES_TOO_HEAVY, _ANY): (
        "All files together may have {max_megabytes} MB, so this one cannot be added. Hand in the rest at the counter."
    ),
    (ErrorCode.FILE_TOO_LARGE, _ANY): "“{name}” is too large. Choose a file of at most {max_size}.",
    (
        ErrorCode.FILE_TYPE,
        _ANY,
    ): "“{name}” is a kind of file that cannot be used. Choose a file of type {accepted}.{hint}",
    (ErrorCode.FILE_DISGUISED, _ANY): "“{name}” is another kind of file than its name says. Choose the original file.",
    (ErrorCode.FILE_EMPTY, _ANY): "“{name}” is empty. Choose a file with content.",
    (ErrorCode.FILE_UNREADABLE, _ANY): (
        "“{name}” cannot be opened as a picture: it is damaged, or far too wide or high. Take it again or choose another."
    ),
}

_WORDINGS: Mapping[str, Wordings] = {JAPANESE: _JAPANESE, EASY: EASY_JAPANESE, ENGLISH: _ENGLISH}
# An iPhone makes JPEG of its photographs by itself, but not of those that were put among its files.
_PHOTOGRAPH_OF_AN_IPHONE = (".heic", ".heif")
_HINTS = {
    JAPANESE: (
        "iPhoneでは、「写真」から選ぶとJPEGに変わります。変わらないときは、"
        "「設定」→「カメラ」→「フォーマット」を「互換性優先」にして撮り直してください。"
    ),
    EASY: (
        "iPhoneでは、「写真」から えらんで ください。だめな ときは、「設定」→「カメラ」→「フォーマット」で「互換性優先」を えらんで、"
        "もう一度 写真を とって ください。"
    ),
    ENGLISH: (
        " On an iPhone, choose it from Photos, which makes it a JPEG. If that does not help, set Settings > Camera >"
        " Formats to Most Compatible and take it again."
    ),
}
_FILE_KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIC"}


def error_message(question: Question, error: AnswerError, language: str = JAPANESE) -> str:
    """One sentence for the person who answers: which answer, and what to do, with an example.

    question:  the one that `error` is about.
    """
    if isinstance(question, GroupQuestion) and (located := question.located(error)):
        return _in_row(question, *located, language)
    wordings = _WORDINGS.get(language, _JAPANESE)
    kinds = (f".{error.part}", question.type, _ANY) if error.part else (question.type, _ANY)
    wording = next(wordings[error.code, kind] for kind in kinds if (error.code, kind) in wordings)
    return wording.format_map(_values(question, error, language))


def _in_row(group: GroupQuestion, row: int, question: Question, error: AnswerError, language: str) -> str:
    """The sentence about a question in a row, with the row before it: お子さん 2人目の「生年月日」…"""
    sentence, place = error_message(question, error, language), group.row_label(row + 1, language)
    return f"{place}: {sentence}" if language == ENGLISH else f"{place}の{sentence}"


def part_name(part: str, language: str = JAPANESE) -> str:
    """What a control of a name, date or address is called."""
    return PART_NAMES.get(language, PART_NAMES[JAPANESE])[part]


def file_kinds(question: FileQuestion) -> str:
    """The kinds of files a question takes, in the words people know: "PDF・JPEG・PNG"."""
    return "・".join(_FILE_KINDS.get(content_type, content_type) for content_type in question.accept)


def _values(question: Question, error: AnswerError, language: str) -> dict[str, str]:
    values = {name: str(value) for name, value in error.params.items()}
    values["subject"] = _subject(question, error, language)
    if error.message is not None:
        values["message"] = error.message.get(language)
    if error.code in (ErrorCode.TOO_EARLY, ErrorCode.TOO_LATE):
        values |= {name: _bound(values[name], language) for name in ("min", "max") if name in values}
    if isinstance(question, OptionsQuestion) and (option := question.option(values.get("option", ""))):
        values |= {"ends": (option.ends or option.label).get(language), "option": option.label.get(language)}
    if isinstance(question, (NumberQuestion, MoneyQuestion)):
        values |= {"range": _range(question, language), "decimals": _decimals(question.decimals, language)}
    if isinstance(question, FileQuestion):
        values |= {"accepted": file_kinds(question), "max_size": limit(question.max_size_bytes)}
        is_from_iphone = values.get("name", "").lower().endswith(_PHOTOGRAPH_OF_AN_IPHONE)
        values["hint"] = _HINTS.get(language, _HINTS[JAPANESE]) if is_from_iphone else ""
    return values


def _subject(question: Question, error: AnswerError, language: str) -> str:
    label = question.label.get(language)
    quoted = f"“{label}”" if language == ENGLISH else f"「{label}」"
    if error.part is None:
        return quoted
    part = part_name(error.part, language)
    return f"{part} of {quoted}" if language == ENGLISH else f"{quoted}の{part}"


def _range(question: NumberQuestion | MoneyQuestion, language: str) -> str:
    """Which numbers are accepted, in words: "1から20までの数字"."""
    least, most = (None if bound is None else written(bound) for bound in (question.min, question.max))
    if language == EASY:
        return _easy_range(least, most)
    if language != ENGLISH:
        if most is None:
            return f"{least}以上の数字" if least is not None else "15桁までの数字"
        return f"{most}以下の数字" if least is None else f"{least}から{most}までの数字"
    if most is None:
        return f"a number of {least} or more" if least is not None else "a number of up to 15 digits"
    return f"a number of {most} or less" if least is None else f"a number from {least} to {most}"


def _easy_range(least: str | None, most: str | None) -> str:
    if most is None:
        return f"{least}か、もっと 大きい 数字" if least is not None else "15までの 長さの 数字"
    return f"{most}か、もっと 小さい 数字" if least is None else f"{least}から {most}までの 数字"


def _decimals(most: int, language: str) -> str:
    """How many digits may stand behind the point, as a clause of the sentence."""
    if language == EASY:
        return f"点の あとの 数字を {most}つまでで" if most else "点（.）を 使わないで"
    if language != ENGLISH:
        return f"小数点のあと{most}桁までで" if most else "小数点をつけずに、整数で"
    return f"with at most {most} digits behind the point" if most else "as a whole number"


def _bound(bound: str, language: str) -> str:
    """The first or last day, month or time accepted, as people read it."""
    say = {"time": spoken_time, "month": spoken_month}.get(order_of(bound) or "", _day)
    return say(bound, language)


def _day(iso: str, language: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}" if language == ENGLISH else long_date(day)
