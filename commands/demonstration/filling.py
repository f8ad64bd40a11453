"""What makes the pages worth opening: more users of the office, opinion requests to the hospital, the country's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from care_platform.access.opinion_requests import OpinionRequest, request_opinion
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import access
from care_platform.reference.people import PersonKey
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.institutions import Institution
from commands.demonstration.cast import HIRAKATA, identity_of, person_of
from commands.demonstration.municipal_system import EXTRA_PEOPLE
from commands.demonstration.office import OfficeSoftware

USERS = 24
OPINIONS = 5


@dataclass(frozen=True, slots=True)
class Filling:
    """Adds to what the story left, by the services everyone uses."""

    platform: Platform
    office: OfficeSoftware
    town: City

    def users(self) -> int:
        """The office registers more users by their four items; gives how many."""
        return sum(
            self.office.register(person_of(one), identity_of(one)).status_code == 201
            for one in self._people(USERS)
        )

    def opinion_requests(self, hospital: Institution) -> int:
        """枚方市 asks the hospital for opinions; gives on how many people."""
        insurer = Actor(kind=ActorKind.INSURER, insurer_number=HIRAKATA)
        made = 0
        for one in self._people(OPINIONS):
            person = PersonKey(HIRAKATA, one.insured_number)
            request = OpinionRequest(
                actor=insurer, person=person, institution_code=hospital.code, at=self.platform.clock(),
                correlation_id="demonstration",
            )  # fmt: skip
            with self.platform.engine.begin() as connection:
                made += request_opinion(connection, request).reason is access.ALLOWED
        return made

    def country(self) -> int:
        """Every other municipality comes as far as it might be today, with a forecast; gives how many programmes."""
        from care_platform.migration.forecast_kept import keep_forecast  # noqa: PLC0415 - only who stays needs these
        from commands.simulation import fill_programme  # noqa: PLC0415

        now = self.platform.clock()
        played = fill_programme(self.platform.engine, japan_day(now), leave_out=[HIRAKATA])
        with self.platform.engine.begin() as connection:
            keep_forecast(connection, now)
        return played.programmes

    def _people(self, count: int) -> Sequence[Citizen]:
        """Certified people of whom every record kind was sent."""
        first = City(
            insurer_number=self.town.insurer_number, insurer_name=self.town.insurer_name,
            size=min(self.town.size, EXTRA_PEOPLE), seed=self.town.seed, base_date=self.town.base_date,
        )  # fmt: skip
        return list(islice((one for one in first.people_with_care_level() if one.certifications), count))
