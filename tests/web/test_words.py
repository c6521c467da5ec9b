"""What templates say often: pages of a list, receipt numbers, sizes, days."""

from datetime import UTC, datetime

from django.template import RequestContext, Template
from django.test import RequestFactory

from web.templatetags.web import day, file_limits, files_left, in_groups, moment, near


def test_a_list_shows_both_ends_and_what_is_near():
    assert near(1, 1) == [1]
    assert near(2, 3) == [1, 2, 3]
    assert near(6, 12) == [1, None, 5, 6, 7, None, 12]
    assert near(12, 12)[-2:] == [11, 12]


def paged(address: str, number: int, last: int) -> str:
    template = Template('{% include "web/components/pagination.html" %}')
    request = RequestFactory().get(address)
    return template.render(RequestContext(request, {"number": number, "last": last}))


def test_going_to_another_page_keeps_what_was_asked_for():
    html = paged("/staff/?q=%E5%B2%A1%E6%9C%AC&page=2", 2, 3)

    assert 'href="?q=%E5%B2%A1%E6%9C%AC&amp;page=3" rel="next"' in html
    assert 'href="?q=%E5%B2%A1%E6%9C%AC&amp;page=1" rel="prev"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_pages():
    assert paged("/", 1, 1).strip() == ""
    assert "前へ" not in paged("/", 1, 2)
    assert "次へ" not in paged("/", 2, 2)


def test_a_receipt_number_is_read_in_groups():
    groups = in_groups("27140-R8-児童-0001234-7")

    assert groups == ["27140-", "R8-", "児童-", "0001234-", "7"]
    assert "".join(groups) == "27140-R8-児童-0001234-7"


class Papers:
    """What a file question says of itself."""

    def __init__(self, *accept: str, min_files: int = 1, max_files: int = 1) -> None:
        self.accept, self.min_files, self.max_files = accept, min_files, max_files
        self.max_size_bytes = 10 * 1024 * 1024


def test_what_may_be_attached_is_said_in_words():
    assert file_limits(Papers("application/pdf", "image/jpeg", "image/png")) == "写真（JPEG・PNG）・PDF。10MBまで。"
    assert file_limits(Papers("application/pdf", max_files=4)) == "PDF。1つ10MBまで、4個まで。"
    photos = Papers("image/jpeg", min_files=2, max_files=20)
    assert file_limits(photos) == "写真（JPEG）。1枚10MBまで、20枚まで。2枚以上つけてください。"


def test_how_many_more_may_be_attached_is_said_once_there_is_one():
    photos, papers = Papers("image/jpeg", max_files=20), Papers("application/pdf", max_files=2)
    assert files_left(photos, []) == ""
    assert files_left(photos, "abc") == "3枚入りました。あと17枚つけられます。"
    assert files_left(papers, "a") == "1個入りました。あと1個つけられます。"
    assert files_left(papers, "ab") == "2個入りました。これで全部です。"
    assert files_left(Papers("application/pdf"), "a") == ""


def test_the_day_is_that_of_japan():
    """Half past midnight in Tokyo is still the day before in Greenwich."""
    late = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)

    assert day(late) == "2026年4月1日（水）（令和8年）"
    assert moment(late) == "4月1日 0時30分"
    assert day(None) == moment(None) == ""
