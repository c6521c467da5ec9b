"""What the secretariat types to ask for a new municipality; checked by the same rules as the prefecture's list."""

from typing import Any

from django import forms

from tenants import municipalities
from tenants.models import Plan
from tenants.municipalities import MunicipalityRecord
from web.line_field import LineField

# Field of the form -> column of the list, so that one set of checks serves both.
COLUMN_OF = {
    "code": "code6",
    "name": "name",
    "kana": "kana",
    "slug": "romaji_slug",
    "kind": "type",
    "population": "population_2020",
    "corporate_number": "corporate_number",
    "website": "url",
}


class MunicipalityRequestForm(forms.Form):
    """The facts of one municipality (自治体の追加)."""

    use_required_attribute = False
    code = LineField(label="全国地方公共団体コード", max_length=6, help_text="検査数字を含む6桁。例：292095")
    name = LineField(label="名称", max_length=50, help_text="例：生駒市")
    kana = LineField(label="よみ", max_length=100, help_text="ひらがな。例：いこまし")
    slug = LineField(label="サブドメイン", max_length=40, help_text="窓口のアドレスになります。英小文字。例：ikoma")
    kind = forms.ChoiceField(label="区分", choices=[(word, word) for word in municipalities.KINDS])
    population = LineField(label="人口（令和2年国勢調査）", max_length=9, help_text="数字だけ。例：116675")
    corporate_number = LineField(label="法人番号", max_length=13, help_text="13桁")
    website = forms.URLField(
        label="公式サイト",
        assume_scheme="https",
        error_messages={
            "required": "公式サイトのアドレスを入力してください。",
            "invalid": "公式サイトのアドレスを正しく入力してください。例：https://www.city.ikoma.lg.jp/",
        },
    )
    plan = forms.ChoiceField(label="プラン", choices=Plan.choices)

    record: MunicipalityRecord

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.errors:
            return typed
        good, bad = municipalities.check([{column: typed[field].strip() for field, column in COLUMN_OF.items()}])
        if bad:
            raise forms.ValidationError(bad[0].reason + "。")
        self.record = good[0]
        return typed
