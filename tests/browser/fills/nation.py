"""The country's programme as it might stand today, with a forecast; 枚方市 is left out, which others fill."""

from typing import TYPE_CHECKING

from care_platform.migration.forecast_kept import keep_forecast
from care_platform.reference.calendar import japan_day
from commands.simulation import fill_programme
from commands.simulation.fates import fates
from commands.simulation.playing import Played, begin
from commands.simulation.towns import plausible_towns

if TYPE_CHECKING:
    from tests.browser.scene import Scene

OTHERS_FILL = "272104"
PLAYED_WHOLLY = ("01", "27", "47")
"""The prefectures whose every municipality is on its way; elsewhere one in fifteen, unless the scene is whole."""


def fill(scene: "Scene") -> None:
    """The 1,741 municipalities, sizes invented: those that tests look at on their way, the others at the beginning."""
    today, engine = japan_day(scene.clock()), scene.platform.engine
    numbers = [town.number for town in plausible_towns(1) if town.number != OTHERS_FILL]
    resting = set() if scene.whole_country else {
        number for place, number in enumerate(numbers) if number[:2] not in PLAYED_WHOLLY and place % 15
    }  # fmt: skip
    fill_programme(engine, today, figures=None, leave_out=[OTHERS_FILL, *resting])
    begin(engine, fates([town for town in plausible_towns(1) if town.number in resting], 1), Played(today))
    with scene.platform.engine.begin() as connection:
        keep_forecast(connection, scene.clock())
    found = scene.run("select insurer_number from programme where state = 'initial_load' order by 1 limit 1")
    scene.kept["loading_insurer"] = found[0].insurer_number
    for month, care, medical in ((9, 1200, 80), (10, 1500, 95), (11, 1100, 60)):
        _used(scene, month, "care", "card", care // 3)
        _used(scene, month, "care", "number", care)
        _used(scene, month, "medical", "number", medical)


def _used(scene: "Scene", month: int, institution: str, means: str, checks: int) -> None:
    scene.run(
        "insert into usage_day values (make_date(2026, :month, 10), :institution, :means, 'look_up', :checks, 5)",
        month=month, institution=institution, means=means, checks=checks,
    )  # fmt: skip
