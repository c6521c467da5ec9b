"""The staff's pages about procedures over HTTP."""

import pytest

from accounts.roles import Role
from catalog.models import Adoption, Procedure, PublishedForm
from catalog.selectors import city_form
from shared_forms.language.overlay import AddQuestion
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.forms import a_published_procedure, a_template, an_adopted_procedure

READING = [
    "",
    "history/",
    "samples/",
    "differences/",
    "preview/",
    "preview/?page=dog_page",
    "at/dog_name/",
    "at/owner/",
    "at/dog_page/",
]
EDITING = [
    "add/",
    "add-page/",
    "samples/add/",
    "history/1/",
    "facts/",
    "publish/",
    "period/",
    "appeals/",
    "viewers/",
    "approval/",
    "close/",
    "details/",
]


@pytest.fixture
def city(sakai):
    """A published procedure of 堺市, who edits it, and who only looks."""
    with in_municipality(sakai):
        department = a_department("環境薬務課", phone="072-000-0145")
        return {
            "department": department,
            "version": (version := a_template()),
            "procedure": a_published_procedure(version, department_id=department.pk),
            "editor": a_person(Role.FORM_EDITOR, departments=(department,), name="編集 花"),
            "viewer": a_person(Role.VIEWER, departments=(department,), name="閲覧 太郎"),
            "elsewhere": a_person(Role.FORM_EDITOR, departments=(a_department("税務課"),), name="税務 次郎"),
        }


@pytest.fixture
def editor(city, client_at):
    return signed_in(client_at("sakai.localhost"), city["editor"])


@pytest.fixture
def in_city(sakai):
    with in_municipality(sakai):
        yield


def address(city, rest=""):
    return f"/staff/procedures/{city['procedure'].pk}/{rest}"


def question(city, question_id):
    return city_form(city["procedure"]).definition.question(question_id)


@pytest.mark.parametrize("rest", READING)
def test_everybody_with_a_role_may_read(city, client_at, rest):
    assert client_at("sakai.localhost").get(address(city, rest)).status_code == 302
    for person in ("editor", "viewer", "elsewhere"):
        assert signed_in(client_at("sakai.localhost"), city[person]).get(address(city, rest)).status_code == 200


@pytest.mark.parametrize("rest", EDITING)
def test_pages_for_editing_are_for_editors_of_the_department(city, client_at, rest):
    for person, expected in (("editor", 200), ("viewer", 403), ("elsewhere", 403)):
        client = signed_in(client_at("sakai.localhost"), city[person])
        assert client.get(address(city, rest)).status_code == expected
        if expected == 403:
            assert client.post(address(city, rest)).status_code == 403


@pytest.mark.parametrize("rest", ["at/dog_name/hide/", "at/dog_name/up/", "at/dog_name/revert/", "reopen/"])
@pytest.mark.parametrize("person", ["viewer", "elsewhere"])
def test_a_button_pressed_by_others_changes_nothing(city, client_at, sakai, rest, person):
    client = signed_in(client_at("sakai.localhost"), city[person])
    with in_municipality(sakai):
        before = Adoption.objects.get().overlay
    response = client.post(address(city, rest), follow=True)

    assert "この操作はできません。" in response.text
    with in_municipality(sakai):
        assert Adoption.objects.get().overlay == before


@pytest.mark.parametrize("rest", ["at/cat/", "preview/?page=cat", "at/dog_name/destroy/", "at/cat/up/"])
def test_what_is_not_there_is_not_found(city, editor, rest):
    send = editor.post if rest.endswith(("destroy/", "up/")) else editor.get
    assert send(address(city, rest)).status_code == 404


def test_another_citys_procedure_is_not_found(city, client_at, toyonaka):
    with in_municipality(toyonaka):
        stranger = a_person(Role.ADMINISTRATOR)
    client = signed_in(client_at("toyonaka.localhost"), stranger)

    for rest in (*READING, *EDITING):
        assert client.get(address(city, rest)).status_code == 404


def test_adopting_from_the_catalogue(city, editor, sakai):
    with in_municipality(sakai):
        other = a_template("cat-registration", title="猫の登録")
    catalogue = editor.get("/staff/procedures/templates/").text
    assert "猫の登録" in catalogue
    assert "この市の手続" in catalogue

    page = f"/staff/procedures/templates/{other.pk}/"
    assert "飼い主" in editor.get(page + "?page=owner_page").text
    assert editor.post(page + "adopt/", {"slug": "Cat!", "department": ""}).status_code == 422
    taken = editor.post(page + "adopt/", {"slug": "dog", "department": city["department"].pk})
    assert "ほかの手続が使っています" in taken.text
    done = editor.post(page + "adopt/", {"slug": "cat", "department": city["department"].pk}, follow=True)

    assert "「猫の登録」を採用しました。" in done.text
    with in_municipality(sakai):
        assert Procedure.objects.get(slug="cat").department_id == city["department"].pk


def test_an_editor_adopts_only_for_the_own_departments(city, client_at, sakai):
    client = signed_in(client_at("sakai.localhost"), city["elsewhere"])
    adopt = f"/staff/procedures/templates/{city['version'].pk}/adopt/"

    assert "環境薬務課" not in client.get(adopt).text
    assert client.post(adopt, {"slug": "dog-2", "department": city["department"].pk}).status_code == 422


def test_saving_settings_changes_words_help_and_need(city, editor, in_city):
    response = editor.post(
        address(city, "at/dog_name/"),
        {"label": "愛犬の名前", "help": "一行目\r\n二行目", "required": "no"},
        follow=True,
    )

    assert "変更を保存しました。" in response.text
    assert "テンプレートのことば：<del>犬の名前</del>" in response.text
    changed = question(city, "dog_name")
    assert (str(changed.label), str(changed.help), changed.required) == ("愛犬の名前", "一行目\n二行目", False)

    editor.post(address(city, "at/dog_name/revert/"))
    assert str(question(city, "dog_name").label) == "犬の名前"


def test_a_question_without_words_is_refused_beside_its_field(city, editor, in_city):
    response = editor.post(address(city, "at/dog_name/"), {"label": " ", "help": "", "required": "yes"})

    assert response.status_code == 422
    assert "項目のことばを入力してください。" in response.text
    assert str(question(city, "dog_name").label) == "犬の名前"


def test_options_are_renamed_added_hidden_and_taken_back(city, editor, in_city):
    words = {"label": "性別", "help": "", "required": "yes", "option_male": "オス", "option_female": "めす"}
    editor.post(address(city, "at/sex/"), words | {"option_unknown": "わからない", "new_option": "ひみつ"})
    editor.post(address(city, "at/sex/hide/"), {"option": "female"})
    options = {str(option.label): option.id for option in question(city, "sex").options}
    assert list(options) == ["オス", "わからない", "ひみつ"]

    editor.post(
        address(city, "at/sex/"), words | {"option_unknown": "わからない", f"option_{options['ひみつ']}": "内緒"}
    )
    assert [str(option.label) for option in question(city, "sex").options] == ["オス", "わからない", "内緒"]

    for option in (options["ひみつ"], "male", "female"):
        editor.post(address(city, "at/sex/revert/"), {"option": option})
    assert question(city, "sex") == city_form(city["procedure"]).template.question("sex")


def test_a_locked_question_shows_its_reason_and_no_form(city, editor, in_city):
    page = editor.get(address(city, "at/owner/")).text
    assert "狂犬病予防法で決まっています。" in page
    assert "変更を保存する" not in page

    refused = editor.post(address(city, "at/owner/hide/"), follow=True)
    assert "固定されていて、変えられません。" in refused.text
    assert question(city, "owner") is not None


def test_hiding_what_others_need_is_refused_with_the_reason(city, editor, in_city):
    refused = editor.post(address(city, "at/vaccinated/hide/"), follow=True)

    assert "『予防注射を受けましたか』は『注射の日』が使っているので、隠せません。" in refused.text
    assert editor.post(address(city, "at/vaccinated_on/hide/"), follow=True).text.count("市が隠した") == 1
    assert question(city, "vaccinated_on") is None


def test_moving_up_and_down(city, editor, in_city):
    editor.post(address(city, "at/sex/up/"))
    ids = [each.id for each in city_form(city["procedure"]).definition.pages[1].questions]
    assert ids[:2] == ["sex", "dog_name"]

    editor.post(address(city, "at/sex/down/"))
    assert city_form(city["procedure"]).since_publication == ()


def test_adding_a_question_of_the_citys_own_with_options_and_a_condition(city, editor, in_city):
    question_data = {
        "type": "choice",
        "label": "散歩の時間",
        "help": "",
        "options": "朝\r\n夕方\r\n\r\n",
        "required": "no",
        "after": "vaccinated",
        "show_when": '{"question":"vaccinated","is":true}',
    }
    assert editor.post(address(city, "add/"), question_data | {"options": "朝"}).status_code == 422
    assert editor.post(address(city, "add/"), question_data | {"after": "owner"}).status_code == 422
    response = editor.post(address(city, "add/"), question_data, follow=True)

    added = next(op for op in city_form(city["procedure"]).overlay.operations if isinstance(op, AddQuestion)).question
    assert "市が追加" in response.text
    assert "『予防注射を受けましたか』が「はい」のときだけ出ます。" in response.text
    assert [str(option.label) for option in added.options] == ["朝", "夕方"]
    assert added.id.startswith("city_")

    saved = {"label": "散歩", "help": "", "required": "yes", "show_when": "", "new_option": "夜"}
    saved |= {f"option_{option.id}": str(option.label) for option in added.options}
    editor.post(address(city, f"at/{added.id}/"), saved)
    editor.post(address(city, f"at/{added.id}/revert/"), {"option": added.options[0].id})
    changed = question(city, added.id)
    assert [str(option.label) for option in changed.options] == ["夕方", "夜"]
    assert (str(changed.label), changed.show_when) == ("散歩", None)

    gone = editor.post(address(city, f"at/{added.id}/revert/"), follow=True)
    assert gone.status_code == 200
    assert question(city, added.id) is None


@pytest.mark.parametrize("kind", ["text", "person_name", "date", "yes_no", "email", "address", "file"])
def test_every_type_can_be_added(city, editor, in_city, kind):
    values = {"type": kind, "label": "市の項目", "help": "", "required": "yes", "after": "dog_name", "show_when": ""}
    assert editor.post(address(city, "add/"), values).status_code == 302

    assert city_form(city["procedure"]).definition.pages[1].questions[1].type == kind


def test_facts_of_the_city_keep_the_templates_words_where_nothing_is_typed(city, editor, in_city):
    facts = {"department": "環境薬務課", "phone": "072-000-0199", "fee": "無料", "period": ""}
    editor.post(address(city, "facts/"), facts)
    guide = city_form(city["procedure"]).definition.guide

    assert (str(guide.phone), str(guide.fee), guide.period) == ("072-000-0199", "無料", None)
    assert {each.target for each in city_form(city["procedure"]).since_publication} == {"guide.phone", "guide.fee"}


def test_publishing_shows_the_differences_and_refuses_when_there_are_none(city, editor, in_city):
    assert editor.post(address(city, "publish/")).status_code == 422
    assert PublishedForm.objects.count() == 1

    editor.post(address(city, "at/dog_name/"), {"label": "愛犬の名前", "help": "", "required": "yes"})
    page = editor.get(address(city, "publish/")).text
    assert "『犬の名前』のことばを『愛犬の名前』に変えました" in page
    assert "手数料が書かれていません。" in page
    assert "公開しました（2回目）" in editor.post(address(city, "publish/"), follow=True).text
    assert PublishedForm.objects.count() == 2


def test_closing_and_opening_again(city, editor, in_city):
    assert editor.post(address(city, "close/"), {"is_ended": "no", "reason": ""}).status_code == 422
    closed = editor.post(
        address(city, "close/"), {"is_ended": "no", "reason": "年度の受付は終わりました。"}, follow=True
    ).text
    assert "年度の受付は終わりました。" in closed
    assert "受付を止めています" in editor.get("/staff/procedures/").text

    assert "受付を再開しました。" in editor.post(address(city, "reopen/"), follow=True).text
    assert Procedure.objects.get().is_open


def test_all_places_are_taken(city, editor, client_at, in_city):
    full = {"is_ended": "yes", "reason": "定員に達しました。"}
    editor.post(address(city, "close/"), full)

    assert "受付終了" in editor.get("/staff/procedures/").text
    page = client_at("sakai.localhost").get(f"/p/{city['procedure'].slug}/").text
    assert "受付は終わりました" in page
    assert "定員に達しました。" in page
    assert "申請を始める" not in page


def test_setting_period_and_hours(city, editor, client_at, in_city):
    period = {"opens_at": "2026-12-01T09:00", "closes_at": "2026-12-20T17:00", "hours_note": "学校へ電話してください。"}
    wrong = [
        period | {"closes_at": "2026-11-30T17:00"},
        period | {"closes_at": "いつか"},
        period | {"daily_from": "8:30"},
        period | {"daily_from": "8:30", "daily_until": "8:30"},
    ]
    for values in wrong:
        assert editor.post(address(city, "period/"), values).status_code == 422
    assert Procedure.objects.get().opens_at is None

    hours = {"daily_from": "17:00", "daily_until": "08:30"}
    shown = editor.post(address(city, "period/"), period | hours, follow=True).text
    assert "受付時間は、17:00から次の日の8:30までです。" in shown
    assert "2026年12月1日（火）（令和8年） 9:00から2026年12月20日（日）（令和8年） 17:00まで" in shown
    assert 'value="2026-12-01T09:00"' in editor.get(address(city, "period/")).text
    editor.post(address(city, "period/"), {"opens_at": ""})
    assert Procedure.objects.get().opens_at is None


def test_changing_the_details(city, editor, in_city):
    values = {"title": "ワンちゃんの登録", "category": "pets", "department": city["department"].pk, "position": "5"}
    assert editor.post(address(city, "details/"), values | {"position": "x"}).status_code == 422
    assert editor.post(address(city, "details/"), values | {"standard_days": "0"}).status_code == 422
    editor.post(address(city, "details/"), values | {"keywords": "いぬ", "standard_days": "14"})

    procedure = Procedure.objects.get()
    assert (procedure.title, procedure.position, procedure.is_listed) == ("ワンちゃんの登録", 5, False)
    assert procedure.standard_days == 14


@pytest.mark.parametrize(
    "nasty", ["\x00犬", "犬\x07", "犬\u202e", "𠮷", "<script>alert(1)</script>", "犬" * 10_000, "{{ 7*7 }}"]
)
def test_strange_words_are_taken_refused_or_escaped_but_never_an_error(city, editor, nasty):
    values = {"label": nasty, "help": nasty, "required": "yes"}

    assert editor.post(address(city, "at/dog_name/"), values).status_code in (302, 422)
    page = editor.get(address(city)).text
    assert "<script>alert" not in page
    assert editor.get(address(city, "preview/?page=dog_page")).status_code == 200


def test_an_empty_city_is_told_how_to_begin(client_at, sakai):
    with in_municipality(sakai):
        person = a_person(Role.ADMINISTRATOR)
    client = signed_in(client_at("sakai.localhost"), person)

    assert "手続がまだありません" in client.get("/staff/procedures/").text


def test_the_list_costs_the_same_for_many(city, editor, sakai, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    editor.get("/staff/procedures/")
    with CaptureQueriesContext(connection) as few:
        editor.get("/staff/procedures/")
    with in_municipality(sakai):
        for number in range(10):
            an_adopted_procedure(city["version"], slug=f"dog-{number}")
    with django_assert_num_queries(len(few)):
        editor.get("/staff/procedures/")
