"""What printing a certificate can refuse."""

from care_platform.reference.catalogue.entry import Blame, Reason

NO_FONT = Reason(
    code="printing.no_font",
    title_ja="印刷用のファイルを作ることができません",
    title_en="The file for printing cannot be made",
    desk_ja="証の画面を開き、ブラウザーの印刷をご利用ください。内容は同じです。",
    desk_en="Open the page of the certificate and use your browser's print. The content is the same.",
    vendor_ja=(
        "日本語の書体が見つかりません。fonts-ipamj-mincho と fonts-noto-cjk をインストールするか、"
        "CARE_PRINT_FONTS に書体のファイルを指定してください。"
    ),
    vendor_en=(
        "No Japanese font was found. Install fonts-ipamj-mincho and fonts-noto-cjk, or name font files in "
        "CARE_PRINT_FONTS."
    ),
    person_ja=(
        "印刷用のファイルを作れませんでした。証のページを開いて、画面の印刷をお使いください。内容は同じです。"
    ),
    person_en=(
        "The file for printing could not be made. Open the page of the certificate and print that; "
        "it says the same."
    ),
    http_status=503,
    blame=Blame.PLATFORM,
)
NOT_PRINTABLE = Reason(
    code="printing.not_printable",
    title_ja="印刷できる証がありません",
    title_en="There is no certificate to print",
    desk_ja="証の画面で、いま有効な証があるかを確かめてください。",
    desk_en="See on the page of your certificates whether one is in force now.",
    vendor_ja="この種類には紙の様式がないか、今日有効な記録がありません。",
    vendor_en="This kind has no paper form, or no record is in force today.",
    person_ja=(
        "いま有効な証がないため、印刷できません。証をお持ちのときは、"
        "市区町村の介護保険の窓口にお問い合わせください。"
    ),
    person_en=(
        "No certificate is in force now, so there is nothing to print. If you do hold one, "
        "ask the counter of your municipality."
    ),
    http_status=404,
)
