"""What rows may say against each other and against the records of other kinds. All are warnings."""

from care_platform.reference.catalogue.entry import Entry

CERTIFICATION_DIFFERS = Entry(
    code="row.certification_differs",
    title_ja="元になる認定と異なります（警告）",
    title_en="The certificate differs from the certification behind it (warning)",
    desk_ja="証の値は{found}、要介護認定の記録は{expected}です。どちらが正しいか確かめ、違う方を直して送ってください。",
    desk_en="The certificate says {found}, the certification {expected}. Correct and send whichever is wrong.",
    vendor_ja="証は有効期間の開始日に効力のある認定と一致させてください。認定を先に送ると一致します。",
    vendor_en="A certificate follows the certification in force on its first day; send certifications first.",
)
PERSON_UNKNOWN = Entry(
    code="row.person_unknown",
    title_ja="被保険者証の記録がない人です（警告）",
    title_en="There is no insured certificate for this person (warning)",
    desk_ja="被保険者番号を確かめ、資格の異動が済んでいれば被保険者証の記録も送ってください。",
    desk_en="Check the insured number, and send the insured certificate too if the person is insured.",
    vendor_ja="被保険者証を先に送ってください。照会では資格が分からない人として扱われます。",
    vendor_en="Send insured certificates first; until then a look-up does not know the person's qualification.",
)
CERTIFICATIONS_OVERLAP = Entry(
    code="row.certifications_overlap",
    title_ja="認定の有効期間が前後の認定と重なっています（警告）",
    title_en="The validity overlaps that of the certification before or after (warning)",
    desk_ja="この行の日は{found}、隣の認定の日は{expected}で、期間が重なります。どちらが正しいか確かめてください。",
    desk_en="This row says {found}, its neighbour {expected}, so the two overlap. Check which is right.",
    vendor_ja="更新認定の開始は前の認定の満了日の翌日です（区分変更を除く）。",
    vendor_en="A renewal begins the day after the former validity ends; only a change of level cuts it short.",
)
CERTIFICATIONS_GAP = Entry(
    code="row.certifications_gap",
    title_ja="更新認定なのに前の認定との間が空いています（警告）",
    title_en="A renewal leaves a gap to the former certification (warning)",
    desk_ja="この行の日は{found}、隣の認定の日は{expected}です。間の認定の送り漏れがないか確かめてください。",
    desk_en="This row says {found}, its neighbour {expected}. Look for a certification that was left out.",
    vendor_ja="更新認定（application_kind 2）の valid_from は前の valid_to の翌日です。",
    vendor_en="valid_from of a renewal (application_kind 2) is the day after the former valid_to.",
)
CERTIFICATES_OVERLAP = Entry(
    code="row.certificates_overlap",
    title_ja="同じ人の別の証と期間が重なっています（警告）",
    title_en="The period overlaps that of another certificate of the same person (warning)",
    desk_ja="この証は{found}から、別の証は{expected}までで、期間が重なります。前の証の有効期限を直して送ってください。",
    desk_en="This certificate begins on {found}, another ends on {expected}. Correct and send the earlier one's last day.",
    vendor_ja="年度の途中で段階が変わるときは、前の証の valid_to を次の証の valid_from の前日にしてください。",
    vendor_en="When the stage changes within a year, the earlier certificate ends the day before the next begins.",
)
CATEGORY_AGE_DIFFERS = Entry(
    code="row.category_age_differs",
    title_ja="被保険者区分と年齢が合いません（警告）",
    title_en="The category does not fit the age (warning)",
    desk_ja="送られた区分は{found}、年齢からは{expected}です。生年月日と区分を確かめてください。",
    desk_en="The category sent is {found}, by age it is {expected}. Check birth date and category.",
    vendor_ja="第1号は65歳到達日（誕生日の前日）から、第2号は40歳到達日から65歳到達日の前日までです（法9条）。",
    vendor_en="Category 1 from the day before the 65th birthday, category 2 from 40 until then (介護保険法9条).",
)
RETROACTIVE_CHANGE = Entry(
    code="row.retroactive_change",
    title_ja="過去にさかのぼって内容が変わります（警告）",
    title_en="The record changes for days that have passed (warning)",
    desk_ja="{expected}から内容が変わります。給付に影響するときは、本人と事業所への連絡を忘れないでください。",
    desk_en="The content changes from {expected}. Tell the person and the offices if benefits are affected.",
    vendor_ja="基準日より前の日から内容が変わる訂正です。意図した訂正ならそのままで構いません。",
    vendor_en="A correction from a day before the base date. Nothing needs to be done if it is intended.",
)
CERTIFIED_OTHERWISE = Entry(
    code="row.certified_otherwise",
    title_ja="要介護認定の記録と異なります（警告）",
    title_en="It differs from the certification on record (warning)",
    desk_ja="送られた値は{found}、その日の要介護認定の記録は{expected}です。どちらが正しいか確かめてください。",
    desk_en="The value sent is {found}, the certification of that day says {expected}. Check which is right.",
    vendor_ja="要介護状態区分と有効期間は、その日に効力のある認定と一致させてください。認定を先に送ると一致します。",
    vendor_en="Take level and validity from the certification in force on the day; send certifications first.",
)
COPAY_OTHERWISE = Entry(
    code="row.copay_otherwise",
    title_ja="負担割合証の記録と異なります（警告）",
    title_en="It differs from the copay certificate on record (warning)",
    desk_ja="送られた割合は{found}割、その日の負担割合証の記録は{expected}割です。どちらが正しいか確かめてください。",
    desk_en="The rate sent is {found} tenths, the copay certificate of that day says {expected}. Check which is right.",
    vendor_ja="利用者負担の割合は、その日に適用される負担割合証から取ってください。",
    vendor_en="Take the rate from the copay certificate that applies on the day.",
)
RESTRICTION_OTHERWISE = Entry(
    code="row.restriction_otherwise",
    title_ja="給付制限の期間が被保険者証と給付制限の記録で異なります（警告）",
    title_en="Certificate and restriction record tell another period (warning)",
    desk_ja="送られた日は{found}、もう一方の記録では{expected}です。給付制限の期間を計算し直して確かめてください。",
    desk_en="The day sent is {found}, the other record says {expected}. Compute the restriction's period again.",
    vendor_ja="被保険者証の給付制限と給付制限の記録は、同じ計算結果から出力してください。",
    vendor_en="Write the certificate's restrictions and the restriction records from one computation.",
)
PERSON_DIFFERS = Entry(
    code="row.person_differs",
    title_ja="生年月日または性別が被保険者証の記録と異なります（警告）",
    title_en="Birth date or sex differs from the insured certificate (warning)",
    desk_ja="別の人の記録が混ざっていないか、被保険者番号と示された項目を確かめてください。",
    desk_en="Check insured number and item: the record may be another person's.",
    vendor_ja="被保険者番号と本人の項目の結び付けを確かめてください。値は示しません。",
    vendor_en="Check how the insured number is tied to the person's items. The values are not shown.",
)
DECIDED_WITHOUT_NOTICE = Entry(
    code="row.decided_without_notice",
    title_ja="延期通知がないまま、申請から30日を過ぎて認定されています（警告）",
    title_en="Decided more than 30 days after the application without a notice of delay (warning)",
    desk_ja="認定は{found}、期限は{expected}です。延期通知の進捗の送り漏れがないか確かめてください。",
    desk_en="Decided on {found}, due on {expected}. Look for a notice of delay that was not sent to the platform.",
    vendor_ja="延期通知は event_kind が delayed の進捗として送ってください（介護保険法27条11項）。",
    vendor_en="Send notices of delay as progress of the kind delayed (介護保険法27条11項).",
)
