"""Which usual form stands for a rarer one: a small table of our own, and the operator's official one.

Ours holds old and variant forms common in Japanese names. It is used in two ways: to show a name where its
own form cannot be shown, and to compare names that two systems spell differently. The official shrink map of
the MJ table (文字情報技術促進協議会) is not packaged; the operator names a file (`load_shrink_candidates`).
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from care_platform.reference.characters.repertoire import Repertoire, characters_of, graphemes

ShrinkMap = Mapping[str, str]
"""From a grapheme to the usual form that may stand for it."""
ShrinkCandidates = Mapping[str, tuple[str, ...]]
"""From a grapheme to the forms an official map gives for it, in the map's own order."""

_PAIRS = """
髙高 﨑崎 嵜崎 𥔎崎 𠮷吉 濵浜 濱浜 邉辺 邊辺 齋斎 齊斉 澤沢 廣広 德徳 瀨瀬 栁柳 桺柳 桒桑 槗橋 𣘺橋 嶋島 嶌島
黑黒 靑青 增増 淸清 眞真 惠恵 國国 櫻桜 榮栄 龍竜 圓円 與与 實実 壽寿 壯壮 條条 樂楽 氣気 關関 鐵鉄 鹽塩 禮礼
祿禄 緖緒 縣県 總総 豐豊 讓譲 轉転 遙遥 鷗鴎 𡈽土 曾曽 會会 來来 兒児 冨富 凉涼 舘館 峯峰 嶽岳 巖巌 彌弥 悅悦
敎教 晉晋 曉暁 橫横 步歩 每毎 瑤瑶 產産 盡尽 硏研 穗穂 穰穣 稻稲 莊荘 萬万 薰薫 藏蔵 藝芸 衞衛 覺覚 賴頼 鄕郷
劍剣 劔剣 釼剣 閒間 靜静 顯顕 驒騨 靏鶴 靍鶴 麴麹 黃黄 龜亀 𣏌杉 𠀋丈 昻昂 槇槙 吳呉 强強 戶戸 别別 吿告 尙尚
郞郎 鄰隣 佛仏 假仮 繩縄 單単 團団 圍囲 學学 寬寛 寶宝 應応 戀恋 擴拡 數数 榆楡 檜桧 歸帰 滿満 瀧滝 燒焼 獨独
當当 發発 禪禅 稱称 粹粋 絕絶 經経 繪絵 聰聡 聲声 腦脳 舊旧 處処 號号 證証 豫予 辯弁 邱丘 醫医 釋釈 鑛鉱 險険
隱隠 靈霊 體体 鬪闘 鷄鶏 麥麦 齡齢
"""

KNOWN_VARIANTS: ShrinkMap = {pair[0]: pair[1] for pair in _PAIRS.split()}
"""Variant and old forms to today's usual form. Every usual form is in JIS X 0213 and in MS932."""


def _pairs_of_json(text: str) -> Iterable[tuple[str, list[str]]]:
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError("a shrink map in JSON is one object")
    for source, target in content.items():
        several = target if isinstance(target, list) else graphemes(str(target))
        if not all(isinstance(each, str) for each in several):
            raise ValueError("a shrink map in JSON gives a character one candidate or a list of them")
        yield source, several


def _pairs_of_table(text: str) -> Iterable[tuple[str, list[str]]]:
    header, *lines = text.splitlines() or [""]
    names = header.split(",")
    if "kanji" not in names or "shrink" not in names:
        raise ValueError("a shrink map in CSV has the columns kanji and shrink")
    source, target = names.index("kanji"), names.index("shrink")
    for line in lines:
        cells = line.split(",")
        if len(cells) == len(names):
            yield cells[source], graphemes(cells[target])


@cache
def load_shrink_candidates(path: Path) -> ShrinkCandidates:
    """Read the operator's shrink map; a file is read once in a process.

    The file is UTF-8: a JSON object from a character to one candidate or a list of them, or a CSV without
    quotes whose first line names the columns `kanji` and `shrink` (`shrink` holds the candidates one after
    another). A character that is its own only candidate is left out, as one without a candidate is.
    Raises OSError if the file cannot be read and ValueError if it is in neither form.
    """
    text = path.read_text(encoding="utf-8-sig")
    pairs = _pairs_of_json(text) if path.suffix == ".json" else _pairs_of_table(text)
    named = ((source, tuple(each for each in several if each != source)) for source, several in pairs)
    return {source: several for source, several in named if source and several}


def over_known_variants(official: ShrinkCandidates) -> ShrinkMap:
    """The official map laid over our own table: for each character its first candidate within JIS X 0213."""
    inside = characters_of(Repertoire.JIS_X_0213)
    firsts = (
        (source, next((c for c in several if c in inside), None)) for source, several in official.items()
    )
    return {**KNOWN_VARIANTS, **{source: first for source, first in firsts if first}}
