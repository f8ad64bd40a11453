"""What can be wrong with a CSV file of any standard: as a whole, in a row, in a value."""

from care_platform.reference.catalogue.entry import Entry

# The file as a whole

NAME_INVALID = Entry(
    code="file.name_invalid",
    title_ja="ファイル名が規約と異なります",
    title_en="The file name does not follow the convention",
    desk_ja="ファイル名を変えずに、作成したソフトから出力し直してください。",
    desk_en="Export the file again from the software that made it, without renaming it.",
    vendor_ja="ファイル名は {expected} の形にしてください。",
    vendor_en="Name the file {expected}.",
)
WITHOUT_CONTENT = Entry(
    code="file.without_content",
    title_ja="ファイルが空です",
    title_en="The file is empty",
    desk_ja="出力や複写が途中で止まった可能性があります。元のシステムでファイルを作り直してください。何も反映していません。",
    desk_en="Writing or copying it may have stopped half-way. Make the file again in your system. Nothing was applied.",
    vendor_ja="対象者がいないときも、XML は空の records を、CSV は見出し行を出力してください。",
    vendor_en="Even with nobody to send, write an empty records element in XML, or the header line in CSV.",
)
BROKEN_GZIP = Entry(
    code="file.broken_gzip",
    title_ja="圧縮ファイルが壊れています",
    title_en="The compressed file is broken",
    desk_ja="複写や転送が途中で切れた可能性があります。元のファイルを複写し直すか、出力し直してください。",
    desk_en="Copying it may have stopped half-way. Copy the original again, or export it again.",
    vendor_ja="gzip として最後まで展開できません。書き込みを終えてからファイルを閉じてください。",
    vendor_en="It cannot be expanded to its end as gzip. Close the file after writing all of it.",
)
PARTS_INCOMPLETE = Entry(
    code="file.parts_incomplete",
    title_ja="分割されたファイルがそろっていません",
    title_en="Files of one transfer are missing",
    desk_ja="ファイル名の最後の番号が 001 から続くように、同じ送信のファイルをすべて選んでください。足りない番号: {missing}",
    desk_en="Choose all files of the transfer, numbered from 001 at the end of their names. Missing: {missing}",
    vendor_ja="部分番号は 001 から欠番なく付けてください。足りない番号: {missing}",
    vendor_en="Number the parts from 001 without a gap. Missing: {missing}",
)
OTHER_ENCODING = Entry(
    code="file.other_encoding",
    title_ja="{found} の文字コードのファイルとして読めます",
    title_en="It can be read as a file in {found}",
    desk_ja=(
        "{found} で送ると決めているときは --encoding {option} を付けてもう一度実行してください。"
        "そうでなければ、元のシステムの出力設定を {expected} に直してください。"
    ),
    desk_en=(
        "If {found} was agreed, run the command again with --encoding {option}. Otherwise let your system write "
        "{expected}."
    ),
    vendor_ja="文字コードの出力設定を確かめてください。既定は UTF-8 です。",
    vendor_en="Check the encoding your system writes. The default is UTF-8.",
)
WRONG_ENCODING = Entry(
    code="file.wrong_encoding",
    title_ja="文字コードが異なります",
    title_en="The file is in another character encoding",
    desk_ja="ファイルを表計算ソフトで開いて保存し直さず、作成したソフトから出力し直してください。",
    desk_en="Export the file again; do not open and save it in a spreadsheet program.",
    vendor_ja="文字コードは {encoding} です。",
    vendor_en="The encoding is {encoding}.",
)
WRONG_HEADER = Entry(
    code="file.wrong_header",
    title_ja="見出し行が仕様と異なります",
    title_en="The header line is not that of the format",
    desk_ja="送信するファイルと記録の種類を確かめてください。何も反映していません。",
    desk_en="Check the file and its kind. Nothing was applied.",
    vendor_ja="{record_kind} の見出しの {column} 列目は {expected} です。",
    vendor_en="Column {column} of the header of {record_kind} is {expected}.",
)
ILL_FORMED = Entry(
    code="file.ill_formed",
    title_ja="CSV の引用符が正しくありません",
    title_en="The quotation marks are not those of CSV",
    desk_ja="作成したソフトからファイルを出力し直してください。",
    desk_en="Export the file again from the software that made it.",
    vendor_ja=(
        '{line} 行目付近: 引用符で始まる値は引用符で閉じ、値の中の引用符は "" とし、直後は区切りか改行にしてください。'
    ),
    vendor_en='Near line {line}: close every quoted value, write "" for a quote within, and end it at a comma or line end.',
)
ROW_TOO_LARGE = Entry(
    code="file.row_too_large",
    title_ja="一行が大きすぎます",
    title_en="One row is too large",
    desk_ja="ファイルを作成したソフトの提供業者に連絡してください。",
    desk_en="Tell the vendor of the software that made the file.",
    vendor_ja="一行は {limit} 文字までです。引用符の閉じ忘れがないか確かめてください。",
    vendor_en="A row may have {limit} characters. Look for a quotation mark that is never closed.",
    http_status=413,
)
TOO_MANY_COLUMNS = Entry(
    code="file.too_many_columns",
    title_ja="一行の列が多すぎます",
    title_en="A row has too many columns",
    desk_ja="ファイルを作成したソフトの提供業者に連絡してください。",
    desk_en="Tell the vendor of the software that made the file.",
    vendor_ja="一行が {limit} 列を超えています。このファイルは対応する仕様のものではありません。",
    vendor_en="A row has more than {limit} columns: this is no file of a standard known here.",
)
TOO_LARGE = Entry(
    code="file.too_large",
    title_ja="ファイルが大きすぎます",
    title_en="The file is too large",
    desk_ja="対象を分けて、ファイルを出力し直してください。",
    desk_en="Export fewer persons at once.",
    vendor_ja="ファイルは {limit} バイトまでです。",
    vendor_en="A file may have {limit} bytes.",
    http_status=413,
)
EMPTY = Entry(
    code="file.empty",
    title_ja="データ行がありません",
    title_en="The file has no rows",
    desk_ja="対象者を選んで出力し直してください。",
    desk_en="Choose whom to export and export again.",
    vendor_ja="データが無いときはファイルを作らないでください。",
    vendor_en="Make no file when there is nothing to send.",
)
TOO_MANY_FINDINGS = Entry(
    code="file.too_many_findings",
    title_ja="誤りが多すぎるため、検査を打ち切りました",
    title_en="There are too many findings; the check was stopped",
    desk_ja="対象の仕様のファイルか確かめてください。",
    desk_en="Check that the file is of this standard at all.",
    vendor_ja="指摘が {limit} 件を超えました。はじめの指摘から直してください。",
    vendor_en="More than {limit} findings. Mend the first ones first.",
)
LINE_ENDS = Entry(
    code="file.line_ends",
    title_ja="改行コードが CRLF ではありません",
    title_en="The lines do not end with CRLF",
    desk_ja="ファイルの提供元に、改行コードの設定を確かめるよう伝えてください。",
    desk_en="Ask the sender to check how the lines end.",
    vendor_ja="各行を CR と LF で終えてください。",
    vendor_en="End each line with CR and LF.",
)
BLANK_LINE = Entry(
    code="file.blank_line",
    title_ja="空の行があります",
    title_en="There is an empty line",
    desk_ja="ファイルの提供元に、空の行があることを伝えてください。",
    desk_en="Tell the sender that the file has an empty line.",
    vendor_ja="空の行を出力しないでください。最後の行の改行は一つだけです。",
    vendor_en="Write no empty lines; the last line ends once.",
)

# A row and a value

COLUMN_COUNT = Entry(
    code="file.column_count",
    title_ja="列の数が仕様と異なります",
    title_en="A row has another number of columns",
    desk_ja="作成したソフトの提供業者に、列の数が仕様と異なると伝えてください。",
    desk_en="Tell the vendor that a row has the wrong number of columns.",
    vendor_ja="一行は {expected} 列です（実際は {found} 列）。空の値も区切りを出力してください。",
    vendor_en="A row has {expected} columns, not {found}. Write the commas of empty values too.",
)
CHARACTER_OUTSIDE = Entry(
    code="file.character_outside",
    title_ja="使えない文字が含まれています",
    title_en="The value holds a character that cannot be used",
    desk_ja="示された項目の {position} 文字目を、使える文字に直して出力し直してください。",
    desk_en="Replace the character at position {position} of the named item and export again.",
    vendor_ja=(
        "{repertoire} にない文字、外字、制御文字は、出力前に {repertoire} の文字に変換してください（{position} 文字目）。"
    ),
    vendor_en="Convert characters that {repertoire} lacks, and user-defined and control characters (position {position}).",
)
CHARACTER_BROKEN = Entry(
    code="file.character_broken",
    title_ja="読めない文字が含まれています",
    title_en="The value holds something that is no character",
    desk_ja="示された項目の {position} 文字目が壊れています。作成したソフトから出力し直してください。",
    desk_en="Position {position} of the named item is broken. Export the file again.",
    vendor_ja="{position} 文字目が {repertoire} のバイト列でないか、制御文字です。",
    vendor_en="Position {position} is no byte sequence of {repertoire}, or a control character.",
)
TEXT_UNQUOTED = Entry(
    code="file.text_unquoted",
    title_ja="文章の項目が引用符で囲まれていません",
    title_en="A free text is not quoted",
    desk_ja="値は読み取れています。ファイルの提供元に伝えてください。",
    desk_en="The value was read. Tell the sender.",
    vendor_ja='フリーテキストは長さにかかわらず半角の " で囲んでください。',
    vendor_en="Quote every free text, whatever it holds.",
)
VALUE_MISSING = Entry(
    code="file.value_missing",
    title_ja="必須の項目が空です",
    title_en="A required item is empty",
    desk_ja="示された項目を入力して、出力し直してください。",
    desk_en="Enter the named item and export again.",
    vendor_ja="必須の項目です。形: {expected}",
    vendor_en="The item is required. Form: {expected}",
)
VALUE_FORM = Entry(
    code="file.value_form",
    title_ja="項目の形式が仕様と異なります",
    title_en="An item does not have the prescribed form",
    desk_ja="示された項目を確かめて、出力し直してください。",
    desk_en="Check the named item and export again.",
    vendor_ja="形: {expected}。実際の形: {found}（9 は数字、A は英字、字はその他の文字）",
    vendor_en="Form: {expected}. Found: {found} (9 any digit, A any letter, 字 any other character)",
)
VALUE_NOT_IN_LIST = Entry(
    code="file.value_not_in_list",
    title_ja="コードが仕様の一覧にありません",
    title_en="The code is not in the list",
    desk_ja="示された項目を選び直して、出力し直してください。",
    desk_en="Choose the named item again and export again.",
    vendor_ja="使えるコード: {expected}。実際の形: {found}",
    vendor_en="Codes: {expected}. Found: {found}",
)
VALUE_TOO_LONG = Entry(
    code="file.value_too_long",
    title_ja="項目が長すぎます",
    title_en="An item is too long",
    desk_ja="示された項目を短くして、出力し直してください。",
    desk_en="Shorten the named item and export again.",
    vendor_ja="{expected}まで。実際は {length} 文字です。",
    vendor_en="At most {expected}; found {length} characters.",
)
DAY_INVALID = Entry(
    code="file.day_invalid",
    title_ja="存在しない日付です",
    title_en="The day does not exist",
    desk_ja="示された日付を直して、出力し直してください。",
    desk_en="Correct the named date and export again.",
    vendor_ja="実在する日付を {expected} で出力してください。",
    vendor_en="Write an existing day as {expected}.",
)
PERIOD_REVERSED = Entry(
    code="file.period_reversed",
    title_ja="期間の終わりが始まりより前です",
    title_en="The period ends before it begins",
    desk_ja="開始日と終了日を直して、出力し直してください。",
    desk_en="Correct the first or last day and export again.",
    vendor_ja="終了日は開始日以後でなければなりません。",
    vendor_en="The last day must not be before the first.",
)
CHECK_DIGIT_UNUSUAL = Entry(
    code="file.check_digit_unusual",
    title_ja="番号の検証番号が通常の規則に合いません（注意）",
    title_en="The number's check digit fits no usual rule (note)",
    desk_ja="番号の打ち間違いがないか確かめてください。正しければそのままで構いません。",
    desk_en="Check the number for a typing error. If it is right, nothing needs to be done.",
    vendor_ja="モジュラス10・ウェイト2・1分割の検証番号と一致しません。実在する例外もあります。",
    vendor_en="The modulus-10 weight-2-1 digit does not fit; genuine exceptions exist.",
)
