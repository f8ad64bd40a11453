"""The catalogue's third voice: whatever a person can meet is told in words of their own, in both languages."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import care_platform.access
import care_platform.portal
from care_platform.api import consents, me, me_notices
from care_platform.reference.catalogue import CATALOGUE, Entry, Reason, access, api, exceptional, ties
from care_platform.web import sessions

REASONS = {code: entry for code, entry in CATALOGUE.items() if isinstance(entry, Reason)}
NEVER_TOLD_TO_A_PERSON = {
    entry.code
    for entry in (
        # Raised before anything is decided, or at an administrator's own work: in no log of a person.
        access.OFFICE_INVALID, access.CLIENT_INVALID, access.TERMINAL_INVALID, exceptional.REASON_MISSING,
        exceptional.DISASTER_INVALID, exceptional.NO_SUCH_PERIOD, exceptional.NO_SUCH_CASE,
        exceptional.NO_SUCH_EMERGENCY,
        # Said to software before anybody's record is asked for.
        api.SCOPE_NOT_GRANTED, api.TOKEN_INVALID,
    )
}  # fmt: skip
PERSONS_AREAS = ("access.", "exceptional.", "portal.", "sign_in.")


def modules_a_person_meets() -> list[ModuleType]:
    """Every rule of access, every page of the portal, and the person's own interface."""
    found = [consents, me, me_notices, sessions]
    for package in (care_platform.access, care_platform.portal):
        names = [info.name for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        found += [importlib.import_module(name) for name in names]
    return found


def entries_named_in(module: ModuleType) -> Iterator[Entry]:
    """The entries that a module's source speaks of, by their own name or by their area's."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        named: object = None
        if isinstance(node, ast.Name):
            named = vars(module).get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            area = vars(module).get(node.value.id)
            named = vars(area).get(node.attr) if isinstance(area, ModuleType) else None
        if isinstance(named, Entry):
            yield named


def test_every_reason_of_an_area_that_persons_meet_has_the_persons_voice() -> None:
    of_areas = {code for code in CATALOGUE if code.startswith(PERSONS_AREAS)}

    assert of_areas - NEVER_TOLD_TO_A_PERSON - REASONS.keys() == set()


def test_whatever_a_persons_page_or_a_rule_of_access_names_has_the_persons_voice() -> None:
    named = {entry.code for module in modules_a_person_meets() for entry in entries_named_in(module)}

    assert {access.ALLOWED.code, ties.IDENTITY_NOT_CONFIRMED.code, exceptional.NO_DISASTER.code} <= named
    assert named - NEVER_TOLD_TO_A_PERSON - REASONS.keys() == set()


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_reason_speaks_to_desk_vendor_and_person_in_both_languages(reason: Reason) -> None:
    japanese = (reason.title_ja, reason.desk_ja, reason.vendor_ja, reason.person_ja)
    english = (reason.title_en, reason.desk_en, reason.vendor_en, reason.person_en)

    assert all(text.strip() for text in japanese + english)
    assert re.search("[ぁ-ん]", reason.person_ja)
    assert not re.search("[ぁ-んァ-ヶ一-龠]", reason.person_en)


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_person_is_told_in_plain_words_what_happened_and_what_to_do(reason: Reason) -> None:
    assert len(re.findall("。", reason.person_ja)) >= 2
    assert len(re.findall(r"[.;](?:\s|$)", reason.person_en)) >= 2
    assert reason.person_ja not in {reason.desk_ja, reason.vendor_ja}
    assert "{" not in reason.person_ja + reason.person_en, "the access log keeps no details to fill in"
    words_of_the_trade = r"\b(?:API|JWT|token|scope|POST|OAuth|vendor)\b|トークン|被保険者番号|照会"
    assert not re.search(words_of_the_trade, reason.person_ja + reason.person_en)


def test_a_reason_answers_in_the_language_asked() -> None:
    assert access.ALLOWED.to_person("ja") == access.ALLOWED.person_ja
    assert access.ALLOWED.to_person("en") == access.ALLOWED.person_en
