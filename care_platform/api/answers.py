"""Answers as JSON, built by hand since every look-up takes this path; tests hold them to the schemas.

The office's look-up and the person's own pages give records in this one shape.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import orjson

from care_platform.intake.report import texts
from care_platform.lookup.answer import Change, KindAnswer, PersonAnswer
from care_platform.records.description import Headline, RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CATALOGUE
from care_platform.reference.people import PersonKey
from care_platform.store.versions import StoredVersion
from care_platform.web.problems import person_voice

JsonObject = dict[str, Any]


def person_body(person: PersonKey) -> JsonObject:
    """The two numbers that name a person."""
    return {"insurer_number": person.insurer_number, "insured_number": person.insured_number}


def answer_body(answer: PersonAnswer) -> JsonObject:
    """The answer about one person."""
    return {**times_body(answer), **lasting_body(answer)}


def own_answer_body(answer: PersonAnswer) -> JsonObject:
    """The same for the person it is about, whom each reason tells in plain words."""
    body = answer_body(answer)
    for kind, shown in zip(answer.kinds, body["kinds"], strict=True):
        shown["reason"] = {**shown["reason"], "person": person_voice(kind.reason)}
    return body


def times_body(answer: PersonAnswer) -> JsonObject:
    """What differs with every look-up, whether or not anything changed."""
    return {"known_at": answer.known_at.isoformat(), "last_lookup_at": moment(answer.last_lookup_at)}


def lasting_body(answer: PersonAnswer) -> JsonObject:
    """What stays the same while nothing changes: what an ETag is for."""
    return {
        **person_body(answer.person),
        "on": answer.on.isoformat(),
        "kinds": [kind_body(kind, answer.on) for kind in answer.kinds],
    }


def kind_body(answer: KindAnswer, on: date) -> JsonObject:
    """The answer for one record kind; the record in force is marked for the day."""
    return {
        "record_kind": answer.record_kind,
        "state": answer.state.value,
        "reason": _reason(answer.reason.code, tuple(answer.details.items())),
        "details": dict(answer.details),
        "last_upload": moment(answer.last_upload),
        "headlines": [_headline(headline) for headline in answer.headlines],
        "records": [_version(version, on) for version in answer.records],
        "changes": [change_body(RECORD_KINDS[answer.record_kind], change) for change in answer.changes],
    }


def change_body(kind: RecordKind, change: Change) -> JsonObject:
    """One changed record of a kind."""
    names = _official_names(kind.name)
    return {
        "business_key": change.business_key,
        "changed_at": change.changed_at.isoformat(),
        "effective_from": day(change.effective_from),
        "retroactive": change.retroactive,
        "items": [
            {"item": i.item, "official_name": names.get(i.item, i.item), "before": i.before, "after": i.after}
            for i in change.items
        ],
    }


def moment(value: datetime | None) -> str | None:
    """An instant as JSON text, to the microsecond, so that it can be sent back exactly."""
    return value.isoformat() if value is not None else None


def day(value: date | None) -> str | None:
    """A day as JSON text."""
    return value.isoformat() if value is not None else None


def encoded(body: JsonObject) -> bytes:
    """The body as UTF-8 JSON with its characters as they are."""
    return orjson.dumps(body)


def _version(version: StoredVersion, on: date) -> JsonObject:
    started = version.in_force_from is None or version.in_force_from <= on
    return {
        "in_force": started and (version.in_force_to is None or on <= version.in_force_to),
        "valid_from": day(version.in_force_from),
        "valid_to": day(version.in_force_to),
        "history_number": version.values["history_number"],
        "record": version.values,
        "source": {
            "transfer_id": version.transfer,
            "part_number": version.part_number,
            "row_number": version.row_number,
            "recorded_at": version.recorded_at.isoformat(),
        },
    }


def _headline(headline: Headline) -> JsonObject:
    return {
        "label_ja": headline.label_ja, "label_en": headline.label_en, "value_ja": headline.value_ja,
        "value_en": headline.value_en, "until": headline.until,
    }  # fmt: skip


@lru_cache(maxsize=1024)
def _reason(code: str, details: tuple[tuple[str, str], ...]) -> JsonObject:
    """The reason's texts; few are ever made, so they are kept. Callers must not change what they get."""
    words = texts(CATALOGUE[code], dict(details))
    return {
        "code": code,
        "desk": {"ja": words["remedy_ja"], "en": words["remedy_en"]},
        "vendor": {"ja": words["vendor_ja"], "en": words["vendor_en"]},
    }


@lru_cache(maxsize=64)
def _official_names(kind: str) -> dict[str, str]:
    return {part.name: part.official_name for part in RECORD_KINDS[kind].parts}
