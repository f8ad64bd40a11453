"""The nation's shares that a synthetic city follows.

Where a source says "assumed", no figure was looked up: the share is only there so that the case occurs.
"""

from typing import Final

from care_platform.synthesis.streams import Weighted

# 厚生労働省「介護保険事業状況報告（年報）」令和5年度: 第1号被保険者 35,889,733, 第2号の認定者 130,971.
SECOND_CATEGORY_PER_MILLION: Final = 3_636
AGE_BANDS: Final = Weighted([("65-74", 15_708_886), ("75-84", 13_592_838), ("85-", 6_588_009)])

# Ages within a band. 85 and over: the number falls with age (assumed shape). 40 to 64: certified people alone
# are in the register, and their number rises with age (assumed shape).
AGES: Final = {
    "40-64": Weighted([(age, age - 40) for age in range(42, 65)]),
    "65-74": Weighted([(age, 1) for age in range(65, 75)]),
    "75-84": Weighted([(age, 1) for age in range(75, 85)]),
    "85-": Weighted([(age, (106 - age) ** 2) for age in range(85, 106)]),
}

# 総務省「人口推計」2023, rounded; to be checked.
MEN_PER_MILLION: Final = {"40-64": 500_000, "65-74": 479_000, "75-84": 437_000, "85-": 320_000}

# 年報 令和5年度: certified people in each age band, and by level.
CERTIFIED_PER_MILLION: Final = {"40-64": 1_000_000, "65-74": 43_000, "75-84": 175_000, "85-": 591_000}
CARE_LEVELS: Final = Weighted(
    [("12", 144), ("13", 141), ("21", 207), ("22", 168), ("23", 131), ("24", 126), ("25", 83)]
)
# Of those not certified; assumed.
PROGRAMME_PER_MILLION: Final = 3_000

# 利用者 5,406,760, of them 2割 234,062 and 3割 206,341 (March 2025).
COPAY_RATES: Final = Weighted([("1", 918), ("2", 43), ("3", 39)])
COPAY_CHANGE_PER_MILLION: Final = 10_000

# All assumed from here on.
RESTRICTED_PER_MILLION: Final = 1_000
RESTRICTION_KINDS: Final = Weighted([("1", 5), ("2", 1), ("3", 4)])
SERVICE_LIMIT_PER_MILLION: Final = 2_000
DESIGNATION_PER_MILLION: Final = 1_000
OPINION_PER_MILLION: Final = 60_000
MOVED_IN_PER_MILLION: Final = 100_000
RENEWED_ALIKE_PER_MILLION: Final = 550_000
APPLICATION_KINDS: Final = Weighted([("1", 25), ("2", 55), ("3", 20)])
IN_FACILITY_PER_MILLION: Final = {
    "12": 5_000, "13": 10_000, "21": 70_000, "22": 100_000, "23": 270_000, "24": 380_000, "25": 380_000,
}  # fmt: skip
CARE_PLAN_OFFICE_PER_MILLION: Final = 820_000
SELF_MADE_PLAN_PER_MILLION: Final = 5_000
BUILDING_PER_MILLION: Final = 200_000
RARE_SURNAME_PER_MILLION: Final = 15_000
# Of those so old, and of those with no day known.
VERY_OLD: Final = 90
UNCERTAINLY_BORN_PER_MILLION: Final = 4_000
MONTH_UNKNOWN_PER_MILLION: Final = 250_000
