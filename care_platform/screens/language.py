"""The page's language: asked for, remembered, or what the browser prefers."""

from datetime import timedelta
from typing import cast, get_args

from flask import g, request
from werkzeug.wrappers import Response

from care_platform.reference.codes import Language
from care_platform.screens.words import SHARED, Speech, Words
from care_platform.web.sessions import cookie_name, set_cookie

_COOKIE = "care-language"
_KEPT_FOR = timedelta(days=365)
_LANGUAGES = get_args(Language)


def language() -> Language:
    """This request's language; Japanese where nothing says otherwise."""
    if "language" not in g:
        asked = request.args.get("lang"), request.cookies.get(cookie_name(_COOKIE))
        named = next((word for word in asked if word in _LANGUAGES), None)
        g.language = named or request.accept_languages.best_match(_LANGUAGES) or "ja"
    return cast("Language", g.language)


def other_language() -> Language:
    """The language the page offers to change to."""
    return "en" if language() == "ja" else "ja"


def remember_language(response: Response) -> None:
    """Keeps a choice made with `?lang=` for a year."""
    if request.args.get("lang") in _LANGUAGES:
        set_cookie(response, _COOKIE, language(), _KEPT_FOR)


def speaks(words: Words) -> None:
    """From here on this request's pages have this audience's words."""
    g.words = words


def speech() -> Speech:
    """The audience's words in this request's language."""
    words: Words = g.get("words", SHARED)
    return Speech(language(), words)


def say(key: str, **places: object) -> str:
    """A sentence of this request's audience in its language."""
    return speech().say(key, **places)
