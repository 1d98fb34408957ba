"""Draw a page as a picture, small enough for many of them to be in one file."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALE = 2.0  # pixels for each point: small print can be read, and enlarged
_MOST_PIXELS = 2000  # on each side
_ENOUGH = 200_000  # bytes: ten such pages in base64 are well below 4 MB
_QUALITIES = (70, 40, 20)


def pictured(document: Any, index: int) -> dict[str, Any]:
    """Return a page as a WebP in base64, with the part of it that is drawn; counts from 0.

    ``box`` is that part, in points before the page is turned by ``rotation`` degrees clockwise;
    ``is_grey`` says that nothing on it has a colour.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_SCALE, _MOST_PIXELS / max(width, height))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        red, *others = picture.split()
        is_grey = all(each.tobytes() == red.tobytes() for each in others)
        data = next(_small(red if is_grey else picture))
        return {
            "webp": base64.b64encode(data).decode(),
            "size": picture.size,
            "box": page.get_bbox(),
            "rotation": page.get_rotation() % 360,
            "is_grey": is_grey,
        }
    finally:
        page.close()


def _small(picture: Any) -> Iterator[bytes]:
    """Yield a picture as it is if that is small, as print is, else with less and less detail."""
    data = _webp(picture, lossless=True, quality=50)
    if len(data) <= _ENOUGH:
        yield data
    for quality in _QUALITIES:
        data = _webp(picture, quality=quality)
        if len(data) <= _ENOUGH:
            yield data
    yield data


def _webp(picture: Any, **how: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "WEBP", **how)
    return buffer.getvalue()
