"""Items that several certificates print alike."""

from datetime import date

from care_platform.records.birth_dates import AS_WRITTEN_PATTERN
from care_platform.records.fields import code, day, number, text
from care_platform.records.version import Version
from care_platform.reference.codes import BIRTH_DATE_UNCERTAIN, SEX
from care_platform.reference.numbers import INSURER_NUMBER_PATTERN


class PrintedPerson(Version):
    """The person as printed on a certificate, and the insurer as printed.

    The names are kept exactly as sent: no normalisation, variation sequences included.
    """

    printed_insurer_number: str | None = number(
        "証記載保険者番号", "insurer number as printed", INSURER_NUMBER_PATTERN, example="272104",
        rule="広域連合では構成市町村の番号のことがある。保険者番号と同じなら省略できる",
    )  # fmt: skip
    insurer_name: str = text("保険者名", "insurer name", at_most=60, example="枚方市")
    name: str = text("氏名", "name", at_most=100, personal=True, example="枚方　花子")
    name_kana: str = text(
        "氏名フリガナ", "name in kana", at_most=200, personal=True, example="ヒラカタ　ハナコ"
    )
    birth_date: date = day(
        "生年月日", "birth date", personal=True, written_in="birth_date_as_written", example="1940-04-01",
        rule="不詳のときは登録上の日。なければ不詳表記に合う最初の日",
    )  # fmt: skip
    birth_date_uncertain: str | None = code(
        "生年月日_不詳フラグ", "birth date uncertain", BIRTH_DATE_UNCERTAIN, example="1",
        rule="1 のときは不詳表記も出力する。不詳でなければ省略できる",
    )  # fmt: skip
    birth_date_as_written: str | None = number(
        "生年月日_不詳表記", "birth date as written", AS_WRITTEN_PATTERN, personal=True, example="1940-04-00",
        rule="分からない部分を 00 とする（1940-04-00、1940-00-00）。全く分からなければ 0000-00-00",
    )  # fmt: skip
    sex: str = code("性別", "sex", SEX, example="2")
    postal_code: str | None = number(
        "郵便番号", "postal code", "[0-9]{3}-[0-9]{4}", personal=True, example="573-8666"
    )
    address: str = text(
        "住所", "address", at_most=300, personal=True, example="大阪府枚方市大垣内町2丁目1番20号"
    )
