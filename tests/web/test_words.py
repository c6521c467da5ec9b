"""What templates say often: pages of a list, receipt numbers, sizes, days."""

from datetime import UTC, datetime

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from web.templatetags.web import day, in_groups, megabytes, moment, near


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


@pytest.mark.parametrize(
    ("size_bytes", "words"), [(0, "1KB"), (218_000, "218KB"), (1_900_000, "1.9MB"), (10_000_000, "10MB")]
)
def test_sizes_in_words(size_bytes, words):
    assert megabytes(size_bytes) == words


def test_the_day_is_that_of_japan():
    """Half past midnight in Tokyo is still the day before in Greenwich."""
    late = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)

    assert day(late) == "2026年4月1日（水）（令和8年）"
    assert moment(late) == "4月1日 0時30分"
    assert day(None) == moment(None) == ""
