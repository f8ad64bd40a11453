"""Full names. Surnames are as frequent as in the nation (package japanese-personal-name-dataset)."""

from functools import cache

from japanese_personal_name_dataset import load_dataset

from care_platform.synthesis.figures import RARE_SURNAME_PER_MILLION
from care_platform.synthesis.given_names import Spelling, draw_given_name, to_katakana
from care_platform.synthesis.rare_surnames import RARE_SURNAMES
from care_platform.synthesis.streams import Stream, Weighted


def draw_name(stream: Stream, sex: str, birth_year: int) -> Spelling:
    """A full name and its reading in katakana; a full-width space parts surname and given name.

    About 1.5 % of the surnames have a character that not every system can hold, in three equal classes: a
    variation sequence, levels 3 and 4 of JIS X 0213, outside JIS X 0213.
    """
    if stream.happens(RARE_SURNAME_PER_MILLION):
        surname, surname_kana = stream.pick(stream.pick(RARE_SURNAMES))
    else:
        surname, surname_kana = _surnames().pick(stream)
    given, given_kana = draw_given_name(stream, sex, birth_year)
    return f"{surname}\u3000{given}", f"{surname_kana}\u3000{given_kana}"


@cache
def _surnames() -> Weighted[Spelling]:
    _, _, entries = load_dataset("org", include_last_names=True)
    return Weighted(
        [((name, to_katakana(entry["reading"])), entry["count"]) for name, entry in entries.items()]
    )
