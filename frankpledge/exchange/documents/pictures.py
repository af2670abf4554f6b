"""Taking out of a picture what its camera or its maker wrote beside it: places, names, dates."""

import zlib

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Colours depend on these: the frame header, the colour profile and Adobe's note of the colour model.
KEPT_SEGMENTS = (0xE0, 0xE2, 0xEE)
KEPT_CHUNKS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"pHYs",
        b"bKGD",
        b"sBIT",
    }
)


def cleaned(picture: bytes) -> bytes:
    """The same picture without notes; what is neither JPEG nor PNG comes back as it is."""
    if picture.startswith(JPEG):
        return _jpeg(picture)
    return _png(picture) if picture.startswith(PNG) else picture


def _jpeg(picture: bytes) -> bytes:
    kept, place = bytearray(picture[:2]), 2
    while place + 4 <= len(picture) and picture[place] == 0xFF:
        marker = picture[place + 1]
        # From here on it is the picture itself.
        if marker == 0xDA:
            break
        length = 2 + int.from_bytes(picture[place + 2 : place + 4], "big")
        is_note = (0xE0 <= marker <= 0xEF and marker not in KEPT_SEGMENTS) or marker == 0xFE
        if not is_note:
            kept += picture[place : place + length]
        place += length
    end = picture.rfind(b"\xff\xd9")
    return bytes(kept) + (picture[place : end + 2] if end > place else picture[place:])


def _png(picture: bytes) -> bytes:
    kept, place = bytearray(PNG), len(PNG)
    while place + 12 <= len(picture):
        length = int.from_bytes(picture[place : place + 4], "big")
        kind, data = picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]
        if kind in KEPT_CHUNKS:
            kept += length.to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        place += 12 + length
        if kind == b"IEND":
            break
    return bytes(kept)
