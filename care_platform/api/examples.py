"""Examples for the OpenAPI document: an invented person. A test holds each to its schema."""

from typing import Any

TOKEN: dict[str, Any] = {
    "grant_type": "client_credentials",
    "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    "client_assertion": "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJteS1zb2Z0d2FyZSJ9.c2lnbmF0dXJl",
    "scope": "records.read users.write",
}
PERSON: dict[str, Any] = {"insurer_number": "272104", "insured_number": "0000000001"}
NEW_USER: dict[str, Any] = {
    **PERSON,
    "identity": {
        "method": "four_items",
        "name": "見本　花子",
        "birth_date": "1940-04-01",
        "sex": "2",
        "address": "大阪府枚方市大垣内町2丁目1番20号",
    },
}
REGISTERED: dict[str, Any] = {
    **PERSON,
    "registered_at": "2026-11-24T01:00:00+00:00",
    "view_until": "2027-02-28",
}
USERS: dict[str, Any] = {"users": [{**REGISTERED, "last_lookup_at": None}], "page": 1, "more": False}
ENDED: dict[str, Any] = {**PERSON, "ended": True}
LOOKUP: dict[str, Any] = {**PERSON, "record_kinds": ["copay_certificate"], "purpose": "care_provision"}
LOOKUP_LIST: dict[str, Any] = {"persons": [PERSON], "purpose": "claim"}
_CHANGE: dict[str, Any] = {
    "business_key": "2026",
    "changed_at": "2026-11-20T03:00:00+00:00",
    "effective_from": "2026-08-01",
    "retroactive": True,
    "items": [
        {
            "item": "periods",
            "official_name": "利用者負担の割合と適用期間",
            "before": [{"rate": "1", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}],
            "after": [{"rate": "2", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}],
        }
    ],
}
_RECORD: dict[str, Any] = {
    **PERSON,
    "history_number": 2,
    "insurer_name": "枚方市",
    "name": "見本　花子",
    "name_kana": "ミホン　ハナコ",
    "birth_date": "1940-04-01",
    "sex": "2",
    "address": "大阪府枚方市大垣内町2丁目1番20号",
    "issued_on": "2026-11-20",
    "periods": [{"rate": "2", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}],
}
PERSON_ANSWER: dict[str, Any] = {
    **PERSON,
    "on": "2026-11-24",
    "known_at": "2026-11-24T01:00:00+00:00",
    "last_lookup_at": "2026-11-02T00:15:00+00:00",
    "kinds": [
        {
            "record_kind": "copay_certificate",
            "state": "found",
            "reason": {
                "code": "access.allowed",
                "desk": {"ja": "表示された内容を確認してください。", "en": "Read what is shown."},
                "vendor": {
                    "ja": "state に従って表示してください。",
                    "en": "Show the record according to its state.",
                },
            },
            "details": {},
            "last_upload": "2026-11-20T03:00:00+00:00",
            "headlines": [
                {
                    "label_ja": "利用者負担の割合",
                    "label_en": "copay rate",
                    "value_ja": "2割",
                    "value_en": "20%",
                    "until": "2027-07-31",
                }
            ],
            "records": [
                {
                    "in_force": True,
                    "valid_from": "2026-08-01",
                    "valid_to": "2027-07-31",
                    "history_number": 2,
                    "record": _RECORD,
                    "source": {
                        "transfer_id": "6d2c7f0a-3a1e-4c55-9a4e-0f6a5b1c2d3e",
                        "part_number": 1,
                        "row_number": 17,
                        "recorded_at": "2026-11-20T03:00:00+00:00",
                    },
                }
            ],
            "changes": [_CHANGE],
        }
    ],
}
LIST_ANSWER: dict[str, Any] = {"answers": [PERSON_ANSWER]}
CHANGES: dict[str, Any] = {"cursor": "YzE6NDI", "purpose": "care_provision", "page_size": 200}
CHANGES_ANSWER: dict[str, Any] = {
    "cursor": "YzE6NDU",
    "more": False,
    "changed": [{**PERSON, "record_kind": "copay_certificate", "changes": [_CHANGE]}],
}
