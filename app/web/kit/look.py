"""How pages look on this device. A cookie keeps it: another device is another pair of eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from flask import request
from werkzeug.wrappers import Response

from app.web.kit.own_cookies import is_behind_tls, own_cookie_name, set_own_cookie

# Codes are values of `data-theme` and `data-text` in css/tokens.css; the first is the default.
THEMES = MappingProxyType(
    {
        "system": "Same as my device",
        "light": "Light",
        "dark": "Dark",
        "dim": "Dim, for when light hurts",
    }
)
TEXT_SIZES = MappingProxyType({"usual": "Usual", "large": "Large", "larger": "Larger"})
_KEPT = timedelta(days=365)
_BETWEEN = "."


@dataclass(frozen=True, slots=True)
class PageLook:
    """A theme and a text size, each by its code."""

    theme: str = next(iter(THEMES))
    text_size: str = next(iter(TEXT_SIZES))

    @property
    def attributes(self) -> Mapping[str, str]:
        """What the page's root element carries; nothing for the defaults."""
        chosen = {"data-theme": self.theme, "data-text": self.text_size}
        usual = {"data-theme": PageLook().theme, "data-text": PageLook().text_size}
        return {name: code for name, code in chosen.items() if code != usual[name]}


def current_look() -> PageLook:
    """Return what was chosen on this device; the defaults where nothing was, or nonsense."""
    theme, _, text_size = request.cookies.get(_cookie_name(), "").partition(_BETWEEN)
    is_known = theme in THEMES and text_size in TEXT_SIZES
    return PageLook(theme, text_size) if is_known else PageLook()


def keep_look(response: Response, look: PageLook) -> None:
    """Keep what was chosen, on this device only."""
    content = f"{look.theme}{_BETWEEN}{look.text_size}"
    set_own_cookie(response, _cookie_name(), content, _KEPT, secure=is_behind_tls())


def _cookie_name() -> str:
    return own_cookie_name("tidemark-look", secure=is_behind_tls())
