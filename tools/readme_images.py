"""`python -m tools.readme_images`: the README's pictures, cut from what `make screenshots` took."""

from pathlib import Path

from PIL import Image

from tools.screenshots import FOLDER

IMAGES = Path("docs/images")
WIDEST, COLOURS = 960, 64
PICTURES = {
    "care-office.png": ("desk-user-burden-en-1280.png", 1500),
    "person.png": ("portal-certificates-en-360.png", 900),
    "municipality.png": ("town-transfer-held-approver-en-1280.png", 1150),
    "programme-office.png": ("nation-country-en-1280.png", 1900),
}
"""The picture, the screenshot it is cut from, and how many of its rows are shown."""


def main() -> None:
    """Cuts, makes smaller, and keeps few colours: a picture of a page needs no more."""
    IMAGES.mkdir(exist_ok=True)
    for name, (screenshot, rows) in PICTURES.items():
        with Image.open(FOLDER / screenshot) as whole:
            shown = whole.convert("RGB").crop((0, 0, whole.width, min(rows, whole.height)))
        shown.thumbnail((WIDEST, rows), Image.Resampling.LANCZOS)
        shown.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main()
