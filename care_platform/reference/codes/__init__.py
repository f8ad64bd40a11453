"""Every closed list of codes, by name. Values keep the official codes; texts are in Japanese and English."""

from care_platform.reference.codes.benefits import (
    AREA_CLASS,
    BENEFIT_RESTRICTION_KIND,
    BURDEN_ITEM,
    BURDEN_STAGE,
    COPAY_RATE,
    FACILITY_KIND,
)
from care_platform.reference.codes.certification import (
    ADL_DEMENTIA,
    ADL_DISABLED,
    APPLICATION_KIND,
    CARE_LEVEL,
    CERTIFICATION_STATUS,
)
from care_platform.reference.codes.code_list import CodeList, CodeValue, Evidence, Language
from care_platform.reference.codes.people import INSURED_CATEGORY, JOB_TYPE, SEX
from care_platform.reference.codes.planning import INSURANCE_TARGET, LIFE_SUPPORT_REASON, PLAN_KIND
from care_platform.reference.codes.services import SERVICE_TYPE

CODE_LISTS: dict[str, CodeList] = {
    code_list.name: code_list
    for code_list in (
        SEX,
        INSURED_CATEGORY,
        JOB_TYPE,
        CARE_LEVEL,
        CERTIFICATION_STATUS,
        APPLICATION_KIND,
        ADL_DISABLED,
        ADL_DEMENTIA,
        COPAY_RATE,
        BENEFIT_RESTRICTION_KIND,
        BURDEN_STAGE,
        BURDEN_ITEM,
        FACILITY_KIND,
        AREA_CLASS,
        PLAN_KIND,
        LIFE_SUPPORT_REASON,
        INSURANCE_TARGET,
        SERVICE_TYPE,
    )
}

__all__ = [
    "ADL_DEMENTIA",
    "ADL_DISABLED",
    "APPLICATION_KIND",
    "AREA_CLASS",
    "BENEFIT_RESTRICTION_KIND",
    "BURDEN_ITEM",
    "BURDEN_STAGE",
    "CARE_LEVEL",
    "CERTIFICATION_STATUS",
    "CODE_LISTS",
    "COPAY_RATE",
    "FACILITY_KIND",
    "INSURANCE_TARGET",
    "INSURED_CATEGORY",
    "JOB_TYPE",
    "LIFE_SUPPORT_REASON",
    "PLAN_KIND",
    "SERVICE_TYPE",
    "SEX",
    "CodeList",
    "CodeValue",
    "Evidence",
    "Language",
]
