"""Answers of the certification survey (認定調査票). The code is the place of the answer on the form.

The words are those of the form (認定調査員テキスト 2009 改訂版); the codes of the certification software were not
seen, and the form prints the answers in this order.
"""

from care_platform.reference.codes.numbered import numbered

_FORM = "認定調査票（基本調査）; code = place of the answer, codes of the certification software not seen"
_OVERVIEW = "認定調査票（概況調査）; the platform's own numbering, official codes not seen"

_INDEPENDENT = ("介助されていない", "No assistance")
_WATCHED = ("見守り等", "Supervision")
_PARTLY = ("一部介助", "Partial assistance")
_FULLY = ("全介助", "Full assistance")
_CANNOT = ("できない", "Cannot")

SURVEY_PRESENCE = numbered(
    "survey_presence", "ある・ない（2択）", _FORM, ("ない", "Absent"), ("ある", "Present")
)
SURVEY_FREQUENCY = numbered(
    "survey_frequency", "ある・ない（3択）", _FORM,
    ("ない", "Absent"), ("ときどきある", "Sometimes"), ("ある", "Present"),
)  # fmt: skip
SURVEY_HOLDING = numbered(
    "survey_holding", "つかまらないでできるか", _FORM,
    ("つかまらないでできる", "Without holding on"), ("何かにつかまればできる", "Holding on to something"), _CANNOT,
)  # fmt: skip
SURVEY_SITTING = numbered(
    "survey_sitting", "座位保持", _FORM,
    ("できる", "Can"), ("自分の手で支えればできる", "Supported by own hands"),
    ("支えてもらえればできる", "Supported by someone"), _CANNOT,
)  # fmt: skip
SURVEY_STANDING = numbered(
    "survey_standing", "支えなしでできるか", _FORM,
    ("支えなしでできる", "Without support"), ("何か支えがあればできる", "With some support"), _CANNOT,
)  # fmt: skip
SURVEY_WASHING = numbered(
    "survey_washing", "洗身", _FORM, _INDEPENDENT, _PARTLY, _FULLY, ("行っていない", "Not done")
)
SURVEY_ASSISTANCE = numbered("survey_assistance", "介助の方法（3択）", _FORM, _INDEPENDENT, _PARTLY, _FULLY)
SURVEY_SUPERVISION = numbered(
    "survey_supervision", "介助の方法（4択）", _FORM, _INDEPENDENT, _WATCHED, _PARTLY, _FULLY
)
SURVEY_SIGHT = numbered(
    "survey_sight", "視力", _FORM,
    ("普通", "Normal"), ("約1m離れた視力確認表の図が見える", "Sees the chart from about 1 m"),
    ("目の前に置いた視力確認表の図が見える", "Sees the chart close to the eyes"),
    ("ほとんど見えない", "Sees almost nothing"), ("見えているのか判断不能", "Cannot be judged"),
)  # fmt: skip
SURVEY_HEARING = numbered(
    "survey_hearing", "聴力", _FORM,
    ("普通", "Normal"), ("普通の声がやっと聞き取れる", "Barely hears a normal voice"),
    ("かなり大きな声なら何とか聞き取れる", "Barely hears a loud voice"),
    ("ほとんど聞えない", "Hears almost nothing"), ("聞えているのか判断不能", "Cannot be judged"),
)  # fmt: skip
SURVEY_SWALLOWING = numbered("survey_swallowing", "えん下", _FORM, ("できる", "Can"), _WATCHED, _CANNOT)
SURVEY_OUTINGS = numbered(
    "survey_outings", "外出頻度", _FORM,
    ("週1回以上", "Once a week or more"), ("月1回以上", "Once a month or more"),
    ("月1回未満", "Less than once a month"),
)  # fmt: skip
SURVEY_COMMUNICATION = numbered(
    "survey_communication", "意思の伝達", _FORM,
    ("調査対象者が意思を他者に伝達できる", "Can make the will known"), ("ときどき伝達できる", "Sometimes can"),
    ("ほとんど伝達できない", "Hardly can"), _CANNOT,
)  # fmt: skip
SURVEY_ABILITY = numbered("survey_ability", "できるか（2択）", _FORM, ("できる", "Can"), _CANNOT)
SURVEY_DECISIONS = numbered(
    "survey_decisions", "日常の意思決定", _FORM,
    ("できる（特別な場合でもできる）", "Can, also in special situations"),
    ("特別な場合を除いてできる", "Can, but not in special situations"),
    ("日常的に困難", "Difficult every day"), _CANNOT,
)  # fmt: skip

SURVEY_ROUND = numbered(
    "survey_round", "過去の認定", _OVERVIEW, ("初回", "First"), ("2回目以降", "Second or later")
)
SURVEY_PLACE = numbered(
    "survey_place", "実施場所", _OVERVIEW, ("自宅内", "At home"), ("自宅外", "Away from home")
)
SURVEY_RESIDENCE = numbered(
    "survey_residence", "現在の状況", _OVERVIEW,
    ("居宅", "At home"), ("介護老人福祉施設", "Welfare facility for the elderly"),
    ("介護老人保健施設", "Health facility for the elderly"), ("介護医療院", "Integrated medical facility"),
    ("認知症対応型共同生活介護適用施設", "Group home for people with dementia"),
    ("特定施設入居者生活介護適用施設", "Specified residential facility"),
    ("医療機関（医療保険適用療養病床）", "Hospital (long-term beds)"),
    ("医療機関（療養病床以外）", "Hospital (other beds)"), ("その他の施設", "Other facility"),
)  # fmt: skip
SURVEY_GROUP = numbered(
    "survey_group", "特記事項の群", _OVERVIEW,
    ("身体機能・起居動作", "Body and basic movement"), ("生活機能", "Daily functions"),
    ("認知機能", "Cognition"), ("精神・行動障害", "Mind and behaviour"),
    ("社会生活への適応", "Life in society"), ("特別な医療", "Special medical care"),
    ("日常生活自立度", "Independence scales"),
)  # fmt: skip
