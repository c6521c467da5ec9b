"""The secretariat's pages over HTTP: who may open them, what they say, what they refuse."""

import csv
import io
import re
from urllib.parse import unquote

import pytest

from accounts.roles import Role
from audit.models import AuditRecord
from billing.models import AllocationRun, Contract
from billing.services.allocation import allocate
from billing.services.figures import enter_census
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import FINANCE, SIX_AMOUNTS, a_contract, change_total, decide, municipalities

pytestmark = pytest.mark.usefixtures("in_consortium")


RESOLUTION = {"resolution": "総会 議案第3号", "resolved_on": "2026-04-01"}


@pytest.fixture
def as_member(client_at):
    """A client of somebody with these roles at the secretariat: `as_member(Role.VIEWER)`."""

    def sign_in(*roles: Role):
        return signed_in(client_at("localhost"), a_person(*roles, name="藤原 健"))

    return sign_in


def entry(**changes: object) -> dict[str, object]:
    """The contract form as a browser sends it: the six cities from April."""
    six = municipalities("堺市", "豊中市", "守口市", "八尾市", "藤井寺市", "東大阪市")
    lines: dict[str, object] = {}
    for city in six.values():
        lines[f"{city.code}-takes_part"] = "on"
    facts = {
        "title": "電子申請基盤",
        "supplier_name": "共同システム株式会社",
        "fiscal_year": "2026",
        "service": "both_plans",
        "tax": "out_of_scope",
        "running_yen": "１２，３４５，６７８円",
        "equal_weight": "3",
        "population_weight": "7",
        "population": str(enter_census(actor=FINANCE).pk),
    }
    return facts | lines | changes


def text(response) -> str:
    """What the page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_nobody_enters_without_signing_in(client_at):
    contract = a_contract()
    for address in ("/billing/", "/billing/new/", f"/billing/{contract.pk}/"):
        response = client_at("localhost").get(address)
        assert response.status_code == 302
        assert "/login" in response["Location"] or "account" in response["Location"]


def test_a_city_has_no_such_address(client_at, sakai):
    assert client_at("sakai.localhost").get("/billing/").status_code == 404


def test_an_administrator_without_another_role_sees_no_contract(as_member):
    contract = a_contract()
    client = as_member(Role.ADMINISTRATOR)
    for address in ("/billing/?year=2026", "/billing/new/", f"/billing/{contract.pk}/"):
        assert client.get(address).status_code == 403


def test_the_list_of_a_year(as_member):
    contract = a_contract()
    client = as_member(Role.VIEWER)
    page = text(client.get("/billing/?year=2026"))
    assert "令和8年度の契約と負担金" in page
    assert "電子申請基盤 共同システム株式会社 6 12,345,678 計算していません" in page
    assert "契約を登録する" not in page
    assert "まだありません" in text(client.get("/billing/?year=2027"))
    assert client.get("/billing/?year=x").status_code == 200
    assert f"/billing/{contract.pk}/" in client.get("/billing/?year=2026").content.decode()


def test_entering_a_contract_then_calculating_then_confirming(as_member):
    six = entry()
    processor = as_member(Role.FINANCE)
    response = processor.post("/billing/new/", six)
    assert response.status_code == 302, text(response)
    contract = Contract.objects.get()
    assert (contract.total_yen, contract.participations.count()) == (12_345_678, 6)
    page = f"/billing/{contract.pk}/"
    assert "まだ計算していません" in text(processor.get(page))

    rule = {"equal_weight": "3", "population_weight": "7"}
    assert processor.post(f"{page}calculate/", rule).status_code == 302
    shown = text(processor.get(page))
    assert "総額と一致" in shown
    assert "この案を確定する" not in shown
    for amount in SIX_AMOUNTS.values():
        assert f"{amount:,}" in shown

    approver = as_member(Role.APPROVER)
    assert "この案を確定する" in text(approver.get(page))
    assert "確定しますか" in text(approver.get(f"{page}drafts/1/confirm/"))
    assert approver.post(f"{page}drafts/1/confirm/").status_code == 422
    assert approver.post(f"{page}drafts/1/confirm/", RESOLUTION).status_code == 302
    contract.refresh_from_db()
    assert contract.state == Contract.State.CONFIRMED
    shown = text(approver.get(page))
    assert "藤原 健さんが確定しました" in shown
    assert "この案を確定する" not in shown
    assert "この前提で計算する" not in text(processor.get(page))
    assert [record.event for record in AuditRecord.objects.filter(subject=str(contract.pk))] == [
        "contract.saved",
        "allocation.computed",
        "allocation.confirmed",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "契約の名称を入力してください。"),
        ({"title": "あ" * 101}, "契約の名称は100文字までで入力してください。"),
        (
            {"running_yen": "12.5"},
            "運用の費用（税込み）は0から999,999,999,999までの数字で入力してください。例：48,400,000",
        ),
        ({"running_yen": ""}, "運用の費用（税込み）を入力してください。"),
        ({"running_yen": "9" * 5000}, "運用の費用（税込み）は0から999,999,999,999までの数字で入力してください。"),
        ({"subsidy_yen": "99,999,999"}, "補助金と都道府県の負担の合計が、費用を超えています。"),
        ({"growth": "1001"}, "前年度からの増えかたの上限は0から1,000までの数字で入力してください。例：10"),
        ({"relief_below": "30,000"}, "軽減するには、人口と割合の両方を入力してください。"),
        ({"term_from": "2026-04-01", "term_until": "2026-03-31"}, "契約期間の末日は、初日以後の日にしてください。"),
        ({"band_weight": "1"}, "人口段階は、人口の少ない順に並べ"),
        ({"need_weight": "1"}, "この規約には基準財政需要額が要ります。"),
        ({"cutting": "thousands_borne"}, "端数を負担する市町村を"),
        ({"equal_group": "plan_c"}, "均等割を分ける団体を選び直してください。"),
        ({"equal_weight": "-1"}, "均等割は0から1,000までの数字で入力してください。例：3"),
        ({"equal_weight": "0", "population_weight": "0"}, "割合は0以上の整数とし、どれか1つは1以上にしてください。"),
        ({"population": "x"}, "人口の基準を選び直してください。"),
        ({"population": ""}, "この規約には人口が要ります。"),
        ({"fiscal_year": "1900"}, "年度"),
        ({"272094-joins_on": "2026-13-01"}, "守口市：参加する日を正しい日付で入力してください。例：2026-10-01"),
        ({"272094-joins_on": "2027-04-01"}, "守口市：令和8年度（2026-04-01から2027-03-31まで）の日にしてください。"),
        (
            {"272094-joins_on": "2026-10-01", "272094-leaves_on": "2026-09-30"},
            "守口市：参加の最後の日は、参加する日以後にしてください。",
        ),
        ({"title": "a\0b"}, "契約の名称に使えない文字が入っています。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_member, change, sentence):
    client = as_member(Role.FINANCE)
    response = client.post("/billing/new/", entry(supplier_name="𠮷田システム", **change))
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>エラー: " in page
    assert sentence in text(response)
    assert "𠮷田システム" in page
    assert Contract.objects.count() == 0


def test_a_contract_without_anybody_is_refused(as_member):
    nobody = {key: value for key, value in entry().items() if not key.endswith("takes_part")}
    response = as_member(Role.FINANCE).post("/billing/new/", nobody)
    assert response.status_code == 422
    assert "参加する市町村を1つ以上選んでください。" in text(response)


def test_a_second_contract_of_the_same_title_is_refused(as_member):
    a_contract()
    response = as_member(Role.FINANCE).post("/billing/new/", entry())
    assert response.status_code == 422
    assert "同じ年度に、同じ名称の契約があります。" in text(response)


def test_editing_shows_what_is_there_and_saves_what_changed(as_member):
    contract = a_contract()
    client = as_member(Role.FINANCE)
    address = f"/billing/{contract.pk}/edit/"
    page = client.get(address).content.decode()
    assert 'value="12,345,678"' in page
    assert "国勢調査人口 2020年10月1日" in page

    assert client.post(address, entry(**{"272094-joins_on": "2026-10-01"})).status_code == 302
    allocate(contract.pk, actor=FINANCE)
    shown = text(client.get(f"/billing/{contract.pk}/"))
    assert "途中から・途中まで：守口市（10月1日から）" in shown
    assert "628,148" in shown


def test_who_only_reads_changes_nothing(as_member):
    contract = a_contract()
    run = allocate(contract.pk, actor=FINANCE)
    before = AuditRecord.objects.filter(subject=str(contract.pk)).count()
    for role in (Role.VIEWER, Role.APPROVER):
        client = as_member(role)
        page = client.get(f"/billing/{contract.pk}/").content.decode()
        assert "この前提で計算する" not in page
        assert client.get("/billing/new/").status_code == 403
        assert client.post("/billing/new/", entry(title="別")).status_code == 403
        assert client.get(f"/billing/{contract.pk}/edit/").status_code == 302
        assert client.post(f"/billing/{contract.pk}/edit/", entry(title="別")).status_code == 422
        rule = {"equal_weight": "1", "population_weight": "0"}
        assert client.post(f"/billing/{contract.pk}/calculate/", rule).status_code == 422
    for role in (Role.VIEWER, Role.FINANCE):
        client = as_member(role)
        assert client.get(f"/billing/{contract.pk}/drafts/1/confirm/").status_code == 302
        assert client.post(f"/billing/{contract.pk}/drafts/1/confirm/", RESOLUTION).status_code == 409
    contract.refresh_from_db()
    run.refresh_from_db()
    assert (contract.title, contract.total_yen, run.confirmed_at) == ("電子申請基盤", 12_345_678, None)
    assert AllocationRun.objects.count() == 1
    assert AuditRecord.objects.filter(subject=str(contract.pk)).count() == before


def test_a_wrong_rule_keeps_the_result_beside_it(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    rule = {"equal_weight": "たくさん", "population_weight": "7"}
    response = as_member(Role.FINANCE).post(f"/billing/{contract.pk}/calculate/", rule)
    assert response.status_code == 422
    assert "均等割は0から1,000までの数字で入力してください。" in text(response)
    assert "たくさん" in response.content.decode()
    assert "1,181,162" in text(response)


def test_each_amount_leads_to_its_explanation(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    client = as_member(Role.VIEWER)
    page = client.get(f"/billing/{contract.pk}/").content.decode()
    for code in SIX_AMOUNTS:
        assert f"?explain={code}#m{code}" in page
    assert "12,345,678 × 7/10" not in page

    explained = text(client.get(f"/billing/{contract.pk}/drafts/1/?explain=272094"))
    assert "守口市の計算" in explained
    assert "12,345,678 × 7/10 × 143,096 ÷ 2,193,085" in explained
    assert "八尾市の計算" not in explained.replace("八尾市の計算を見る", "")


def test_a_draft_left_behind_says_so_and_is_not_confirmed(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    change_total(contract, 20_000_000)
    client = as_member(Role.APPROVER)
    shown = text(client.get(f"/billing/{contract.pk}/"))
    assert "この案のあとで前提が変わりました" in shown
    assert "この案を確定する" not in shown
    response = client.post(f"/billing/{contract.pk}/drafts/1/confirm/", RESOLUTION)
    assert response.status_code == 409
    assert "計算し直して、金額を確かめてから確定してください。" in text(response)
    assert not AllocationRun.objects.filter(confirmed_at__isnull=False).exists()


def test_earlier_drafts_can_be_looked_at(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    change_total(contract, 20_000_000)
    decide(allocate(contract.pk, actor=FINANCE))
    client = as_member(Role.VIEWER)
    assert "（案2）" in text(client.get(f"/billing/{contract.pk}/"))
    assert "1,181,162" in text(client.get(f"/billing/{contract.pk}/drafts/1/"))
    assert client.get(f"/billing/{contract.pk}/drafts/3/").status_code == 404


def test_the_file_adds_up(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    response = as_member(Role.VIEWER).get(f"/billing/{contract.pk}/drafts/1/shares.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "負担金_令和8年度_電子申請基盤_案1.csv" in unquote(response["Content-Disposition"])
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert sum(int(row["負担額（円）"]) for row in rows) == 12_345_678


def test_statements_for_paper(as_member):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    client = as_member(Role.VIEWER)
    address = f"/billing/{contract.pk}/drafts/1/statements/"
    everyone = text(client.get(address))
    assert [f"{amount:,}円" in everyone for amount in SIX_AMOUNTS.values()] == [True] * 6
    one = text(client.get(f"{address}272094/"))
    assert "守口市 1,181,162円" in one
    assert "堺市" not in one
    assert client.get(f"{address}999999/").status_code == 404


def test_the_page_of_43_municipalities_costs_few_queries(as_member, django_assert_max_num_queries):
    client = as_member(Role.FINANCE, Role.APPROVER)
    everyone = {f"{city.code}-takes_part": "on" for city in municipalities().values()}
    client.post("/billing/new/", entry(running_yen="48,400,000") | everyone)
    contract = Contract.objects.get()
    rule = {"equal_weight": "3", "population_weight": "7"}
    client.post(f"/billing/{contract.pk}/calculate/", rule)
    with django_assert_max_num_queries(24):
        shown = text(client.get(f"/billing/{contract.pk}/"))
    assert "43市町村の合計 48,400,000 円" in shown
    assert "886,245" in shown
    assert "確定は、ほかの決裁の人が行います。" in shown
    assert shown.index("市町村に照会する") < shown.index("市町村ごとの負担額")
