"""A certificate as a PDF in the arrangement of the paper one, for looking at: it is not the certificate.

The sizes are those of the forms (施行規則 様式第一号, 様式第一号の二, 様式第一号の二の二); the two small ones are
enlarged so that they can be read without glasses.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF

from care_platform.printing import insured, single
from care_platform.printing.canvas import Box, Canvas, Look
from care_platform.printing.glyphs import Typesetter
from care_platform.printing.parts import Form
from care_platform.records.description import Values
from care_platform.reference.calendar import JAPAN
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.printing import NOT_PRINTABLE
from care_platform.reference.eras import to_era

_NOTE = Look(size=9, top=True)
_SIDE = 12.0


@dataclass(frozen=True, slots=True)
class _Layout:
    name: str
    draw: Callable[[Form], None]
    width: float
    height: float
    scale: float = 1.0
    landscape: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """A4, in millimetres."""
        return (297.0, 210.0) if self.landscape else (210.0, 297.0)


_LAYOUTS: Mapping[str, _Layout] = {
    "insured_certificate": _Layout(
        "介護保険被保険者証", insured.draw_insured_certificate, insured.WIDTH, insured.HEIGHT, landscape=True
    ),
    "copay_certificate": _Layout(
        "介護保険負担割合証", single.draw_copay_certificate, single.WIDTH, single.HEIGHT, scale=1.6
    ),
    "burden_limit_certificate": _Layout(
        "介護保険負担限度額認定証",
        single.draw_burden_limit_certificate,
        single.WIDTH,
        single.HEIGHT,
        scale=1.6,
    ),
}
PRINTABLE_KINDS = tuple(_LAYOUTS)
"""The record kinds that have a paper form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the foot of the page says: when it was asked, and when the insurer's data last came."""

    at: datetime
    source: str
    last_upload: datetime | None


def print_certificate(kind: str, values: Values, about: Circumstances, fonts: Sequence[Path]) -> bytes:
    """The PDF of one record, with the used letters of the fonts in it and no person's name in its properties.

    Raises CataloguedError (`printing.not_printable`) for a kind without a paper form.
    """
    layout = _LAYOUTS.get(kind)
    if layout is None:
        raise CataloguedError(NOT_PRINTABLE)
    pdf = _document(layout, about)
    typesetter = Typesetter(pdf, fonts)
    left = (layout.page[0] - layout.width * layout.scale) / 2
    form = Form(Canvas(pdf, typesetter, (left, _SIDE), layout.scale), values)
    layout.draw(form)
    _foot(pdf, typesetter, layout, about)
    _annex(pdf, typesetter, layout, form)
    typesetter.embed()
    return bytes(pdf.output())


def _document(layout: _Layout, about: Circumstances) -> FPDF:
    pdf = FPDF(unit="mm", format=layout.page)
    # 1.7 so that fonts of the OpenType kind may be embedded.
    pdf.pdf_version = "1.7"
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(f"{layout.name}（内容の確認用）")
    pdf.set_lang("ja-JP")
    pdf.set_creator("care-platform")
    pdf.set_creation_date(about.at)
    pdf.add_page()
    return pdf


def _foot(pdf: FPDF, typesetter: Typesetter, layout: _Layout, about: Circumstances) -> None:
    top = _SIDE + layout.height * layout.scale + 5
    box = Box(0, 0, layout.page[0] - 2 * _SIDE, layout.page[1] - top - 8)
    Canvas(pdf, typesetter, (_SIDE, top)).write(box, "\n".join(_foot_lines(typesetter, about)), _NOTE)


def _foot_lines(typesetter: Typesetter, about: Circumstances) -> list[str]:
    lines = [
        "この印刷は内容を確認するためのもので、証そのものではありません。",
        "サービスを受けるときは、お手元の証をお持ちください。",
        "This print shows what the platform holds. It is not the certificate itself.",
        f"印刷した日時: {_moment(about.at)}　　出典: {about.source}",
        f"最後に届いた日時: {_moment(about.last_upload)}" if about.last_upload else "",
    ]
    if typesetter.approximated:
        lines.append(
            f"次の字は、届いたとおりの字形がこの印刷の書体にないため、近い字形で表しています: "
            f"{'、'.join(typesetter.approximated)}"
        )
    return [line for line in lines if line]


def _annex(pdf: FPDF, typesetter: Typesetter, layout: _Layout, form: Form) -> None:
    """別紙: the texts that did not fit, in full."""
    if not form.annex:
        return
    pdf.add_page()
    canvas = Canvas(pdf, typesetter, (_SIDE, _SIDE))
    width, height = layout.page[0] - 2 * _SIDE, layout.page[1] - 2 * _SIDE
    text = "\n\n".join(f"【{label}】\n{words}" for label, words in form.annex)
    canvas.write(Box(0, 0, width, height), f"別紙（{layout.name}）\n\n{text}", Look(size=11, top=True))


def _moment(moment: datetime) -> str:
    local = moment.astimezone(JAPAN)
    return f"{to_era(local.date())} {local.hour}時{local.minute:02}分"
