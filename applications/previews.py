"""What people look at instead of a photograph itself (閲覧用の画像): smaller, upright, and without a word on where it was taken."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

CONTENT_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # as PICTURES of the form language
MOST_PIXELS = 24_000_000  # opened whole, some 100 MB for a moment
MOST_PIXELS_OF_JPEG = 64_000_000  # opened at a fraction of its size


class Preview(StrEnum):
    """The two sizes; the value is how the file beside the original ends."""

    VIEW = "view"
    THUMBNAIL = "thumbnail"


LONG_SIDE: Mapping[Preview, int] = {Preview.VIEW: 2000, Preview.THUMBNAIL: 320}
_QUALITY: Mapping[Preview, int] = {Preview.VIEW: 82, Preview.THUMBNAIL: 70}


class NotAnImage(Exception):
    """The content cannot be shown: it is broken, or has more pixels than are safe to open."""


def make_previews(original: IO[bytes]) -> dict[Preview, bytes]:
    """Draw an image anew in every size, as JPEG: only its pixels are taken over, so nothing it says about itself is.

    Raises NotAnImage.
    """
    try:
        with Image.open(original, formats=FORMATS) as opened:
            return dict(_drawn(opened))
    except NotAnImage:
        raise
    except Exception as broken:  # a decoder that a stranger feeds may raise anything
        raise NotAnImage from broken


def _drawn(opened: Image.Image) -> Iterator[tuple[Preview, bytes]]:
    _refuse_too_many_pixels(opened)
    _open_at_a_fraction(opened, LONG_SIDE[Preview.VIEW])
    image = _only_pixels(ImageOps.exif_transpose(opened))
    for preview in Preview:
        image.thumbnail((LONG_SIDE[preview], LONG_SIDE[preview]))
        written = BytesIO()
        image.save(written, "JPEG", quality=_QUALITY[preview])
        yield preview, written.getvalue()


def _refuse_too_many_pixels(opened: Image.Image) -> None:
    most = MOST_PIXELS_OF_JPEG if opened.format in ("JPEG", "MPO") else MOST_PIXELS
    if opened.width * opened.height > most:
        raise NotAnImage


def _open_at_a_fraction(opened: Image.Image, long_side: int) -> None:
    """A JPEG can be opened at a half, a quarter or an eighth, which takes a third of the time; other kinds take no notice."""
    fraction = long_side / max(opened.size)
    if fraction < 1:
        opened.draft("RGB", (round(opened.width * fraction), round(opened.height * fraction)))


def _only_pixels(image: Image.Image) -> Image.Image:
    """On white, where the image lets something shine through."""
    page = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        page.paste(image, mask=image)
    else:
        page.paste(image.convert("RGB"))
    return page
