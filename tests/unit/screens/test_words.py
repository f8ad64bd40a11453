"""Both languages of every audience say the same things, and every word the pages ask for exists."""

import re
import string
from pathlib import Path

import pytest

from care_platform.audit.log import Action
from care_platform.desk.words import WORDS as DESK
from care_platform.lookup.answer import State
from care_platform.nation_office.words import WORDS as NATION_OFFICE
from care_platform.portal.words import FOR_ANOTHER
from care_platform.portal.words import WORDS as PORTAL
from care_platform.reference.actors import ActorKind, Purpose
from care_platform.screens import words
from care_platform.screens.words import SHARED, Words
from care_platform.town.words import WORDS as TOWN

HOUSE = Path(words.__file__).parents[2]
IN_TEMPLATES = re.compile(r"""\bt\(\s*["']([a-z0-9_.]+)["']\s*[,)]""")
IN_PYTHON = re.compile(r"""\bsay\((?:language, |language\(\), )?"([^"{]+)\"""")
AUDIENCES = {"screens": SHARED, "portal": PORTAL, "desk": DESK, "town": TOWN, "nation_office": NATION_OFFICE}
JAPANESE, HIRAGANA = re.compile(r"[ぁ-んァ-ヶ一-龯]"), re.compile(r"[ぁ-ん]")
NO_WORDS = {"service.language", "unit.連番", "progress.of"}


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def asked_for(audience: str) -> set[str]:
    found: set[str] = set()
    for template in (HOUSE / audience / "templates").rglob("*.html"):
        found |= set(IN_TEMPLATES.findall(template.read_text()))
    for module in (HOUSE / audience).rglob("*.py"):
        found |= set(IN_PYTHON.findall(module.read_text()))
    return found


@pytest.fixture(params=AUDIENCES)
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def said(audience: str) -> Words:
    return AUDIENCES[audience]


def test_both_languages_have_the_same_keys(said: Words) -> None:
    assert said.own["ja"].keys() == said.own["en"].keys()


def test_both_languages_fill_in_the_same_places(said: Words) -> None:
    different = [key for key, text in said.all["ja"].items() if places(text) != places(said.all["en"][key])]
    assert different == []


def test_no_sentence_is_empty_but_a_unit_that_says_nothing(said: Words) -> None:
    empty = {key for texts in said.own.values() for key, text in texts.items() if not text.strip()}
    assert empty <= {"unit.連番"}


def test_every_word_asked_for_by_name_exists(audience: str, said: Words) -> None:
    asked = asked_for(audience)
    assert asked
    assert asked - said.all["ja"].keys() == set()


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
def test_everything_the_platform_can_say_has_words(keys: list[str], said: Words) -> None:
    assert [key for key in keys if key not in said.all["ja"]] == []


def test_each_file_holds_its_own_language(said: Words) -> None:
    not_japanese = {key for key, text in said.own["ja"].items() if not JAPANESE.search(text)}
    assert not_japanese <= NO_WORDS
    assert [key for key, text in said.own["en"].items() if HIRAGANA.search(text)] == []


def test_a_proxys_pages_say_the_same_sentences_in_both_languages_otherwise() -> None:
    said = FOR_ANOTHER.own
    assert said["ja"].keys() == said["en"].keys() <= PORTAL.all["ja"].keys()
    assert {key for key in said["en"] if places(said["en"][key]) != places(PORTAL.all["en"][key])} == set()
    assert [key for key, text in said["en"].items() if re.search(r"\byour\b", text.lower())] == []
    assert FOR_ANOTHER.say("ja", "proxy.title") == PORTAL.say("ja", "proxy.title")


def test_a_word_that_does_not_exist_is_noticed_unless_it_comes_from_data() -> None:
    with pytest.raises(KeyError):
        PORTAL.say("ja", "no.such.word")
    assert PORTAL.say_or("ja", "unit.本", "本") == "本"
