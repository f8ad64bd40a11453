"""An exception is told by class, code and place, never by its text."""

import json

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.transfer import CHECKSUM_MISMATCH
from care_platform.telemetry.failures import as_text, describe

PERSON = "介護 花子 0000123456"


class UniqueViolationError(Exception):
    sqlstate = "23505"


def caught(cause: BaseException | None = None) -> BaseException:
    insured_number = PERSON
    try:
        raise CataloguedError(CHECKSUM_MISMATCH, {"part": 3}) from cause
    except CataloguedError as error:
        assert insured_number
        return error


def test_class_code_and_place_are_told() -> None:
    [told] = describe(caught())

    assert told["type"] == "care_platform.reference.catalogue.entry.CataloguedError"
    assert told["code"] == "transfer.checksum_mismatch"
    assert told["frames"][-1].endswith(" caught")
    assert "test_failures.py:" in told["frames"][-1]


def test_neither_texts_nor_local_values_are_told() -> None:
    told = describe(caught(UniqueViolationError(f"Key (insured_number)=({PERSON}) already exists")))

    assert [each.get("code") for each in told] == ["transfer.checksum_mismatch", "23505"]
    assert "花子" not in json.dumps(told, ensure_ascii=False)
    assert "0000123456" not in as_text(told)


def test_an_exception_while_handling_another_tells_both() -> None:
    try:
        try:
            raise KeyError(PERSON)
        except KeyError:
            raise ValueError(PERSON)  # noqa: B904 - the implicit chain is what is tested
    except ValueError as error:
        told = describe(error)

    assert [each["type"] for each in told] == ["builtins.ValueError", "builtins.KeyError"]


def test_a_hidden_cause_stays_hidden() -> None:
    error = ValueError(PERSON)
    error.__context__ = KeyError(PERSON)
    assert len(describe(error)) == 2

    error.__suppress_context__ = True
    assert len(describe(error)) == 1


def test_a_group_tells_its_first_member() -> None:
    told = describe(ExceptionGroup(PERSON, [OSError(PERSON), KeyError(PERSON)]))

    assert [each["type"] for each in told] == ["builtins.ExceptionGroup", "builtins.OSError"]


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert len(describe(first)) == 2


def test_text_for_a_persons_eyes_has_a_line_for_each_frame() -> None:
    lines = as_text(describe(caught())).splitlines()

    assert lines[0].endswith("CataloguedError transfer.checksum_mismatch")
    assert lines[1].startswith("    ")
