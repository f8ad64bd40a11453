"""住宅改修費利用: what home modification was paid for and what is left (handbook 2.5).

One record per ceiling: a ceiling belongs to a dwelling and starts anew once when care needs rise by three steps
(平成12年厚生省告示35号). Amounts in yen; a cost counts before the person's share is taken off.
"""

from collections.abc import Iterator
from datetime import date

from care_platform.records.check_amounts import adds_up_members, as_law, balance_left, differs
from care_platform.records.check_conditions import needs
from care_platform.records.checks import number_of_insurer_valid
from care_platform.records.describe import parts_of
from care_platform.records.description import Headline, Problem, RecordKind, Values
from care_platform.records.fields import Group, code, day, group, integer, text
from care_platform.records.version import Version
from care_platform.reference.catalogue import row_rules
from care_platform.reference.codes import (
    CARE_LEVEL,
    CEILING_START,
    COPAY_RATE,
    MODIFICATION_WORK,
    PAYMENT_METHOD,
)
from care_platform.reference.rules.ceilings import ceiling_starts_anew, home_modification_ceiling

_BY_STEPS = "2"
_STEPS = "2は次の段階で3以上の上昇: 1 要支援1、2 要支援2・要介護1、3 要介護2、4 要介護3、5 要介護4、6 要介護5"


class Modification(Group):
    """改修の内訳: one kind of work of one claim."""

    work_kind: str = code("住宅改修の種類", "kind of work", MODIFICATION_WORK, example="1")
    completed_on: date = day("完成年月日", "completed on", example="2026-06-20")
    counted_cost: int = integer(
        "支給対象額", "cost that counts", maximum=9_999_999, unit="円", example="80000"
    )
    copay_rate: str = code("利用者負担の割合", "copay rate", COPAY_RATE, example="1")
    benefit: int = integer("支給額", "benefit", maximum=9_999_999, unit="円", example="72000")
    payment_method: str = code("支給方法", "how it was paid", PAYMENT_METHOD, example="1")
    paid_on: date | None = day("支給年月日", "paid on", example="2026-07-31")
    description: str | None = text(
        "改修の内容", "what was done", at_most=200, personal=True, example="廊下の手すり"
    )


class HomeModificationUsage(Version, table=True):
    """One version of the use of one ceiling."""

    __tablename__ = "home_modification_usage"

    dwelling_number: int = integer(
        "住宅の連番",
        "dwelling",
        minimum=1,
        maximum=99,
        unit="連番",
        example="1",
        rule="転居のたびに1を加える",
    )
    ceiling_start: str = code("起算の理由", "why the ceiling starts", CEILING_START, example="1", rule=_STEPS)
    ceiling_from: date = day("起算年月日", "ceiling from", example="2026-06-01", rule="最初の着工日")
    level_at_first_work: str | None = code(
        "初回着工時の要介護状態区分", "care level at the first work", CARE_LEVEL, example="12",
        rule="3段階以上の上昇による起算では必須",
    )  # fmt: skip
    level_at_start: str | None = code(
        "起算時の要介護状態区分", "care level when the ceiling starts", CARE_LEVEL, example="23",
        rule="3段階以上の上昇による起算では必須",
    )  # fmt: skip
    ceiling: int = integer(
        "支給限度基準額", "ceiling", maximum=9_999_999, unit="円", example="200000", rule="住宅ごとに20万円"
    )
    used: int = integer(
        "支給対象額の累計", "used", maximum=9_999_999, unit="円", example="80000", rule="内訳の合計"
    )
    balance: int = integer(
        "残額", "left", maximum=9_999_999, unit="円", example="120000", rule="限度額－累計"
    )
    works: list[Modification] = group("改修の内訳", "works", at_most=20)


def _reset_founded(values: Values) -> Iterator[Problem]:
    """A ceiling that starts anew by care needs rests on three steps or more; a warning."""
    first, now = values.get("level_at_first_work"), values.get("level_at_start")
    if values["ceiling_start"] != _BY_STEPS or not first or not now:
        return
    if not ceiling_starts_anew(first, now, date.fromisoformat(values["ceiling_from"])):
        yield Problem(row_rules.CEILING_START_UNFOUNDED, "ceiling_start", rejects=False)


def _works_sound(values: Values) -> Iterator[Problem]:
    """No work is completed before the ceiling begins; the benefit is what the rate leaves (a warning)."""
    for place, work in enumerate(values.get("works", ()), 1):
        if work["completed_on"] < values["ceiling_from"]:
            yield Problem(
                row_rules.EARLIER_THAN, f"works[{place}].completed_on", found=work["completed_on"],
                details={"other": "ceiling_from"},
            )  # fmt: skip
        expected = int(work["counted_cost"]) * (10 - int(work["copay_rate"])) // 10
        yield from differs(f"works[{place}].benefit", work["benefit"], expected)


def _lawful_ceiling(values: Values) -> int | None:
    return home_modification_ceiling(date.fromisoformat(values["ceiling_from"]))


def _headlines(values: Values, _day_text: str) -> list[Headline]:
    """What is left of the ceiling."""
    left = int(values["balance"])
    return [
        Headline(
            label_ja="住宅改修費の残額", label_en="left for home modification",
            value_ja=f"{left:,}円", value_en=f"{left:,} yen",
        )
    ]  # fmt: skip


def _in_force(values: Values) -> tuple[str | None, str | None]:
    return values["ceiling_from"], None


def _key(values: Values) -> str:
    return f"{values['dwelling_number']}/{values['ceiling_start']}"


KIND = RecordKind(
    name="home_modification_usage",
    official_name="住宅改修費利用",
    label_en="use of home modification",
    model=HomeModificationUsage,
    several_in_force=True,
    parts=parts_of(HomeModificationUsage),
    business_key=_key,
    in_force=_in_force,
    checks=(
        number_of_insurer_valid,
        needs("level_at_first_work", "ceiling_start", {_BY_STEPS}),
        needs("level_at_start", "ceiling_start", {_BY_STEPS}),
        _reset_founded,
        as_law("ceiling", _lawful_ceiling),
        adds_up_members("used", "works", "counted_cost"),
        balance_left("balance", "ceiling", "used"),
        _works_sound,
    ),
    headlines=_headlines,
    source="介護保険法45条, 57条, 平成12年厚生省告示35号",
)
