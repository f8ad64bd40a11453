"""Surnames that test a system's characters: written form and reading.

Variation selectors stand as escapes, since an editor shows nothing of them.
"""

from typing import Final

# With an ideographic variation sequence of the Moji_Joho collection.
WITH_SELECTOR: Final = (
    ("渡邉\U000e010f", "ワタナベ"),
    ("渡邊\U000e010f", "ワタナベ"),
    ("田邉\U000e0119", "タナベ"),
    ("川邊\U000e0108", "カワベ"),
    ("葛\U000e0102西", "カサイ"),
    ("葛\U000e0103城", "カツラギ"),
    ("辻\U000e0102", "ツジ"),
    ("辻\U000e0103本", "ツジモト"),
    ("祇\U000e0102園", "ギオン"),
)

# With a character of the third or fourth level of JIS X 0213.
OF_JIS_X_0213: Final = (
    ("山﨑", "ヤマザキ"),
    ("宮﨑", "ミヤザキ"),
    ("岩﨑", "イワサキ"),
    ("尾﨑", "オザキ"),
    ("濵田", "ハマダ"),
    ("濵口", "ハマグチ"),
    ("栁田", "ヤナギダ"),
    ("桒原", "クワバラ"),
    ("靏田", "ツルタ"),
    ("廣瀨", "ヒロセ"),
    ("黑田", "クロダ"),
    ("𣘺本", "ハシモト"),
    ("山𥔎", "ヤマサキ"),
    ("𡈽屋", "ツチヤ"),
)

# With a character that JIS X 0213 lacks.
OUTSIDE_JIS_X_0213: Final = (
    ("𠮷田", "ヨシダ"),
    ("𠮷川", "ヨシカワ"),
    ("𠮷村", "ヨシムラ"),
    ("髙橋", "タカハシ"),
    ("髙木", "タカギ"),
    ("髙田", "タカダ"),
    ("髙島", "タカシマ"),
    ("大槗", "オオハシ"),
)

RARE_SURNAMES: Final = (WITH_SELECTOR, OF_JIS_X_0213, OUTSIDE_JIS_X_0213)
