"""Photographs as phones make them: with the place, the direction and the owner's words inside."""

from io import BytesIO
from zlib import crc32

from PIL import ExifTags, Image, PngImagePlugin

GPS_LATITUDE = (34.0, 34.0, 24.0)  # 堺市役所
TURNED = 6  # the phone was held upright; the pixels lie on their side


def another_photo(name: str, kind: str = "PNG") -> bytes:
    """A small picture of its own for each name."""
    return a_photo(kind, size=(4, 3), colour=f"#{crc32(name.encode()) % 0x1000000:06x}")


def a_photo(
    kind: str = "JPEG", *, size: tuple[int, int] = (400, 300), turned: bool = False, colour: str = "#b04030"
) -> bytes:
    """A picture, red above and grey below as the sensor saw it, that says where it was taken."""
    image = Image.new("RGB", size, "#777777")
    image.paste(colour, (0, 0, size[0], size[1] // 2))
    written = BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "堺市堺区南瓦町3-1")
        image.save(written, kind, pnginfo=words, exif=_exif(turned=turned))
    else:
        image.save(written, kind, comment=b"taken at home", exif=_exif(turned=turned), icc_profile=b"a profile")
    return written.getvalue()


def _exif(*, turned: bool) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "電話"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = GPS_LATITUDE
    if turned:
        exif[ExifTags.Base.Orientation] = TURNED
    return exif
