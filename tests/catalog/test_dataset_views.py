"""The staff's pages about the city's lists over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog.dataset_entries import Entry
from catalog.dataset_selectors import entries_of
from catalog.models import Dataset, DatasetEntry, PublishedForm
from catalog.selectors import city_form
from catalog.services import datasets
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.datasets import a_list, a_template_with_a_list
from tests.factories.forms import a_published_procedure

LIST = "/staff/procedures/lists/clubs/"
READING = ["/staff/procedures/lists/", LIST, f"{LIST}list.csv"]
EDITING = [f"{LIST}settings/", f"{LIST}import/", f"{LIST}entries/1/"]
BUTTONS = [f"{LIST}import/confirm/", f"{LIST}entries/1/close/", f"{LIST}entries/1/reopen/"]


@pytest.fixture
def city(sakai):
    """堺市 with a list, a procedure that was published from it, an editor and somebody who only looks."""
    with in_municipality(sakai):
        dataset = a_list("北教室", "南教室")
        return {
            "dataset": dataset,
            "procedure": a_published_procedure(a_template_with_a_list(), slug="school"),
            "editor": a_person(Role.ADMINISTRATOR, Role.FORM_EDITOR, name="編集 花"),
            "viewer": a_person(Role.VIEWER, name="閲覧 太郎"),
        }


@pytest.fixture
def editor(city, client_at):
    return signed_in(client_at("sakai.localhost"), city["editor"])


def the_file(text, encoding="utf-8-sig"):
    return {"file": SimpleUploadedFile("list.csv", text.encode(encoding), "text/csv")}


def names(city, sakai):
    with in_municipality(sakai):
        return [row.name for row in entries_of(city["dataset"]) if row.is_open]


@pytest.mark.parametrize("address", READING)
def test_everybody_with_a_role_may_look(city, client_at, address):
    assert client_at("sakai.localhost").get(address).status_code == 302
    for person in ("editor", "viewer"):
        assert signed_in(client_at("sakai.localhost"), city[person]).get(address).status_code == 200


@pytest.mark.parametrize("address", [*EDITING, *BUTTONS])
def test_changing_is_for_editors(city, client_at, sakai, address):
    viewer = signed_in(client_at("sakai.localhost"), city["viewer"])

    assert viewer.post(address).status_code == 403
    assert address in BUTTONS or viewer.get(address).status_code == 403
    assert names(city, sakai) == ["北教室", "南教室"]


def test_who_only_looks_is_offered_nothing_to_press_and_cannot_add(city, client_at, sakai):
    viewer = signed_in(client_at("sakai.localhost"), city["viewer"])

    assert "項目を足す" not in viewer.get(LIST).text
    viewer.post(LIST, {"name": "東教室"})
    viewer.post("/staff/procedures/lists/", {"slug": "schools", "name": "学校"})
    assert names(city, sakai) == ["北教室", "南教室"]
    with in_municipality(sakai):
        assert Dataset.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "/staff/procedures/lists/nothing/",
        f"{LIST}entries/9/",
        f"{LIST}entries/99999999999999999999/",
        "/staff/procedures/lists/x/list.csv",
    ],
)
def test_what_is_not_there_is_not_found(editor, address):
    assert editor.get(address).status_code == 404


def test_a_list_is_begun_and_filled(editor, sakai):
    answer = editor.post("/staff/procedures/lists/", {"slug": "schools", "name": "市立小学校"}, follow=True)
    assert answer.redirect_chain == [("/staff/procedures/lists/schools/", 302)]
    assert "項目がまだありません" in answer.text

    answer = editor.post(
        "/staff/procedures/lists/schools/", {"name": " 北小学校 ", "kana": "キタ", "note": "北町"}, follow=True
    )
    assert "「北小学校」を足しました。" in answer.text
    with in_municipality(sakai):
        row = DatasetEntry.objects.get(dataset__slug="schools")
        assert (row.number, row.name, row.kana, row.note) == (1, "北小学校", "きた", "北町")


def test_a_wrong_entry_says_what_to_do(editor, city, sakai):
    answer = editor.post(LIST, {"name": "", "kana": "教室"})

    assert answer.status_code == 422
    assert "名前を入力してください。" in answer.text
    assert "ふりがなは、ひらがなで入力してください。" in answer.text
    assert "もうあります" in editor.post(LIST, {"name": "北教室"}).text
    assert names(city, sakai) == ["北教室", "南教室"]


def test_an_entry_is_changed_closed_and_opened_again(editor, city, sakai):
    editor.post(f"{LIST}entries/1/", {"name": "中央教室", "kana": "ちゅうおう"})
    assert names(city, sakai) == ["中央教室", "南教室"]
    editor.post(f"{LIST}entries/1/close/")
    assert names(city, sakai) == ["南教室"]
    assert "やめた" in editor.get(LIST).text
    editor.post(f"{LIST}entries/1/reopen/")
    assert names(city, sakai) == ["中央教室", "南教室"]


def test_entries_are_found_by_their_kana(editor, city, sakai):
    editor.post(f"{LIST}entries/1/", {"name": "北教室", "kana": "きたきょうしつ"})
    found = editor.get(LIST, {"q": "ｷﾀ"}).text

    assert "北教室" in found
    assert "南教室" not in found
    assert "0件あります" in editor.get(LIST, {"q": "<b>"}).text


def test_a_file_is_looked_at_and_then_taken_in(editor, city, sakai):
    preview = editor.post(f"{LIST}import/", the_file("番号,名前\n1,北教室\n,東教室\n"))
    assert preview.context["plan"].unchanged == 1
    assert names(city, sakai) == ["北教室", "南教室"]

    confirmed = {"text": preview.context["text"], "plan": preview.context["plan"].name}
    answer = editor.post(f"{LIST}import/confirm/", confirmed, follow=True)
    assert "CSVを取り込みました（足した1、変えた0、やめた1）。" in answer.text
    assert names(city, sakai) == ["北教室", "東教室"]


def test_what_was_confirmed_too_late_is_shown_again(editor, city, sakai):
    preview = editor.post(f"{LIST}import/", the_file("名前\n北教室\n"))
    with in_municipality(sakai):
        datasets.add_entry(city["dataset"].pk, Entry(0, "東教室"), actor=SYSTEM)

    confirmed = {"text": preview.context["text"], "plan": preview.context["plan"].name}
    answer = editor.post(f"{LIST}import/confirm/", confirmed)
    assert answer.status_code == 422
    assert "ほかの人が一覧を変えました" in answer.text
    assert names(city, sakai) == ["北教室", "南教室", "東教室"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({}, "CSVファイルを選んでください。"),
        ({"file": SimpleUploadedFile("list.csv", b"")}, "CSVファイルを選んでください。"),
        (the_file("番号,名前\nx,北教室\n"), "2行目"),
        (the_file("名前\n" + "北" * 200_000), "512KBまで"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n\0\xff\xfe")}, "文字を読めませんでした。"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(editor, city, sakai, file, words):
    answer = editor.post(f"{LIST}import/", file)

    assert answer.status_code == 422
    assert words in answer.text
    assert names(city, sakai) == ["北教室", "南教室"]


@pytest.mark.parametrize("text", ["", "名前\n", "\0", "名前\n北\0\n"])
def test_a_forged_confirmation_changes_nothing(editor, city, sakai, text):
    assert editor.post(f"{LIST}import/confirm/", {"text": text, "plan": "x"}).status_code in (302, 422)
    assert names(city, sakai) == ["北教室", "南教室"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_the_file_that_was_written_changes_nothing_when_it_is_read(editor, encoding):
    written = editor.get(f"{LIST}list.csv")
    assert written.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in written["Content-Disposition"]

    answer = editor.post(f"{LIST}import/", the_file(written.content.decode("utf-8-sig"), encoding))
    assert "いまの一覧と同じです。" in answer.text


def test_the_pages_say_that_a_list_has_changed_and_one_press_publishes_again(editor, city, sakai):
    address = f"/staff/procedures/{city['procedure'].pk}/"
    assert "一覧が変わりました" not in editor.get(address).text
    editor.post(f"{LIST}entries/1/close/")

    assert "一覧が変わりました" in editor.get("/staff/procedures/").text
    page = editor.get(address).text
    assert "『通う教室』の選択肢『北教室』を隠しました" in page
    assert "公開し直す" in page
    assert "公開し直すと反映されます" in editor.get(LIST).text

    editor.post(f"{address}publish/")
    assert "一覧が変わりました" not in editor.get(address).text
    with in_municipality(sakai):
        assert PublishedForm.objects.count() == 2


def test_other_changes_go_by_the_page_that_shows_them(editor, city):
    address = f"/staff/procedures/{city['procedure'].pk}/"
    editor.post(f"{LIST}entries/1/close/")
    editor.post(f"{address}at/dog_name/", {"label": "愛犬の名前", "help": "", "required": "yes"})

    page = editor.get(address).text
    assert "ほかにも公開していない変更があります。" in page
    assert "公開し直す</button>" not in page


def test_the_editor_says_where_the_options_come_from(editor, city):
    page = editor.get(f"/staff/procedures/{city['procedure'].pk}/at/club/").text

    assert "選択肢は、市の一覧から入ります。" in page
    assert "足す選択肢" not in page
    assert "北教室" in editor.get(f"/staff/procedures/{city['procedure'].pk}/preview/?page=dog_page").text


def test_the_preview_of_a_shared_form_says_that_the_list_comes_there(editor, city):
    with in_municipality("m_271403"):
        version = city["procedure"].adoption.template_version_id
    page = editor.get(f"/staff/procedures/templates/{version}/?page=dog_page").text

    assert "（ここに市の一覧が入ります）" in page


def test_a_city_asks_a_question_of_its_own_from_a_list(editor, city, sakai):
    address = f"/staff/procedures/{city['procedure'].pk}/add/"
    asked = {"type": "select", "label": "第2希望", "required": "no", "after": "club", "dataset": "clubs"}
    assert "種類を「一覧から選ぶ」に" in editor.post(address, asked | {"type": "text"}).text
    assert "選択肢を空けて" in editor.post(address, asked | {"options": "北\n南"}).text

    assert editor.post(address, asked).status_code == 302
    with in_municipality(sakai):
        form = city_form(city["procedure"])
        added = next(each for each in form.filled.questions() if str(each.label) == "第2希望")
        assert [str(option.label) for option in added.options] == ["北教室", "南教室"]
