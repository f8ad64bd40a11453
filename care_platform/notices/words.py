"""The words of a notice in Japanese and English. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from care_platform.migration.milestones import LABELS
from care_platform.notices.parcel import Language, Parcel, Told
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import JAPAN
from care_platform.reference.notices import NoticeKind


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one kind: a heading, a sentence and the next step; `{}` places take the facts."""

    heading: str
    sentence: str
    next_step: str


JAPANESE: Final[Mapping[NoticeKind, Words]] = {
    NoticeKind.STEP_DUE: Words(
        "工程の予定日が近づいています: {milestone}",
        "保険者 {subject} の工程「{milestone}」の予定日は {planned_on} です。",
        "予定どおり進まないときは、計画の日と理由を改めてください。",
    ),
    NoticeKind.STEP_LATE: Words(
        "工程が予定日を過ぎています: {milestone}",
        "保険者 {subject} の工程「{milestone}」は予定日 {planned_on} を {days_late} 日過ぎています。",
        "妨げになっていることを登録し、新しい予定日を決めてください。",
    ),
    NoticeKind.GATE_PASSED: Words(
        "工程を通過しました: {milestone}",
        "保険者 {subject} が「{milestone}」を通過しました。",
        "次の工程の準備に進めます。",
    ),
    NoticeKind.TRANSFER_HELD: Words(
        "送信が保留になりました: {record_kind}",
        "保険者 {subject} の「{record_kind}」の送信 {transfer} は、いつもと大きく違うため反映を止めています。",
        "画面で数値を確かめ、正しければ理由を添えて承認し、誤りなら取り消して送り直してください。",
    ),
    NoticeKind.CERTIFICATE_EXPIRING: Words(
        "送信用の証明書の期限が近づいています",
        "保険者 {subject} の証明書（{fingerprint}…）は {valid_to} に切れます。残り {days_left} 日です。",
        "新しい証明書を用意して登録してください。切れると送信できません。",
    ),
    NoticeKind.WINDOW_MISSED: Words(
        "予定の時間帯に処理できませんでした: {job}",
        "保険者 {subject} の {night} の夜の処理「{job}」は、時間内に終わりませんでした。",
        "自動でもう一度行います。続くときは、相手のシステムと回線を確かめてください。",
    ),
    NoticeKind.EMERGENCY_ACCESS: Words(
        "救急時の閲覧がありました",
        "救急時の手続きで情報が閲覧されました。詳しい内容は、サインインした画面だけで見られます。",
        "心当たりがないときは、画面から問い合わせてください。",
    ),
}
ENGLISH: Final[Mapping[NoticeKind, Words]] = {
    NoticeKind.STEP_DUE: Words(
        "A step is due soon: {milestone}",
        "The step “{milestone}” of insurer {subject} is planned for {planned_on}.",
        "If it will not be done by then, change the planned day and say why.",
    ),
    NoticeKind.STEP_LATE: Words(
        "A step is late: {milestone}",
        "The step “{milestone}” of insurer {subject} is {days_late} days past its planned day, {planned_on}.",
        "Note what stands in the way, and plan a new day.",
    ),
    NoticeKind.GATE_PASSED: Words(
        "A gate was passed: {milestone}",
        "Insurer {subject} has passed “{milestone}”.",
        "The next step can be prepared.",
    ),
    NoticeKind.TRANSFER_HELD: Words(
        "A transfer is held: {record_kind}",
        "Transfer {transfer} of insurer {subject} ({record_kind}) departs from the usual and is not applied.",
        "Look at its figures; release it with a reason if it is right, cancel and send again if it is not.",
    ),
    NoticeKind.CERTIFICATE_EXPIRING: Words(
        "A sending certificate expires soon",
        "The certificate {fingerprint}… of insurer {subject} ends on {valid_to}, in {days_left} days.",
        "Prepare and register a new one; nothing can be sent once it has ended.",
    ),
    NoticeKind.WINDOW_MISSED: Words(
        "A planned window was missed: {job}",
        "The work “{job}” of insurer {subject} in the night of {night} did not end in time.",
        "It is tried again by itself. If this goes on, check the other system and the line.",
    ),
    NoticeKind.EMERGENCY_ACCESS: Words(
        "Records were opened in an emergency",
        "Records were opened by the emergency procedure. What and by whom is shown after signing in only.",
        "If you do not know why, ask through that page.",
    ),
}
_JOBS: Final = {
    "pull": ("夜間の取り込み", "nightly fetch"),
    "initial_load": ("初期セットアップ", "initial load"),
}
SENDER: Final = {Language.JAPANESE: "介護情報基盤", Language.ENGLISH: "Care platform"}
_DIGEST: Final = {Language.JAPANESE: "お知らせ {count} 件", Language.ENGLISH: "{count} notices"}
FOOT: Final = {
    Language.JAPANESE: "このメールは自動で送られています。個人の情報は含みません。返信はできません。",
    Language.ENGLISH: "This mail is sent by itself and holds nobody's data. Answers are not read.",
}


def subject_line(parcel: Parcel) -> str:
    """The mail's subject: the notice's heading, or how many there are."""
    language = parcel.recipient.language
    if len(parcel.notices) == 1:
        text = heading(parcel.notices[0], language)
    else:
        text = _DIGEST[language].format(count=len(parcel.notices))
    return f"[{SENDER[language]}] {text}"


def body(parcel: Parcel, link: Callable[[Told], str]) -> str:
    """The mail's text: each notice with its next step, its time in Japan and a link, and a foot."""
    language = parcel.recipient.language
    parts = [_paragraph(one, language, link(one)) for one in parcel.notices]
    return "\n\n".join([*parts, f"-- \n{SENDER[language]}\n{FOOT[language]}"]) + "\n"


def heading(told: Told, language: Language) -> str:
    """What happened, in a few words."""
    return _words(told, language).heading.format(**_places(told, language))


def sentence(told: Told, language: Language) -> str:
    """What happened, in a sentence."""
    return _words(told, language).sentence.format(**_places(told, language))


def _paragraph(told: Told, language: Language, link: str) -> str:
    words, places = _words(told, language), _places(told, language)
    moment = told.created_at.astimezone(JAPAN).strftime("%Y-%m-%d %H:%M")
    lines = [f"■ {words.heading}", words.sentence, words.next_step]
    return "\n".join([line.format(**places) for line in lines] + [f"{moment} (JST)  {link}"])


def _words(told: Told, language: Language) -> Words:
    table = JAPANESE if language is Language.JAPANESE else ENGLISH
    return table[NoticeKind(told.kind)]


def _places(told: Told, language: Language) -> dict[str, Any]:
    at = 0 if language is Language.JAPANESE else 1
    places = {**told.facts, "subject": told.subject}
    if milestone := told.facts.get("milestone"):
        places["milestone"] = LABELS[milestone][at]
    if job := told.facts.get("job"):
        places["job"] = _JOBS.get(job, (job, job))[at]
    if kind := RECORD_KINDS.get(told.facts.get("record_kind", "")):
        places["record_kind"] = (kind.official_name, kind.label_en)[at]
    return places
