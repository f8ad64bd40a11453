"""The sentences of the person's pages over the shared ones."""

from care_platform.reference.codes import Language
from care_platform.screens.words import Words

WORDS = Words(__name__)
FOR_ANOTHER = Words(f"{__name__}.for_another", over=WORDS)
"""What the pages of a consent say to a proxy: "you" is then not the person whose consent it is."""


def say(language: Language, key: str, **places: object) -> str:
    """The sentence of that key with its `{places}` filled. Raises KeyError for a key that does not exist."""
    return WORDS.say(language, key, **places)


def say_or(language: Language, key: str, otherwise: str) -> str:
    """The sentence of that key, or other words where the key comes from data that may know more than we."""
    return WORDS.say_or(language, key, otherwise)
