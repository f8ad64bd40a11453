"""What can be wrong with files of ケアプランデータ連携標準仕様 4.1. The desk voice is for the receiving office."""

from care_platform.reference.catalogue.entry import Entry

VERSION_OTHER = Entry(
    code="care_plan.version_other",
    title_ja="別の版のファイルです",
    title_en="The file is of another edition",
    desk_ja="ファイルの提供元に、どの版で出力したか確かめてください。",
    desk_en="Ask the sender which edition the software writes.",
    vendor_ja="CSVバージョンは {expected} です（このファイルは {edition} 版の値）。値の大小で新旧を判断しないでください。",
    vendor_en="The CSV version is {expected}; this value is of edition {edition}. Never compare versions by size.",
)
VERSION_UNKNOWN = Entry(
    code="care_plan.version_unknown",
    title_ja="知られていない CSVバージョンです",
    title_en="The CSV version is not known",
    desk_ja="ファイルの提供元に、どの版で出力したか確かめてください。",
    desk_en="Ask the sender which edition the software writes.",
    vendor_ja="CSVバージョンは {expected} です。実際の形: {found}",
    vendor_en="The CSV version is {expected}. Found: {found}",
)
VERSION_MIXED = Entry(
    code="care_plan.version_mixed",
    title_ja="一つのファイルに複数の CSVバージョンがあります",
    title_en="One file holds several CSV versions",
    desk_ja="ファイルの提供元に、出力し直してもらってください。",
    desk_en="Ask the sender to export again.",
    vendor_ja="1ファイル中に複数の CSVバージョンの行を混在させないでください。",
    vendor_en="Never mix rows of several CSV versions in one file.",
)
FILE_UNKNOWN = Entry(
    code="care_plan.file_unknown",
    title_ja="この仕様にないファイルです",
    title_en="The standard has no such file",
    desk_ja="ケアプランデータ連携のファイルか確かめてください。",
    desk_en="Check that this is a care-plan file.",
    vendor_ja="ファイル名は {expected} のいずれかで始まります。",
    vendor_en="File names begin with one of {expected}.",
)
NAME_EXTENSION = Entry(
    code="care_plan.name_extension",
    title_ja="拡張子の書き方が仕様と異なります",
    title_en="The extension is written otherwise",
    desk_ja="内容は読み取れます。ファイルの提供元に伝えてください。",
    desk_en="The content can be read. Tell the sender.",
    vendor_ja="拡張子は大文字の .CSV です。",
    vendor_en="The extension is .CSV in capital letters.",
)
NAME_MONTH_PLACEHOLDER = Entry(
    code="care_plan.name_month_placeholder",
    title_ja="ファイル名に 000000 が入っています（仕様書の例とファイル名規約が不一致）",
    title_en="The name holds 000000, as the standard's example does and its layout does not",
    desk_ja="そのまま使えます。",
    desk_en="Nothing needs to be done.",
    vendor_ja=(
        "本文 3.4 の例は {file}_000000_ を含みますが、別紙のフ"
        "ァイル名規約にはありません。規約のとおり 000000 を省いてください。"
    ),
    vendor_en="The example in 3.4 has {file}_000000_, the layout book does not. Leave 000000 out, as the layout says.",
)
DAYS_BEFORE_LENGTH = Entry(
    code="care_plan.days_before_length",
    title_ja="前月までの利用日数が3桁以上です（仕様書の表は2桁、更新履歴は5桁）",
    title_en="Days used before the month have more than two digits: the table says 2, the history says 5",
    desk_ja="値が正しいか確かめてください。正しければそのままで構いません。",
    desk_en="Check the value. If it is right, nothing needs to be done.",
    vendor_ja="第7表 No.30 は表では2桁、3.2 版の更新履歴では5桁です。受信側は5桁まで受け付けてください。",
    vendor_en="No. 30 of 第7表 has length 2 in the table and 5 by the history of 3.2. Receivers should take up to 5.",
)
INSURED_NUMBER_NINE = Entry(
    code="care_plan.insured_number_nine",
    title_ja="被保険者番号が9桁です（仕様書の例も9桁）",
    title_en="The insured number has nine digits, as in the standard's examples",
    desk_ja="先頭の 0 が消えていないか確かめ、10 桁で出力し直してもらってください。",
    desk_en="Check for a lost leading zero; ask for ten digits.",
    vendor_ja="仕様書の記載例は9桁ですが、定義は10桁です。先頭の 0 を含む10桁の文字列として出力してください。",
    vendor_en="The examples have nine digits, the definition ten. Write ten places as text, leading zeros kept.",
)
DAY_WITHOUT_DAY = Entry(
    code="care_plan.day_without_day",
    title_ja="日付に日がありません（仕様書の例も6桁）",
    title_en="The date has no day, as in the standard's examples",
    desk_ja="日付を 8 桁で出力し直してもらってください。",
    desk_en="Ask for the date with eight digits.",
    vendor_ja="仕様書の記載例は 202401 の形ですが、定義は YYYYMMDD です。8桁で出力してください。",
    vendor_en="The examples show 202401, the definition is YYYYMMDD. Write eight digits.",
)
INPUT_CODE = Entry(
    code="care_plan.input_code",
    title_ja="入力者コードが 9999999999 ではありません（仕様書の欄ずれで解釈が分かれる項目）",
    title_en="The input code is not 9999999999; the printed layout leaves open which of two items this is about",
    desk_ja="そのままで構いません。",
    desk_en="Nothing needs to be done.",
    vendor_ja="No.35 には 9999999999 を固定で設定してください。受信側はこの値に依存しないでください。",
    vendor_en="Write 9999999999 into No. 35. Receivers should not rely on it.",
)
NOTHING_TO_DELETE = Entry(
    code="care_plan.nothing_to_delete",
    title_ja="削除の対象がありません（取り下げは電話でもできるため）",
    title_en="There is nothing to delete; a withdrawal by telephone is allowed too",
    desk_ja="既に取り下げ済みか、対象が届いていません。確かめてください。",
    desk_en="It was withdrawn already, or never arrived. Check.",
    vendor_ja="{file} の対象が見つかりません。仕様は電話等での取り下げを認めるため、誤りとは限りません。",
    vendor_en="Nothing matches {file}. The standard allows withdrawal by telephone, so this need not be a mistake.",
)
MONTH_DIFFERS = Entry(
    code="care_plan.month_differs",
    title_ja="対象年月がファイル名と異なります",
    title_en="The month differs from the file name",
    desk_ja="ファイルの提供元に、提供年月ごとに出力し直してもらってください。",
    desk_en="Ask for one file per month.",
    vendor_ja="1ファイルは単月です。対象年月をファイル名の {expected} とそろえてください。",
    vendor_en="One file is one month. Let the month equal the name's {expected}.",
)
KEY_PLACEHOLDER = Entry(
    code="care_plan.key_placeholder",
    title_ja="計画作成日と対象年月のどちらか一方だけを使う規則と異なります",
    title_en="Not exactly one of plan day and month is filled",
    desk_ja="ファイルの提供元に、出力し直してもらってください。",
    desk_en="Ask the sender to export again.",
    vendor_ja=(
        "1・2・3表に付く行は対象年月を 000000、6・7表に付く行は計画"
        "作成日を 00000000 とし、ファイル名の年月と合わせてください。"
    ),
    vendor_en="With 1表 to 3表 the month is 000000; with 6表 and 7表 the plan day is 00000000; the name's month says which.",
)
DAY_OUTSIDE_MONTH = Entry(
    code="care_plan.day_outside_month",
    title_ja="サービス利用日が対象年月の外です",
    title_en="The service day is outside the month",
    desk_ja="利用日と対象年月を確かめてください。",
    desk_en="Check the service day and the month.",
    vendor_ja="サービス利用日は対象年月 {expected} の中の日です。",
    vendor_en="The service day lies within {expected}.",
)
EQUIPMENT_CODE_MISSING = Entry(
    code="care_plan.equipment_code_missing",
    title_ja="福祉用具のコードがありません",
    title_en="The equipment has no code",
    desk_ja="TAISコードか福祉用具届出コードを入力して、出力し直してもらってください。",
    desk_en="Ask for the TAIS code or the notified code.",
    vendor_ja="サービスコードが 17 または 67 で始まる行は、TAISコードか福祉用具届出コードのどちらかが必要です。",
    vendor_en="Rows of service 17 or 67 need the TAIS code or the notified equipment code.",
)
ITEM_MARK_ELSEWHERE = Entry(
    code="care_plan.item_mark_elsewhere",
    title_ja="福祉用具貸与以外に明細判別コードがあります",
    title_en="An item mark outside equipment rental",
    desk_ja="そのままで構いません。",
    desk_en="Nothing needs to be done.",
    vendor_ja="明細判別コードは福祉用具貸与の行だけに使い、ほかは空にしてください。",
    vendor_en="Use the item mark for equipment rental alone.",
)
SERVICE_OUT_OF_SCOPE = Entry(
    code="care_plan.service_out_of_scope",
    title_ja="連携対象外のサービスです",
    title_en="The service is outside the standard's scope",
    desk_ja="対象外のサービスは別の方法で共有してください。",
    desk_en="Share this service in another way.",
    vendor_ja="サービス種類 {service} の行は生成しないでください。",
    vendor_en="Write no rows of service type {service}.",
)
OTHER_OFFICE = Entry(
    code="care_plan.other_office",
    title_ja="送信元と異なる事業所の実績です",
    title_en="Results of an office other than the sender",
    desk_ja="送信元の事業所に確かめてください。",
    desk_en="Ask the sending office.",
    vendor_ja="実績のサービス事業者コードは、ファイル名の送信元の事業所番号と同じにしてください（サテライトは枝番で区別）。",
    vendor_en="The office of a result equals the sender in the file name; satellites differ by their branch number.",
)
TOTAL_MISSING = Entry(
    code="care_plan.total_missing",
    title_ja="全合計の行がありません",
    title_en="The total row is missing",
    desk_ja="ファイルの提供元に、出力し直してもらってください。",
    desk_en="Ask the sender to export again.",
    vendor_ja="利用者ごとにサービスコード 999999、事業所コード 9999999999 の全合計行が必須です。",
    vendor_en="Each person needs a total row: service code 999999, office 9999999999.",
)
SUBTOTAL_MISSING = Entry(
    code="care_plan.subtotal_missing",
    title_ja="種類別小計の行がありません",
    title_en="A subtotal row is missing",
    desk_ja="そのままで構いませんが、合計の表示が異なることがあります。",
    desk_en="The totals may be shown differently.",
    vendor_ja="同じ種類のサービスが複数行あるときは {expected} の小計行が必須です。",
    vendor_en="Several rows of one service type need the subtotal row {expected}.",
)
ORDER = Entry(
    code="care_plan.order",
    title_ja="行の並び順が仕様と異なります",
    title_en="The rows are not in the prescribed order",
    desk_ja="表示の順序が元の帳票と異なることがあります。",
    desk_en="The order shown may differ from the printed form.",
    vendor_ja="{expected} の順に並べてください。",
    vendor_en="Sort by {expected}.",
)
OTHER_REASON_MISSING = Entry(
    code="care_plan.other_reason_missing",
    title_ja="「その他」の内容がありません",
    title_en="The text for 'other' is missing",
    desk_ja="内容を入力して、出力し直してもらってください。",
    desk_en="Ask for the text.",
    vendor_ja="コードがその他のときは、内容の項目も出力してください。",
    vendor_en="With the code for 'other', write its text too.",
)
SUB_WITHOUT_MAIN = Entry(
    code="care_plan.sub_without_main",
    title_ja="本体のない別表です",
    title_en="An annex row has no main row",
    desk_ja="ファイルの提供元に、本体と合わせて送ってもらってください。",
    desk_en="Ask the sender for the main file too.",
    vendor_ja="別表の保険者番号・被保険者番号・日付は、本体 {file} の行と同じにしてください。",
    vendor_en="Insurer, insured person and day of an annex equal those of a row of {file}.",
)
PERSON_WITHOUT_SUPPLEMENT = Entry(
    code="care_plan.person_without_supplement",
    title_ja="利用者補足情報のない利用者がいます",
    title_en="A person has no supplement row",
    desk_ja="ファイルの提供元に、補足情報と合わせて送ってもらってください。",
    desk_en="Ask the sender for the supplement too.",
    vendor_ja="{file} の利用者 {count} 人に、対応する UPHOSOKU の行がありません。",
    vendor_en="{count} persons of {file} have no matching row in UPHOSOKU.",
)
UNIT_INCOMPLETE = Entry(
    code="care_plan.unit_incomplete",
    title_ja="送信単位のファイルがそろっていません",
    title_en="The send unit is incomplete",
    desk_ja="足りないファイルを送ってもらってください。",
    desk_en="Ask for the missing files.",
    vendor_ja="同じ連番で {missing} も必要です。",
    vendor_en="The same serial needs {missing} too.",
)
UNIT_UNKNOWN = Entry(
    code="care_plan.unit_unknown",
    title_ja="一緒に送れないファイルの組合せです",
    title_en="These files do not form a send unit",
    desk_ja="ファイルの提供元に、組合せを確かめてもらってください。",
    desk_en="Ask the sender to check the combination.",
    vendor_ja="同じ連番の組合せ {found} は送信単位にありません。連番を分けてください。",
    vendor_en="{found} is no send unit. Give each unit its own serial.",
)
UNIT_REPEATED = Entry(
    code="care_plan.unit_repeated",
    title_ja="同じ送信単位に同じファイルが二つあります",
    title_en="A file appears twice in one send unit",
    desk_ja="重複したファイルを除いてください。",
    desk_en="Remove the duplicate.",
    vendor_ja="{file} は一つの連番に一つです。",
    vendor_en="{file} appears once per serial.",
)
SERIAL_OUT_OF_ORDER = Entry(
    code="care_plan.serial_out_of_order",
    title_ja="連番の順序が前後しています",
    title_en="The serial is not later than the one before",
    desk_ja="連番の古い順に取り込んでください。",
    desk_en="Import in order of the serial.",
    vendor_ja="同じ送信元と送信先の組では、連番は送るたびに大きくしてください。",
    vendor_en="Between two offices, each unit's serial is later than the last.",
)
