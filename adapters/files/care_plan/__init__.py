"""ケアプランデータ連携標準仕様 4.1 (CSVバージョン 202407): reading, judging, ordering and writing its files."""
