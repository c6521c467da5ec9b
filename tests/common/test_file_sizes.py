"""Sizes of files in words."""

import pytest

from common.file_sizes import limit, size


def test_a_limit_is_never_said_to_be_more_than_it_is():
    assert limit(10 * 1024 * 1024) == "10MB"
    assert limit(100_000) == "97KB"
    assert limit(1024 * 1024 - 1) == "1023KB"


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [(0, "1KB"), (218 * 1024, "218KB"), (2_000_000, "1.9MB"), (10 * 1024 * 1024, "10MB")],
)
def test_sizes_in_words(size_bytes, words):
    assert size(size_bytes) == words
