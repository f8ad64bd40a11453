from pathlib import Path

import pytest

from care_platform.printing.fonts import fonts_to_use
from care_platform.reference.catalogue import CataloguedError


def test_the_operators_choice_comes_first_and_alone(tmp_path: Path, registers_font: Path) -> None:
    (tmp_path / "ipamjm.ttf").touch()
    assert fonts_to_use((registers_font,), (tmp_path,)) == (registers_font,)


def test_known_fonts_are_found_in_the_order_of_preference(tmp_path: Path) -> None:
    for name in ("a/NotoSerifCJK-Regular.ttc", "b/ipamjm.ttf", "b/other.ttf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in fonts_to_use((), (tmp_path,))] == [
        "ipamjm.ttf",
        "NotoSerifCJK-Regular.ttc",
    ]


@pytest.mark.parametrize("chosen", [(), (Path("gone.ttf"),)])
def test_without_a_font_the_operator_is_told_what_to_install(
    tmp_path: Path, chosen: tuple[Path, ...]
) -> None:
    with pytest.raises(CataloguedError) as refused:
        fonts_to_use(chosen, (tmp_path / "nothing",))
    assert refused.value.entry.code == "printing.no_font"
    assert "fonts-ipamj-mincho" in refused.value.entry.vendor_en
