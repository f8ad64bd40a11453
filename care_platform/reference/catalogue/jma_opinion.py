"""What can be wrong with a 医見書 CSV. The desk voice is for the office that receives the opinion."""

from care_platform.reference.catalogue.entry import Entry

OLDER_FORM = Entry(
    code="jma_opinion.older_form",
    title_ja="平成18年改正前の医見書 CSV です",
    title_en="The file is of the form before 2006",
    desk_ja="医見書ソフトを更新して出力し直してください。",
    desk_en="Update the opinion software and export again.",
    vendor_ja="列が {found} 列です。FormatVersion 1.1 は {expected} 列で、104 列は旧様式です。",
    vendor_en="The row has {found} columns. FormatVersion 1.1 has {expected}; 104 is the older form.",
)
VERSION_OTHER = Entry(
    code="jma_opinion.version_other",
    title_ja="FormatVersion が異なります",
    title_en="Another FormatVersion",
    desk_ja="医見書ソフトの版を確かめてください。",
    desk_en="Check the version of the opinion software.",
    vendor_ja="FormatVersion は {expected} です。実際の形: {found}",
    vendor_en="FormatVersion is {expected}. Found: {found}",
)
HEADER_LINE = Entry(
    code="jma_opinion.header_line",
    title_ja="見出し行があります",
    title_en="There is a header line",
    desk_ja="そのままで構いません。",
    desk_en="Nothing needs to be done.",
    vendor_ja="この形式に見出し行はありません。",
    vendor_en="The format has no header line.",
)
TIMESTAMP = Entry(
    code="jma_opinion.timestamp",
    title_ja="タイムスタンプの組立てが規則と異なります",
    title_en="The timestamp is not put together by the rule",
    desk_ja="医見書ソフトから出力し直してください。",
    desk_en="Export again from the opinion software.",
    vendor_ja="003 は被保険者番号に日時分秒（DDHHMMSS）を続けたものです。",
    vendor_en="003 is the insured number followed by DDHHMMSS.",
)
FLAG_CONTRADICTS = Entry(
    code="jma_opinion.flag_contradicts",
    title_ja="有無と内容が一致しません",
    title_en="A yes/no item contradicts its details",
    desk_ja="示された項目の有無を医療機関に確かめてください。",
    desk_en="Ask the institution which is right.",
    vendor_ja="{flag} の値と {detail} の内容をそろえてください。",
    vendor_en="Let {flag} agree with {detail}.",
)
DETAIL_MISSING = Entry(
    code="jma_opinion.detail_missing",
    title_ja="「有」または「その他」の内容がありません",
    title_en="The text for 'yes' or 'other' is missing",
    desk_ja="内容を医療機関に確かめてください。",
    desk_en="Ask the institution for the text.",
    vendor_ja="{flag} があるときは {detail} も出力してください。",
    vendor_en="With {flag}, write {detail} too.",
)
ITEM_ABOLISHED = Entry(
    code="jma_opinion.item_abolished",
    title_ja="様式から削除された項目に値があります",
    title_en="An item the form no longer has is filled",
    desk_ja="そのままで構いません。この値は使いません。",
    desk_en="Nothing needs to be done; the value is not used.",
    vendor_ja="{since} 以後の様式にこの項目はありません。空にしてください。",
    vendor_en="Forms from {since} on lack this item. Leave it empty.",
)
