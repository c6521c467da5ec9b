"""Japan Post's list: what is no town is taken away, and a faulty list changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from shared_forms.models import PostalArea
from shared_forms.postal_codes import Area, read
from tenants.context import in_consortium, in_municipality


def line(code: str, town: str, city: str = "堺市堺区") -> str:
    return f'27141,"590  ","{code}","ｵｵｻｶﾌ","ｻｶｲｼ","ﾖﾐ","大阪府","{city}","{town}",0,0,0,0,0,0\r\n'


@pytest.mark.parametrize(
    ("written", "town"),
    [
        ("南瓦町", "南瓦町"),
        ("以下に掲載がない場合", ""),
        ("千早赤阪村の次に番地がくる場合", ""),
        ("梅田（次のビルを除く）", "梅田"),
        ("西新宿（１〜３丁目）", "西新宿"),
        ("大字（途中で切れた", "大字"),
        ("千早赤阪村一円", ""),
        ("一円", "一円"),
    ],
)
def test_a_town_is_what_can_stand_in_an_address(written, town):
    areas, bad = read(line("5900078", written).encode())

    assert (areas, bad) == ([Area("5900078", "大阪府", "堺市堺区", town)], [])


def test_the_older_encoding_is_read_too_and_each_area_once():
    content = line("5900078", "南瓦町") + line("5900078", "南瓦町（１丁目）") + line("5900078", "新町")

    areas, bad = read(content.encode("cp932"))

    assert [area.town for area in areas] == ["南瓦町", "新町"]
    assert not bad


def test_every_fault_is_named_by_its_line():
    content = line("5900078", "南瓦町") + line("59078", "南瓦町") + "1,2,3\r\n" + line("5900078", "", city="")

    _, bad = read(content.encode())

    assert [each.line for each in bad] == [2, 3, 4]
    assert "7桁" in bad[0].reason


@pytest.mark.django_db
def test_loading_replaces_the_list_or_leaves_it(tmp_path):
    call_command("load_postal_codes", verbosity=0)
    with in_municipality("m_271403"):
        kept = PostalArea.objects.count()
        assert PostalArea.objects.get(code="5900078").town == "南瓦町"
    faulty, small = tmp_path / "faulty.csv", tmp_path / "small.csv"
    faulty.write_text(line("5900078", "南瓦町") + "1,2,3\r\n")
    small.write_text(line("5900079", "新町"))

    with pytest.raises(CommandError, match="2行目"):
        call_command("load_postal_codes", file=faulty)
    with pytest.raises(CommandError):
        call_command("load_postal_codes", file=tmp_path / "missing.csv")
    with in_consortium():
        assert PostalArea.objects.count() == kept
    call_command("load_postal_codes", file=small)
    with in_consortium():
        assert [area.town for area in PostalArea.objects.all()] == ["新町"]
