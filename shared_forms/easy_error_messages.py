"""Why an answer was not accepted, in やさしい日本語: short sentences, words apart, what to do and an example.

The same codes as in `error_messages`; a test holds the two together.
"""

from collections.abc import Mapping

from shared_forms.language import ErrorCode

_ANY = ""

EASY_JAPANESE: Mapping[tuple[ErrorCode, str], str] = {
    (ErrorCode.REQUIRED, _ANY): "{subject}を 書いて ください。",
    (ErrorCode.REQUIRED, "choice"): "{subject}を 1つ えらんで ください。",
    (ErrorCode.REQUIRED, "yes_no"): "{subject}は、「はい」か「いいえ」を えらんで ください。",
    (ErrorCode.REQUIRED, "date"): "{subject}の 年・月・日を 書いて ください。例：2026年11月22日",
    (ErrorCode.REQUIRED, ".year"): "{subject}を 数字で 書いて ください。例：2026、令和8",
    (ErrorCode.REQUIRED, ".month"): "{subject}を 1から12の 数字で 書いて ください。例：11",
    (ErrorCode.REQUIRED, ".day"): "{subject}を 1から31の 数字で 書いて ください。例：22",
    (ErrorCode.REQUIRED, "email"): "{subject}を 書いて ください。例：hanako@example.jp",
    (ErrorCode.REQUIRED, "file"): "{subject}の ファイルを えらんで ください。写真でも いいです。",
    (ErrorCode.REQUIRED, "address"): ("{subject}を 書いて ください。はじめに 郵便番号を 書きます。例：590-0078"),
    (ErrorCode.REQUIRED, ".postal_code"): "{subject}を 7つの 数字で 書いて ください。例：590-0078",
    (ErrorCode.REQUIRED, ".city"): "{subject}を 書いて ください。例：堺市堺区",
    (ErrorCode.REQUIRED, ".street"): "{subject}を 書いて ください。例：南瓦町3-1",
    (ErrorCode.REQUIRED, "person_name"): "{subject}を、姓と 名に 分けて 書いて ください。例：堺 花子",
    (ErrorCode.REQUIRED, ".family"): "{subject}を 書いて ください。例：堺",
    (ErrorCode.REQUIRED, ".given"): "{subject}を 書いて ください。例：花子",
    (ErrorCode.REQUIRED, ".family_kana"): "{subject}を カタカナで 書いて ください。例：サカイ",
    (ErrorCode.REQUIRED, ".given_kana"): "{subject}を カタカナで 書いて ください。例：ハナコ",
    (ErrorCode.WRONG_SHAPE, _ANY): "{subject}を 読む ことが できません。もう一度 書いて ください。",
    (ErrorCode.TOO_LONG, _ANY): "{subject}が 長すぎます。{max}文字までで 書いて ください。",
    (ErrorCode.TOO_SHORT, _ANY): "{subject}が 短すぎます。{min}文字か、もっと 長く 書いて ください。",
    (ErrorCode.CONTROL_CHARACTER, _ANY): (
        "{subject}に 使えない 文字が あります。コピーしないで、キーボードで 書いて ください。"
    ),
    (ErrorCode.UNREADABLE_CHARACTER, _ANY): (
        "{subject}に 使えない 文字が あります。にている 文字で 書いて ください。例：高、辺"
    ),
    (ErrorCode.NOT_DIGITS, _ANY): "{subject}は、数字だけで 書いて ください。例：0720000145",
    (ErrorCode.NOT_KATAKANA, _ANY): "{subject}は、カタカナで 書いて ください。例：サカイ ハナコ",
    (ErrorCode.NOT_KATAKANA, ".family_kana"): "{subject}は、カタカナで 書いて ください。例：サカイ",
    (ErrorCode.NOT_KATAKANA, ".given_kana"): "{subject}は、カタカナで 書いて ください。例：ハナコ",
    (ErrorCode.REQUIRED, "multiple_choice"): "{subject}を えらんで ください。1つでも、たくさんでも いいです。",
    (ErrorCode.REQUIRED, ".other"): "{subject}を 書いて ください。",
    (ErrorCode.REQUIRED, "select"): "{subject}を 1つ えらんで ください。",
    (ErrorCode.REQUIRED, "bank_account"): "{subject}を 書いて ください。銀行の 通帳を 見て、同じに 書きます。",
    (ErrorCode.REQUIRED, ".bank_name"): "{subject}を 書いて ください。例：大阪銀行",
    (ErrorCode.REQUIRED, ".branch_name"): "{subject}を 書いて ください。例：堺支店",
    (ErrorCode.REQUIRED, ".kind"): "{subject}を 1つ えらんで ください。",
    (ErrorCode.REQUIRED, ".holder_kana"): "{subject}を カタカナで 書いて ください。例：サカイ ハナコ",
    (ErrorCode.NOT_TOGETHER, _ANY): ("{subject}で「{option}」を えらんだ ときは、ほかを えらばないで ください。"),
    (ErrorCode.TOO_FEW_CHOSEN, _ANY): "{subject}は、{min}つか、もっと たくさん えらんで ください。",
    (ErrorCode.TOO_MANY_CHOSEN, _ANY): "{subject}は、{max}つまで えらぶ ことが できます。",
    (ErrorCode.NOT_A_BANK_CODE, _ANY): (
        "{subject}は、4つの 数字で 書いて ください。わからない ときは、書かなくて いいです。"
    ),
    (ErrorCode.NOT_A_BRANCH_CODE, _ANY): (
        "{subject}は、3つの 数字で 書いて ください。わからない ときは、書かなくて いいです。"
    ),
    (ErrorCode.NOT_AN_ACCOUNT_NUMBER, _ANY): "{subject}は、7つまでの 数字で 書いて ください。例：0123456",
    (ErrorCode.NOT_HOLDER_KANA, _ANY): (
        "{subject}は、カタカナで 書いて ください。銀行の 通帳と 同じに 書きます。例：サカイ ハナコ"
    ),
    (ErrorCode.REQUIRED, "number"): "{subject}を 数字で 書いて ください。例：3",
    (ErrorCode.REQUIRED, "money"): "{subject}を 数字で 書いて ください。例：12000",
    (ErrorCode.REQUIRED, "group"): "{subject}を、1つか、もっと たくさん 書いて ください。",
    (ErrorCode.TOO_FEW_ROWS, _ANY): "{subject}は、{min}つか、もっと たくさん 書いて ください。",
    (ErrorCode.TOO_MANY_ROWS, _ANY): "{subject}は、{max}つまで 書く ことが できます。",
    (ErrorCode.NOT_A_NUMBER, _ANY): "{subject}は、数字で 書いて ください。例：3",
    (ErrorCode.NOT_A_NUMBER, "money"): "{subject}は、何円か 数字で 書いて ください。例：12000",
    (ErrorCode.TOO_SMALL, _ANY): "{subject}は、{range}で 書いて ください。",
    (ErrorCode.TOO_LARGE, _ANY): "{subject}は、{range}で 書いて ください。",
    (ErrorCode.TOO_MANY_DECIMALS, _ANY): "{subject}は、{decimals} 書いて ください。",
    (ErrorCode.NOT_A_DATE, _ANY): ("{subject}は、カレンダーに ある 日を 書いて ください。例：2026年11月22日"),
    (ErrorCode.NOT_A_DATE, ".year"): "{subject}は、数字で 書いて ください。例：2026、令和8",
    (ErrorCode.NOT_A_DATE, ".month"): "{subject}は、1から12の 数字で 書いて ください。例：11",
    (ErrorCode.NOT_A_DATE, ".day"): "{subject}は、1から31の 数字で 書いて ください。例：22",
    (ErrorCode.TOO_EARLY, _ANY): "{subject}は、{min}か、その あとの 日を 書いて ください。",
    (ErrorCode.TOO_LATE, _ANY): "{subject}は、{max}か、その 前の 日を 書いて ください。",
    (ErrorCode.NOT_A_CHOICE, _ANY): "{subject}は、画面に ある 答えから 1つ えらんで ください。",
    (ErrorCode.CHECK, _ANY): "{message}",
    (ErrorCode.ENDS_HERE, _ANY): "{ends}",
    (ErrorCode.NOT_EMAIL, _ANY): ("{subject}は、@の ある メールアドレスを 書いて ください。例：hanako@example.jp"),
    (ErrorCode.NOT_POSTAL_CODE, _ANY): "{subject}は、7つの 数字で 書いて ください。例：5900078",
    (ErrorCode.REQUIRED, "kana"): "{subject}を カタカナで 書いて ください。例：サカイ ハナコ",
    (ErrorCode.REQUIRED, "phone"): "{subject}を はじめの 0から 書いて ください。例：0722331101",
    (ErrorCode.NOT_PHONE, _ANY): (
        "{subject}は、はじめの 0から、10か 11の 数字で 書いて ください。例：0722331101、09012345678"
    ),
    (ErrorCode.REQUIRED, "consent"): (
        "{subject}が よい ときは、チェックを つけて ください。よくない ときは、ここでは 申請できません。窓口で 話して ください。"
    ),
    (ErrorCode.REQUIRED, "month"): "{subject}の 年と 月を 書いて ください。例：2026年11月",
    (ErrorCode.NOT_A_MONTH, _ANY): "{subject}は、年と 月を 書いて ください。例：2026年11月",
    (ErrorCode.TOO_EARLY, "month"): "{subject}は、{min}か、その あとの 月を 書いて ください。",
    (ErrorCode.TOO_LATE, "month"): "{subject}は、{max}か、その 前の 月を 書いて ください。",
    (ErrorCode.REQUIRED, "time"): "{subject}を、何時 何分か 書いて ください。例：10:30",
    (ErrorCode.NOT_A_TIME, _ANY): ("{subject}は、0時から 23時までの 時間を 書いて ください。例：10:30、15時"),
    (ErrorCode.TOO_EARLY, "time"): "{subject}は、{min}か、その あとの 時間を 書いて ください。",
    (ErrorCode.TOO_LATE, "time"): "{subject}は、{max}か、その 前の 時間を 書いて ください。",
    (ErrorCode.BETWEEN_STEPS, _ANY): "{subject}は、{minutes}分ごとの 時間を 書いて ください。例：10:00",
    (ErrorCode.REQUIRED, "corporate_number"): "{subject}を 13の 数字で 書いて ください。例：7000012050002",
    (ErrorCode.NOT_CORPORATE_NUMBER, _ANY): "{subject}は、13の 数字で 書いて ください。例：7000012050002",
    (ErrorCode.WRONG_CHECK_DIGIT, _ANY): "{subject}の 数字が ちがいます。紙を 見て、もう一度 書いて ください。",
    (ErrorCode.REQUIRED, "invoice_number"): ("{subject}を、Tと 13の 数字で 書いて ください。例：T7000012050002"),
    (ErrorCode.NOT_INVOICE_NUMBER, _ANY): ("{subject}は、Tと 13の 数字で 書いて ください。例：T7000012050002"),
    (ErrorCode.FILE_MISSING, _ANY): "{subject}の ファイルが ありません。もう一度 えらんで ください。",
    (ErrorCode.TOO_MANY_FILES, _ANY): "{subject}の ファイルは、{max}つまで です。",
    (ErrorCode.TOO_FEW_FILES, _ANY): "{subject}の ファイルを、{min}つか、もっと たくさん えらんで ください。",
    (ErrorCode.FILES_TOO_HEAVY, _ANY): (
        "ファイルは、ぜんぶで {max_megabytes}MBまで です。ほかの ものは、窓口で 出して ください。"
    ),
    (ErrorCode.FILE_TOO_LARGE, _ANY): ("「{name}」は 大きすぎます。{max_size}までの ファイルを えらんで ください。"),
    (ErrorCode.FILE_TYPE, _ANY): "「{name}」は 使えません。{accepted}の ファイルを えらんで ください。{hint}",
    (ErrorCode.FILE_DISGUISED, _ANY): (
        "「{name}」は 使えません。ファイルの 名前と 中が ちがいます。はじめの ファイルを えらんで ください。"
    ),
    (ErrorCode.FILE_EMPTY, _ANY): "「{name}」には 何も 入って いません。ほかの ファイルを えらんで ください。",
    (ErrorCode.FILE_UNREADABLE, _ANY): (
        "「{name}」を 開く ことが できません。もう一度 写真を とるか、ほかの 写真を えらんで ください。"
    ),
}
