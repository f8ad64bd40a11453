"""The two independence scales, as survey and opinion both show them at the desk."""

from care_platform.records.description import Headline, Values
from care_platform.reference.codes import ADL_DEMENTIA, ADL_DISABLED


def scale_headlines(values: Values) -> list[Headline]:
    """障害高齢者 and 認知症高齢者の日常生活自立度."""
    disabled, dementia = values["adl_disabled"], values["adl_dementia"]
    return [
        Headline(
            label_ja="障害高齢者の日常生活自立度",
            label_en="independence, physical",
            value_ja=ADL_DISABLED.label(disabled),
            value_en=ADL_DISABLED.label(disabled, "en"),
        ),
        Headline(
            label_ja="認知症高齢者の日常生活自立度",
            label_en="independence, dementia",
            value_ja=ADL_DEMENTIA.label(dementia),
            value_en=ADL_DEMENTIA.label(dementia, "en"),
        ),
    ]
