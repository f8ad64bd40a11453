"""What every stored version of every record has: who it is about, which version, when, and whence.

Records are never overwritten (a version is closed by naming the transfer that superseded it), so an answer can
say what was valid on a day, what was known at a time, and where it came from. When a version was recorded or
superseded is the moment its transfer was applied, kept once on the transfer.
"""

from datetime import date

from sqlalchemy import BigInteger, Date, Integer
from sqlmodel import Field, SQLModel

from care_platform.records.fields import NUMBER_TYPE, integer, number
from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, INSURER_NUMBER_PATTERN


class Version(SQLModel):
    """The leading items of every record kind and the columns of its versions.

    The primary key is insurer, insured person, business key and history number. `in_force_from` and
    `in_force_to` are the record's own valid period; `superseded_by` is the transfer that closed this version.
    """

    insurer_number: str = number(
        "保険者番号", "insurer number", INSURER_NUMBER_PATTERN, key=True, example="272104",
        rule="検証番号を含む6桁",
    )  # fmt: skip
    insured_number: str = number(
        "被保険者番号", "insured number", INSURED_NUMBER_PATTERN, key=True, personal=True, example="0000000001",
        rule="10桁。生活保護単独の場合は H と9桁",
    )  # fmt: skip
    business_key: str = Field(primary_key=True, sa_type=NUMBER_TYPE)
    history_number: int = integer(
        "履歴番号", "history number", key=True, minimum=1, maximum=999_999_999, unit="連番", example="1",
        rule="同じ証の内容が変わるたびに大きくする",
    )  # fmt: skip
    in_force_from: date | None = Field(default=None, sa_type=Date)
    in_force_to: date | None = Field(default=None, sa_type=Date)
    transfer_id: int = Field(sa_type=BigInteger)
    part_number: int = Field(sa_type=Integer)
    row_number: int = Field(sa_type=Integer)
    superseded_by: int | None = Field(default=None, sa_type=BigInteger)
