"""閲覧用の画像: upright, small enough, and only pixels; nothing that can be sent breaks the one who opens it."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from applications.previews import LONG_SIDE, NotAnImage, Preview, make_previews
from tests.factories.photos import a_photo


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_the_place_is_in_the_original_and_in_no_preview():
    original = a_photo(size=(3000, 2000))
    assert opened(original).getexif().get_ifd(ExifTags.IFD.GPSInfo)

    for preview, content in make_previews(BytesIO(original)).items():
        image = opened(content)
        assert image.format == "JPEG"
        assert max(image.size) == LONG_SIDE[preview]
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"taken at home" not in content


def test_words_inside_a_png_are_left_behind():
    original = a_photo("PNG")
    assert b"Comment" in original

    assert all(b"Comment" not in content for content in make_previews(BytesIO(original)).values())


def test_a_photograph_taken_upright_is_shown_upright():
    view = opened(make_previews(BytesIO(a_photo(size=(400, 300), turned=True)))[Preview.VIEW])

    assert view.size == (300, 400)
    left, right = view.getpixel((20, 200)), view.getpixel((280, 200))
    assert left[0] - left[1] < 20  # grey
    assert right[0] - right[1] > 80  # what was above is on the right


def test_a_small_picture_is_not_made_larger():
    assert opened(make_previews(BytesIO(a_photo(size=(40, 30))))[Preview.VIEW]).size == (40, 30)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "CMYK", "I;16"])
def test_every_kind_of_pixel_becomes_a_picture(mode):
    written = BytesIO()
    Image.new(mode, (30, 20)).save(written, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(make_previews(written)[Preview.THUMBNAIL]).mode == "RGB"


def test_what_shines_through_lies_on_white():
    written = BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(written, "PNG")

    assert opened(make_previews(written)[Preview.VIEW]).getpixel((5, 5)) == (255, 255, 255)


def a_bomb(width: int, height: int) -> bytes:
    """A few hundred bytes that claim a great many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_bomb(5_000, 5_000), id="more pixels than are safe"),
        pytest.param(a_bomb(60_000, 60_000), id="a bomb"),
        pytest.param(a_photo()[:900], id="cut off"),
        pytest.param(a_photo("PNG")[:60], id="cut off in its header"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(200), id="only the first bytes"),
        pytest.param(b"%PDF-1.4", id="no picture"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_cannot_be_opened_safely_is_refused(content):
    with pytest.raises(NotAnImage):
        make_previews(BytesIO(content))
