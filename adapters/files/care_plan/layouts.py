"""Every file of the standard by its id, and what belongs to what."""

from adapters.files.care_plan.fields import Layout
from adapters.files.care_plan.layouts_plan import DLT1KYO, UP1KYO, UP2KYO, UP3KYO, UPHOSOKU
from adapters.files.care_plan.layouts_prevention import (
    DLTKIHON,
    DLTYOBO,
    UPKIHON,
    UPKIHON_SUB1,
    UPKIHON_SUB2,
    UPYOBO,
    UPYOBO_SUB,
)
from adapters.files.care_plan.layouts_use import DLTJSK, DLTPLAN, UPJSK, UPPLAN, UPSIKYU

LAYOUTS: dict[str, Layout] = {
    each.file_id: each
    for each in (
        UPHOSOKU, UP1KYO, DLT1KYO, UP2KYO, UP3KYO, UPPLAN, UPJSK, DLTPLAN, DLTJSK, UPSIKYU, UPKIHON, DLTKIHON,
        UPKIHON_SUB1, UPKIHON_SUB2, UPYOBO, DLTYOBO, UPYOBO_SUB,
    )
}  # fmt: skip
"""File id -> layout, in the order of the official book."""

CSV_VERSION = "202407"
"""The value of 4.1. It is smaller than 4.0's: values are compared for equality and nothing else."""

OTHER_VERSIONS: dict[str, str] = {"201910": "1", "202003": "2", "202208": "3", "202504": "4.0"}
"""Values of other editions -> the edition (the standard's own history)."""
