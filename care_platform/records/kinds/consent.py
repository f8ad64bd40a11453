"""本人同意, a person's consent as the municipality registered it (handbook 1.5).

One record per scope and day. A withdrawal is a new version that names its day: consent counts until the day
before it.
"""

from datetime import date, timedelta
from functools import lru_cache

from care_platform.records.check_conditions import needs, not_before, only_with
from care_platform.records.check_numbers import office_numbers_plausible
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, RecordKind, Values
from care_platform.records.fields import code, day, number, text
from care_platform.records.version import Version
from care_platform.reference.codes import CONSENT_GIVER, CONSENT_MEDIUM, CONSENT_SCOPE, PERSON_RELATION
from care_platform.reference.numbers import OFFICE_NUMBER_PATTERN

_BY_PROXY = {"2"}
_TAKEN_BY_OFFICE = {"4"}


class Consent(Version, table=True):
    """One version of one consent."""

    __tablename__ = "consent"

    consent_scope: str = code("同意の範囲", "scope", CONSENT_SCOPE, example="1")
    consented_on: date = day("同意年月日", "consented on", example="2026-04-01")
    withdrawn_on: date | None = day(
        "撤回年月日", "withdrawn on", example="2026-10-01", rule="この日から同意はない"
    )
    consent_medium: str = code("同意の取得方法", "how it was given", CONSENT_MEDIUM, example="1")
    application_date: date | None = day(
        "認定申請年月日", "application date", example="2026-04-01", rule="認定申請書で得た場合"
    )
    taken_by_office: str | None = number(
        "取得した事業所番号", "office that took it", OFFICE_NUMBER_PATTERN, example="2775000009",
        rule="事業所が取得した場合は必須",
    )  # fmt: skip
    consent_giver: str = code("同意者", "given by", CONSENT_GIVER, example="2")
    proxy_name: str | None = text(
        "代理人の氏名", "proxy's name", at_most=100, personal=True, example="枚方　太郎",
        rule="代理人の同意では必須",
    )  # fmt: skip
    proxy_relation: str | None = code(
        "本人との関係", "proxy's relation", PERSON_RELATION, example="2", rule="代理人の同意では必須"
    )


def _headlines(values: Values, day_text: str) -> list[Headline]:
    """The scope agreed to; nothing after a withdrawal."""
    withdrawn = values.get("withdrawn_on")
    if withdrawn and withdrawn <= day_text:
        return []
    scope = values["consent_scope"]
    return [
        Headline(
            label_ja="本人同意",
            label_en="consent",
            value_ja=CONSENT_SCOPE.label(scope),
            value_en=CONSENT_SCOPE.label(scope, "en"),
            until=_day_before(withdrawn) if withdrawn else None,
        )
    ]


def _in_force(values: Values) -> tuple[str | None, str | None]:
    withdrawn = values.get("withdrawn_on")
    return values["consented_on"], _day_before(withdrawn) if withdrawn else None


@lru_cache(maxsize=4096)
def _day_before(day_text: str) -> str:
    return (date.fromisoformat(day_text) - timedelta(days=1)).isoformat()


def _key(values: Values) -> str:
    return f"{values['consent_scope']}/{values['consented_on']}"


KIND = RecordKind(
    name="consent",
    official_name="本人同意",
    label_en="consent",
    model=Consent,
    several_in_force=True,
    parts=parts_of(Consent),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        not_before("withdrawn_on", "consented_on"),
        office_numbers_plausible("taken_by_office"),
        needs("taken_by_office", "consent_medium", _TAKEN_BY_OFFICE),
        needs("proxy_name", "consent_giver", _BY_PROXY),
        only_with("proxy_name", "consent_giver", _BY_PROXY),
        needs("proxy_relation", "consent_giver", _BY_PROXY),
        only_with("proxy_relation", "consent_giver", _BY_PROXY),
    ),
    headlines=_headlines,
    source="要介護認定申請書の同意欄; 社会保障審議会 介護保険部会 2025-04-21（包括同意）",
)
