"""The country's programme as it might stand today, with a forecast; 枚方市 is left out, which others fill."""

from typing import TYPE_CHECKING

from care_platform.migration.forecast_kept import keep_forecast
from care_platform.reference.calendar import japan_day
from commands.simulation import fill_programme

if TYPE_CHECKING:
    from tests.browser.scene import Scene


def fill(scene: "Scene") -> None:
    """The 1,741 municipalities on their way, sizes invented."""
    today = japan_day(scene.clock())
    fill_programme(scene.platform.engine, today, figures=None, leave_out=["272104"])
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
