"""Every sentence of the person's pages: one file per language with the same keys.

Labels of items and codes are not here: they come from the description of the record kind.
"""

import json
from collections.abc import Mapping
from importlib import resources

from care_platform.reference.codes import Language


def _read(language: Language) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(resources.files(__name__).joinpath(f"{language}.json").read_bytes())
    return found


WORDS: Mapping[Language, Mapping[str, str]] = {"ja": _read("ja"), "en": _read("en")}


def say(language: Language, key: str, **places: object) -> str:
    """The sentence of that key with its `{places}` filled. Raises KeyError for a key that does not exist."""
    return WORDS[language][key].format(**places)


def say_or(language: Language, key: str, otherwise: str) -> str:
    """The sentence of that key, or other words where the key comes from data that may know more than we."""
    return WORDS[language].get(key, otherwise)
