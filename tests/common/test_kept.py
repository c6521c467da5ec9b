"""What is kept in the process, and for how long."""

from common.kept import Kept


def test_what_was_used_last_stays():
    kept: Kept[str, object] = Kept(2)
    one, two = kept.get("1", object), kept.get("2", object)

    assert kept.get("1", object) is one
    kept.get("3", object)

    assert len(kept) == 2
    assert kept.get("1", object) is one
    assert kept.get("2", object) is not two
