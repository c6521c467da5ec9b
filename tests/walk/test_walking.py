"""The walk sees what it is there for: a page with one fault of each kind."""

import pytest

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="en"><head><title> - 堺市</title>
<style>a:focus { outline: none } .wide { width: 900px; height: 1px } .small { width: 10px; height: 10px; padding: 0 }
.cut { width: 60px; overflow: hidden; white-space: nowrap }</style></head>
<body><main><h1>一</h1><h1>二</h1><div class="wide"></div><p id="a" aria-describedby="lost">あ</p><p id="a">い</p>
<a href="#nowhere">先へ</a><input name="q"><button class="button cut">とても長いボタンのことば</button>
<button class="small">あ</button><button class="small">い</button></main></body></html>"""
SEEN = [
    "says it is in en",
    "at 390: scrolls sideways",
    "at 1280: 2 headings of the first level",
    "no title of its own",
    "no main to skip to",
    "ids that are there twice: a",
    "aria-describedby names nothing (lost)",
    "a main button of 60",
    "cut off",
    "axe label:",
    "axe target-size:",
    "no focus ring",
]


def test_every_kind_of_fault_is_seen(browse, walk):
    page = browse(width=390)
    page.set_content(PAGE)
    way = walk(urlconf="config.urls.municipality", slug="sakai", visitors={}, words={})

    faults = list(way.as_it_stands(page, "ja", "broken"))

    assert [kind for kind in SEEN if not any(kind in fault for fault in faults)] == []
