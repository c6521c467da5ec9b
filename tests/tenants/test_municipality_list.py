"""The list of municipalities: what is right is read, what is wrong is refused by its line."""

import csv
from pathlib import Path

import pytest

from tenants import municipalities
from tenants.municipalities import BadLine

SAKAI = {
    "code6": "271403",
    "name": "堺市",
    "kana": "さかいし",
    "romaji_slug": "sakai",
    "type": "政令指定都市",
    "population_2020": "826161",
    "corporate_number": "3000020271403",
    "url": "https://www.city.sakai.lg.jp/",
}
KISHIWADA = {
    "code6": "272027",
    "name": "岸和田市",
    "kana": "きしわだし",
    "romaji_slug": "kishiwada",
    "type": "一般市",
    "population_2020": "190658",
    "corporate_number": "6000020272027",
    "url": "https://www.city.kishiwada.lg.jp/",
}


def test_osakas_list_has_43_good_lines():
    records, bad = municipalities.read()

    assert bad == []
    assert len(records) == len({record.code for record in records}) == len({record.slug for record in records}) == 43
    assert records[0].name == "大阪市"
    assert sum(record.population for record in records) == 8_837_685  # 令和2年国勢調査, 大阪府
    assert {record.kind for record in records} == {"designated_city", "core_city", "city", "town", "village"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"code6": "271404"}, "団体コード 271404 の検査数字が合いません"),
        ({"code6": "27140"}, "団体コード 27140 の検査数字が合いません"),
        ({"corporate_number": "4000020271403"}, "法人番号 4000020271403 の検査数字が合いません"),
        ({"romaji_slug": "Sakai"}, "サブドメイン Sakai は英小文字で始め"),
        ({"romaji_slug": "sakai.evil"}, "サブドメイン sakai.evil は英小文字で始め"),
        ({"type": "特別区"}, "区分「特別区」を知りません"),
        ({"population_2020": "0"}, "人口は1以上の整数で書いてください"),
        ({"population_2020": "-5"}, "人口は1以上の整数で書いてください"),
        ({"population_2020": "８"}, "人口は1以上の整数で書いてください"),
        ({"population_2020": "9999999999"}, "人口は1以上の整数で書いてください"),
        ({"url": "javascript:alert(1)"}, "公式サイトは https:// か http:// で始まるURL"),
        ({"name": "堺" * 51}, "name は50文字までです"),
        ({"name": "  "}, "name がありません"),
        ({"kana": "", "url": None}, "kana・url がありません"),
    ],
)
def test_each_fault_is_named_and_only_that_line_refused(change, reason):
    good, bad = municipalities.check([KISHIWADA, {**SAKAI, **change}])

    assert [record.name for record in good] == ["岸和田市"]
    assert [fault.line for fault in bad] == [3]
    assert reason in bad[0].reason


def test_all_faults_of_a_line_are_told_at_once():
    _, bad = municipalities.check([{**SAKAI, "code6": "271404", "type": "国", "population_2020": "x"}])

    assert str(bad[0]).startswith("2行目: ")
    assert bad[0].reason.count("、") >= 2


@pytest.mark.parametrize(
    ("column", "word"), [("code6", "団体コード"), ("romaji_slug", "サブドメイン"), ("corporate_number", "法人番号")]
)
def test_what_must_be_unique_is_refused_where_it_comes_again(column, word):
    good, bad = municipalities.check([SAKAI, {**KISHIWADA, column: SAKAI[column]}])

    assert [record.name for record in good] == ["堺市"]
    assert bad == [BadLine(3, f"{word} {SAKAI[column]} は2行目にもあります")]


def test_spaces_around_values_do_not_matter():
    good, bad = municipalities.check([{column: f" {value}　" for column, value in SAKAI.items()}])

    assert bad == []
    assert (good[0].code, good[0].name, good[0].population) == ("271403", "堺市", 826161)


def written(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...] = municipalities.COLUMNS) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_lines_are_counted_as_an_editor_shows_them(tmp_path):
    path = written(tmp_path / "list.csv", [SAKAI])
    path.write_text(path.read_text() + "\n\n" + "271404,悪,あく,aku,一般市,1,1,https://example.jp/\n")

    _, bad = municipalities.read(path)

    assert [fault.line for fault in bad] == [5]


def test_a_missing_column_is_named(tmp_path):
    columns = tuple(column for column in municipalities.COLUMNS if column != "corporate_number")

    good, bad = municipalities.read(written(tmp_path / "list.csv", [SAKAI, KISHIWADA], columns))

    assert good == []
    assert [str(fault) for fault in bad] == [
        "2行目: corporate_number がありません",
        "3行目: corporate_number がありません",
    ]
