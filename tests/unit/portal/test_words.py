"""Both languages say the same things, and every word the pages ask for exists."""

import re
import string
from pathlib import Path

import pytest

from care_platform.audit.log import Action
from care_platform.lookup.answer import State
from care_platform.portal import words
from care_platform.portal.words import WORDS, say, say_or
from care_platform.reference.actors import ActorKind, Purpose

PORTAL = Path(words.__file__).parent.parent
IN_TEMPLATES = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)]""")
IN_PYTHON = re.compile(r"""\bsay\(language, "([^"{]+)\"""")


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def asked_for() -> set[str]:
    found: set[str] = set()
    for template in (PORTAL / "templates").rglob("*.html"):
        found |= set(IN_TEMPLATES.findall(template.read_text()))
    for module in PORTAL.glob("*.py"):
        found |= set(IN_PYTHON.findall(module.read_text()))
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert WORDS["ja"].keys() == WORDS["en"].keys()


def test_both_languages_fill_in_the_same_places() -> None:
    different = [key for key, text in WORDS["ja"].items() if places(text) != places(WORDS["en"][key])]
    assert different == []


def test_no_sentence_is_empty_but_a_unit_that_says_nothing() -> None:
    empty = {key for texts in WORDS.values() for key, text in texts.items() if not text.strip()}
    assert empty == {"unit.連番"}


def test_every_word_asked_for_by_name_exists() -> None:
    asked = asked_for()
    assert len(asked) > 50
    assert asked - WORDS["ja"].keys() == set()


@pytest.mark.parametrize(
    "keys",
    [
        [f"state.{state}" for state in State],
        [f"next.{state}" for state in State if state is not State.FOUND],
        [f"action.{action}" for action in Action],
        [f"purpose.{purpose}" for purpose in Purpose],
        [f"access.{kind}" for kind in ActorKind if kind is not ActorKind.PERSON],
    ],
)
def test_everything_the_platform_can_say_has_words(keys: list[str]) -> None:
    assert [key for key in keys if key not in WORDS["ja"]] == []


def test_each_file_holds_its_own_language() -> None:
    in_the_other_language = {"service.language", "unit.連番"}
    japanese, hiragana = re.compile(r"[ぁ-んァ-ヶ一-龯]"), re.compile(r"[ぁ-ん]")
    assert {key for key, text in WORDS["ja"].items() if not japanese.search(text)} == in_the_other_language
    assert [key for key, text in WORDS["en"].items() if hiragana.search(text)] == []


def test_a_word_that_does_not_exist_is_noticed_unless_it_comes_from_data() -> None:
    with pytest.raises(KeyError):
        say("ja", "no.such.word")
    assert say_or("ja", "unit.本", "本") == "本"
