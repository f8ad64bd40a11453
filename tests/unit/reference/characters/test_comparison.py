import pytest

from care_platform.reference.characters import fold_address, fold_for_comparison


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋 太郎", "高橋　太郎"),
        ("山﨑", "山崎"),
        ("渡邉\U000e0101 𠮷男", "渡辺吉男"),
        ("齋藤", "斎藤"),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ　タロウ"),
        ("やまだ たろう", "ヤマダ タロウ"),
        ("カ\u3099ラ", "ガラ"),
        ("John Smith", "ＪＯＨＮ ＳＭＩＴＨ"),
        ("\ufa1b田", "\u798f田"),
    ],
)
def test_two_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold_for_comparison(one) == fold_for_comparison(other)


@pytest.mark.parametrize(
    ("one", "other"), [("山田", "山口"), ("ヤマダ", "ヤマタ"), ("斎藤", "斉藤"), ("太郎", "")]
)
def test_two_names_do_not(one: str, other: str) -> None:
    assert fold_for_comparison(one) != fold_for_comparison(other)


def test_the_operators_map_takes_part() -> None:
    assert fold_for_comparison("㐡", {"㐡": "懦"}) == fold_for_comparison("懦")


@pytest.mark.parametrize(
    "address",
    [
        "大阪府枚方市大垣内町２丁目１番２０号",
        "枚方市大垣内町2-1-20",
        "枚方市大垣内町二丁目１−２０",
        "大阪府 枚方市 大垣内町 2丁目1番地の20",
        "枚方市大垣内町2ー1ー20",
        "枚方市大垣内町２の１の２０",
    ],
)
def test_every_spelling_of_an_address_shares_a_key(address: str) -> None:
    assert fold_address(address) == "枚方市大垣内町2-1-20"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("東京都千代田区一番町1番地", "千代田区一番町1"),
        ("京都府京都市上京区一条通", "京都市上京区一条通"),
        ("枚方市朝日丘町10番8号コーポ枚方101号室", "枚方市朝日丘町10-8-コーポ枚方101"),
        ("枚方市津田北町二十三番地", "枚方市津田北町23"),
        ("枚方市津田北町十番一〇号", "枚方市津田北町10-10"),
        ("岐阜県山県市高木1000-1", "山県市高木1000-1"),
    ],
)
def test_names_of_towns_and_houses_keep_their_characters(address: str, key: str) -> None:
    assert fold_address(address) == key


def test_two_houses_differ() -> None:
    assert fold_address("枚方市大垣内町2-1-20") != fold_address("枚方市大垣内町2-12-0")
