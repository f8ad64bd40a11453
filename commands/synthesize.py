"""`care-platform synthesize`: a city of synthetic people in the standard's XML."""

from datetime import date, datetime
from pathlib import Path

import click
from rich.progress import track

from adapters.xml.writer import write_records
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.synthesis.city import City
from care_platform.synthesis.mistakes import with_mistakes
from care_platform.synthesis.rows import rows


@click.command()
@click.option("--insurer", default="272104", show_default=True, help="保険者番号 of the city.")
@click.option(
    "--people", "size", type=click.IntRange(1), default=110_000, show_default=True, help="Insured persons."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option("--base-date", type=click.DateTime(["%Y-%m-%d"]), default="2026-08-01", show_default=True)
@click.option("--mistakes", "per_thousand", type=click.IntRange(0, 1000), default=0, show_default=True,
              help="Deliberate mistakes per thousand rows.")  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(RECORD_KINDS)), help="Default: all kinds."
)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default="city", show_default=True)
def synthesize(
    insurer: str,
    size: int,
    seed: int,
    base_date: datetime,
    per_thousand: int,
    kinds: tuple[str, ...],
    output: Path,
) -> None:
    """Write one XML file per record kind for a city of people who do not exist."""
    city = city_of(insurer, size, seed, base_date.date())
    output.mkdir(parents=True, exist_ok=True)
    for name in track(kinds or tuple(RECORD_KINDS), description="Writing"):
        path = output / f"{name}.xml"
        write_city(city, name, path, per_thousand)
        click.echo(str(path))


def city_of(insurer: str, size: int, seed: int, base_date: date) -> City:
    """The synthetic city of an insurer number; raises a usage error for a number of no municipality."""
    municipality = municipality_of_insurer(insurer)
    if municipality is None:
        raise click.BadParameter("no municipality has this insurer number", param_hint="--insurer")
    return City(
        insurer_number=insurer, insurer_name=municipality.name, size=size, seed=seed, base_date=base_date
    )


def write_city(city: City, kind_name: str, path: Path, per_thousand: int = 0) -> None:
    """One record kind of the city as an XML file."""
    kind = RECORD_KINDS[kind_name]
    made = rows(city, kind_name)
    if per_thousand:
        made = with_mistakes(made, kind, per_thousand, city.seed)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(write_records(made, kind))
