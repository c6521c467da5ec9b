"""Every refusal has words that say what to do."""

import re

import pytest

from shared_forms import error_messages
from shared_forms.easy_error_messages import EASY_JAPANESE
from shared_forms.error_messages import error_message, file_kinds, part_name
from shared_forms.language import AnswerError, ErrorCode
from shared_forms.language.texts import Text
from tests.factories.forms import CHOOSING_PAGE, COUNTING_PAGE, EVERY_TYPE, KNOWN_NUMBERS_PAGE, every_type

FORM = every_type(pages=[*EVERY_TYPE["pages"], COUNTING_PAGE, KNOWN_NUMBERS_PAGE, CHOOSING_PAGE])
PARAMS = {
    ErrorCode.TOO_LONG: {"max": 50},
    ErrorCode.TOO_SHORT: {"min": 3},
    ErrorCode.TOO_EARLY: {"min": "2026-01-31"},
    ErrorCode.TOO_LATE: {"max": "2026-11-22"},
    ErrorCode.BETWEEN_STEPS: {"minutes": 30},
    ErrorCode.TOO_MANY_FILES: {"max": 1},
    ErrorCode.TOO_FEW_ROWS: {"min": 2},
    ErrorCode.TOO_MANY_ROWS: {"max": 3},
    ErrorCode.FILE_TOO_LARGE: {"name": "犬.png", "max_bytes": 10 * 1024 * 1024},
    ErrorCode.FILE_TYPE: {"name": "犬.exe"},
    ErrorCode.FILE_DISGUISED: {"name": "犬.png"},
    ErrorCode.FILE_EMPTY: {"name": "犬.png"},
    ErrorCode.FILE_UNREADABLE: {"name": "犬.png"},
    ErrorCode.TOO_FEW_FILES: {"min": 2},
    ErrorCode.FILES_TOO_HEAVY: {"max_megabytes": 300},
}


OWN_WORDS = Text.model_validate({"ja": "終わる日を直してください。", "en": "Correct the last day."})


def message(question_id: str, code: ErrorCode, part: str | None = None, language: str = "ja", **params) -> str:
    question = FORM.question(question_id)
    own = OWN_WORDS if code is ErrorCode.CHECK else None
    return error_message(question, AnswerError(question_id, part, code, params or PARAMS.get(code, {}), own), language)


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence_in_every_language(code, language):
    asked_of = {
        "ends_here": ("sex", {"option": "unknown"}),
        "too_small": ("puppies", {}),
        "too_large": ("puppies", {}),
        "too_many_decimals": ("puppies", {}),
        "not_together": ("lessons", {"option": "nothing"}),
        "too_few_chosen": ("lessons", {"min": 1}),
        "too_many_chosen": ("lessons", {"max": 2}),
        "file_too_large": ("photo", {}),
        "file_type": ("photo", {}),
    }
    question_id, params = asked_of.get(code, ("dog_name", {}))
    sentence = message(question_id, code, language=language, **params)

    assert (
        sentence.endswith("。" if language != "en" or code == "ends_here" else ".")
        or "例：" in sentence
        or "Example" in sentence
    )
    assert not re.search(r"[{}]", sentence)
    assert len(sentence) > 8


HARD = [
    "入力",
    "選択",
    "桁",
    "以上",
    "以下",
    "半角",
    "英数字",
    "西暦",
    "和暦",
    "市外局番",
    "同意",
    "相談",
    "貼り付け",
    "超える",
    "口座",
]


def test_easy_japanese_has_every_sentence_and_none_of_the_hard_words():
    """What stays the same holds nothing but words of the form's own author."""
    japanese, easy = error_messages._JAPANESE, EASY_JAPANESE

    assert list(easy) == list(japanese)
    assert {code for code, kind in easy if easy[code, kind] == japanese[code, kind]} == {
        ErrorCode.CHECK,
        ErrorCode.ENDS_HERE,
    }
    assert [(sentence, word) for sentence in easy.values() for word in HARD if word in sentence] == []


def test_easy_japanese_says_limits_and_rows_in_easy_words():
    assert message("puppies", ErrorCode.TOO_LARGE, language="ja-easy") == (
        "「子犬の数」は、1から 20までの 数字で 書いて ください。"
    )
    assert message("puppies", ErrorCode.TOO_MANY_DECIMALS, language="ja-easy") == (
        "「子犬の数」は、点（.）を 使わないで 書いて ください。"
    )
    assert "iPhoneでは" in message("photo", ErrorCode.FILE_TYPE, language="ja-easy", name="犬.heic")
    assert "0か、もっと 大きい 数字" in message("price", ErrorCode.TOO_SMALL, language="ja-easy")


def test_every_part_of_every_type_has_a_name():
    parts = {part for question in FORM.questions() for part in question.parts}

    assert parts == set(error_messages.PART_NAMES["ja"]) == set(error_messages.PART_NAMES["en"])


@pytest.mark.parametrize(
    ("question", "part", "code", "expected"),
    [
        ("home", "postal_code", "not_postal_code", "「住所」の郵便番号は7桁の数字で入力してください。例：5900078"),
        ("owner", "family_kana", "not_katakana", "「お名前」のセイはカタカナで入力してください。例：サカイ"),
        ("sex", None, "required", "「性別」を1つ選んでください。"),
        ("vaccinated", None, "required", "「予防注射を受けましたか」は、「はい」か「いいえ」を選んでください。"),
        ("vaccinated_on", "year", "not_a_date", "「注射の日」の年は西暦4桁か和暦で入力してください。例：2026、令和8"),
        (
            "vaccinated_on",
            None,
            "too_late",
            "「注射の日」は、2026年11月22日（日）（令和8年）か、それより前の日付を入力してください。",
        ),
        (
            "email",
            None,
            "not_email",
            "「メールアドレス」は、@を入れた半角の英数字で入力してください。例：hanako@example.jp",
        ),
        (
            "photo",
            None,
            "file_type",
            "「犬.exe」は使えない種類のファイルです。PDF・JPEG・PNGのファイルを選んでください。",
        ),
        ("puppies", None, "too_large", "「子犬の数」は1から20までの数字で入力してください。"),
        ("puppies", None, "too_many_decimals", "「子犬の数」は小数点をつけずに、整数で入力してください。"),
        ("price", None, "too_small", "「買ったときの値段」は0以上の数字で入力してください。"),
        ("photo", None, "file_too_large", "「犬.png」は大きすぎます。10MBまでのファイルを選んでください。"),
    ],
)
def test_the_most_exact_wording_wins(question, part, code, expected):
    assert message(question, ErrorCode(code), part) == expected


def test_an_option_that_ends_the_way_says_where_to_go():
    assert message("sex", ErrorCode.ENDS_HERE, option="unknown") == "窓口でご相談ください。"


def test_braces_in_a_label_or_a_file_name_stay_as_they_are():
    question = FORM.question("photo").model_copy(update={"label": "写真{0}"})
    error = AnswerError("photo", None, ErrorCode.FILE_TYPE, {"name": "{subject}.exe"})

    assert "「{subject}.exe」" in error_message(
        question.model_copy(update={"label": FORM.question("photo").label}), error
    )


@pytest.mark.parametrize(("language", "way_out"), [("ja", "「互換性優先」"), ("en", "Most Compatible")])
def test_who_chose_a_photograph_as_an_iphone_keeps_it_is_told_the_way_out(language, way_out):
    refused = message("photo", ErrorCode.FILE_TYPE, language=language, name="IMG_0001.HEIC")
    other = message("photo", ErrorCode.FILE_TYPE, language=language, name="犬.exe")

    assert (way_out in refused, way_out in other) == (True, False)


def test_another_language_falls_back_to_japanese():
    assert message("sex", ErrorCode.REQUIRED, language="vi") == message("sex", ErrorCode.REQUIRED)
    assert part_name("year", "vi") == "年"


def test_limits_in_words():
    assert file_kinds(FORM.question("photo")) == "PDF・JPEG・PNG"


def test_a_limit_of_times_is_said_in_times():
    early = message("call_at", ErrorCode.TOO_EARLY, min="09:00")

    assert early == "「電話してよい時刻」は、9時か、それより後の時刻を入力してください。"


def test_who_does_not_agree_learns_what_happens():
    assert message("agreed", ErrorCode.REQUIRED) == (
        "「名簿にのせること」に同意する場合は、チェックを付けてください。"
        "同意しない場合は、ここからは申請できません。窓口にご相談ください。"
    )


def test_a_month_and_the_month_of_a_date_have_words_of_their_own():
    assert message("moved_in", ErrorCode.REQUIRED).endswith("年・月で入力してください。例：2026年11月")
    assert message("moved_in", ErrorCode.REQUIRED, "month").endswith("1から12の数字で入力してください。例：11")
    assert "2026年11月（令和8年11月）か" in message("moved_in", ErrorCode.TOO_LATE, max="2026-11")
