"""The sentences of the pages: one file per language with the same keys, shared ones here, others per audience.

Labels of items and codes are not here: they come from the description of the record kind.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Formatter

from care_platform.reference.codes import Language


class _Sentences(Formatter):
    """Sentences with places, where `{days:day|days}` is the first word for one and the second for any other number."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The value in its form; with a bar in the form, one of the two words."""
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, other = format_spec.split("|")
        return one if value in (1, "1") else other


_SENTENCES = _Sentences()


class Words:
    """The words of one audience over the shared ones; an audience may say a shared sentence in its own voice."""

    def __init__(self, package: str | None = None, over: "Words | None" = None) -> None:
        """Reads `ja.json` and `en.json` of the package, for example `care_platform.desk.words`.

        `over` is an audience of which some pages speak in another voice: what the package does not say, it says.
        """
        self.own: Mapping[Language, Mapping[str, str]] = {
            "ja": _read(package, "ja"),
            "en": _read(package, "en"),
        }
        self.all: Mapping[Language, Mapping[str, str]] = {
            "ja": {**(over.all["ja"] if over else _read(__name__, "ja")), **self.own["ja"]},
            "en": {**(over.all["en"] if over else _read(__name__, "en")), **self.own["en"]},
        }

    def say(self, language: Language, key: str, **places: object) -> str:
        """The sentence with its `{places}` filled. Raises KeyError for a key that does not exist."""
        return _SENTENCES.vformat(self.all[language][key], (), places)

    def say_or(self, language: Language, key: str, otherwise: str) -> str:
        """The sentence, or other words where the key comes from data that may know more than we."""
        return self.all[language].get(key, otherwise)


@dataclass(frozen=True, slots=True)
class Speech:
    """One audience's words in one language."""

    language: Language
    words: Words

    def say(self, key: str, **places: object) -> str:
        """The sentence with its `{places}` filled. Raises KeyError for a key that does not exist."""
        return self.words.say(self.language, key, **places)

    def say_or(self, key: str, otherwise: str) -> str:
        """The sentence, or other words where the key comes from data that may know more than we."""
        return self.words.say_or(self.language, key, otherwise)


def _read(package: str | None, language: Language) -> Mapping[str, str]:
    if package is None:
        return {}
    found: dict[str, str] = json.loads(resources.files(package).joinpath(f"{language}.json").read_bytes())
    return found


SHARED = Words()
"""What every audience says alike."""
