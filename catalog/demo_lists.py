"""Invented schools, clubs and libraries of two cities, for the demo and for tests: no place of this name is meant."""

from collections.abc import Mapping

from catalog.dataset_entries import KNOWN_LISTS, Entry
from catalog.models import Dataset
from catalog.services.datasets import add_dataset, add_entry
from common.actor import Actor

# Name, reading and Latin letters of places; school, club and library stand behind them.
_PLACES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "sakai": (
        ("見本北", "みほんきた", "Mihon Kita"),
        ("見本東", "みほんひがし", "Mihon Higashi"),
        ("見本西", "みほんにし", "Mihon Nishi"),
        ("見本南", "みほんみなみ", "Mihon Minami"),
        ("見本中央", "みほんちゅうおう", "Mihon Chuo"),
        ("見本浜", "みほんはま", "Mihon Hama"),
        ("見本丘", "みほんおか", "Mihon Oka"),
        ("見本台", "みほんだい", "Mihon Dai"),
        ("見本野", "みほんの", "Mihon No"),
        ("見本川", "みほんがわ", "Mihon Gawa"),
        ("見本池", "みほんいけ", "Mihon Ike"),
        ("見本橋", "みほんばし", "Mihon Bashi"),
        ("見本宮", "みほんみや", "Mihon Miya"),
        ("見本新町", "みほんしんまち", "Mihon Shinmachi"),
        ("見本緑", "みほんみどり", "Mihon Midori"),
        ("見本桜", "みほんさくら", "Mihon Sakura"),
    ),
    "moriguchi": (
        ("見本第一", "みほんだいいち", "Mihon Daiichi"),
        ("見本第二", "みほんだいに", "Mihon Daini"),
        ("見本第三", "みほんだいさん", "Mihon Daisan"),
        ("見本第四", "みほんだいよん", "Mihon Daiyon"),
    ),
}

_KINDS: Mapping[str, tuple[str, str, str]] = {
    "schools": ("小学校", "しょうがっこう", "Elementary School"),
    "clubs": ("児童会", "じどうかい", "Children's Club"),
    "libraries": ("図書館", "としょかん", "Library"),
}


def load_demo_lists(slug_of_city: str, actor: Actor) -> None:
    """Begin and fill the lists of a demo city; those that are there stay as they are."""
    there = set(Dataset.objects.values_list("slug", flat=True))
    for slug, (kind, kana, english) in _KINDS.items():
        if slug_of_city in _PLACES and slug not in there:
            dataset = add_dataset(slug=slug, name=KNOWN_LISTS[slug], actor=actor)
            for name, reading, latin in _PLACES[slug_of_city]:
                entry = Entry(0, f"{name}{kind}", f"{reading}{kana}", "架空の例", f"{latin} {english}")
                add_entry(dataset.pk, entry, actor=actor)
