"""Every kind of notice has its words in both languages, and its facts fill them."""

from datetime import UTC, datetime

import pytest

from care_platform.notices.parcel import (
    Channel,
    Language,
    Parcel,
    Recipient,
    Rhythm,
    Told,
    leaves_at,
    pause_after,
)
from care_platform.notices.words import body, subject_line
from care_platform.reference.calendar import JAPAN
from care_platform.reference.notices import FACTS, NoticeKind

EXAMPLES = {
    "milestone": "adapted", "planned_on": "2026-12-09", "days_late": 3, "transfer": "0a1b", "job": "pull",
    "record_kind": "copay_certificate", "fingerprint": "abcd", "valid_to": "2026-12-31", "days_left": 30,
    "night": "2026-11-24",
}  # fmt: skip


def _parcel(kind: NoticeKind, language: Language) -> Parcel:
    facts = {name: EXAMPLES[name] for name in FACTS[kind]}
    told = Told(
        id=1, kind=kind, addressee="insurer", subject="272104", facts=facts,
        created_at=datetime(2026, 11, 23, 16, 30, tzinfo=UTC),
    )  # fmt: skip
    reader = Recipient(
        id=1, organisation_kind="insurer", organisation="272104", channel=Channel.MAIL, address="a@b.example",
        language=language, rhythm=Rhythm.AT_ONCE,
    )  # fmt: skip
    return Parcel(reader, (told,))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_is_said_in_full(kind: NoticeKind, language: Language) -> None:
    parcel = _parcel(kind, language)
    text = subject_line(parcel) + body(parcel, lambda _: "https://care.example/desk")
    assert "{" not in text
    assert "2026-11-24 01:30 (JST)  https://care.example/desk" in text
    is_japanese = any("ぁ" <= letter <= "ん" for letter in text)
    assert is_japanese is (language is Language.JAPANESE)


def test_every_fact_of_a_kind_is_said() -> None:
    for kind in NoticeKind:
        text = body(_parcel(kind, Language.ENGLISH), lambda _: "")
        for name in FACTS[kind] - {"milestone", "record_kind", "job"}:
            assert str(EXAMPLES[name]) in text


def test_a_digest_leaves_at_eight_in_japan() -> None:
    night, morning = datetime(2026, 11, 24, 1, tzinfo=JAPAN), datetime(2026, 11, 24, 8, 0, 1, tzinfo=JAPAN)
    assert leaves_at(Rhythm.DAILY, night) == datetime(2026, 11, 24, 8, tzinfo=JAPAN)
    assert leaves_at(Rhythm.DAILY, morning) == datetime(2026, 11, 25, 8, tzinfo=JAPAN)
    assert leaves_at(Rhythm.AT_ONCE, night) == night


def test_pauses_grow_and_have_an_end() -> None:
    minutes = [pause_after(attempts).total_seconds() / 60 for attempts in range(1, 9)]
    assert minutes == [1, 4, 16, 64, 256, 720, 720, 720]
