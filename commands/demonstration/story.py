"""The main job told and checked over the public interfaces, after the gates that lead to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import requests

from adapters.oidc.demo_walk import sign_in_as
from care_platform.synthesis.citizen import Citizen
from commands.demonstration.cast import OFFICE_NAME, PERSON_KEY, identity_of, person_of
from commands.demonstration.gates_story import KIND_NAMES, GatesStory
from commands.demonstration.office import OfficeSoftware
from commands.demonstration.stage import Stage
from commands.demonstration.town_hall import TownHall


@dataclass(slots=True)
class Story:
    """The people and programs of the story, and what they remember between steps."""

    stage: Stage
    gates: GatesStory
    town_hall: TownHall
    office: OfficeSoftware
    citizen: Citizen
    correction_from: date
    base_url: str
    known_before: str | None = None
    first_answer: dict[str, Any] | None = None

    def tell(self) -> bool:
        """Tells all steps in order; True if every statement held."""
        self.gates.begin()
        self.gates.test_connection()
        self.gates.load()
        self.gates.reconcile()
        self.not_yet_sharing()
        self.register_and_look_up()
        self.correct_backwards()
        self.person_sees()
        self.send_again()
        return self.stage.close()

    def not_yet_sharing(self) -> None:
        """before the switch a look-up says so; then the switch."""
        self.stage.act(5, "枚方市 is switched to sharing")
        states = _states(self.office.look_up(person_of(self.citizen)).json())
        self.stage.check(
            "before that a look-up answers “not yet sharing”, not “unknown”",
            holds=set(states.values()) == {"not_sharing"},
        )
        self.gates.share()
        states = _states(self.office.look_up(person_of(self.citizen)).json())
        self.stage.check(
            "afterwards an unregistered person stays closed: “no relationship”",
            holds=set(states.values()) == {"no_relationship"},
        )

    def register_and_look_up(self) -> None:
        """the office registers its user after an identity check and looks the person up."""
        self.stage.act(6, f"{OFFICE_NAME} registers a user and looks the person up")
        person, identity = person_of(self.citizen), identity_of(self.citizen)
        wrong = self.office.register(person, {**identity, "birth_date": "1900-01-01"})
        self.stage.check("a wrong birth date registers nobody", holds=wrong.status_code == 403)
        done = self.office.register(person, identity)
        self.stage.check("the four items agree: registered", holds=done.status_code == 201)
        answer = self.office.look_up(person)
        self.first_answer = answer.json()
        self.known_before = self.first_answer["known_at"]
        kinds = _kinds(self.first_answer)
        self.stage.table(
            "Answer", ["record", "state", "in brief", "last upload"], [_line(k) for k in kinds.values()]
        )
        self.stage.check(
            "all three certificates are found", holds=all(k["state"] == "found" for k in kinds.values())
        )
        self.stage.check("the copay rate is 1割", holds=_rates(kinds) == ["1"])
        self.stage.check(
            "each answer names its source transfer and the municipality's last upload",
            holds=all(k["records"][0]["source"]["transfer_id"] and k["last_upload"] for k in kinds.values()),
        )
        again = self.office.look_up(person, if_none_match=answer.headers["ETag"])
        self.stage.check(
            "asked again with its ETag: 304, nothing is sent twice", holds=again.status_code == 304
        )

    def correct_backwards(self) -> None:
        """a retroactive correction; the old answer can still be given as of then."""
        self.stage.act(7, f"A correction arrives: the rate changed backwards, from {self.correction_from}")
        result = self.town_hall.upload_correction()
        self.stage.check("the correction supersedes one record", holds=result.counts.get("superseding") == 1)
        answer = self.office.look_up(person_of(self.citizen)).json()
        copay = _kinds(answer)["copay_certificate"]
        self.stage.check("the next look-up shows both rates", holds=_rates(_kinds(answer)) == ["1", "2"])
        changes = copay["changes"]
        self.stage.check(
            f"it says that it changed since the last look-up, from {self.correction_from}, retroactively",
            holds=[(c["effective_from"], c["retroactive"]) for c in changes]
            == [(str(self.correction_from), True)],
        )
        assert self.known_before is not None  # noqa: S101 - set in step 4
        old = self.office.look_up(person_of(self.citizen), known_at=self.known_before).json()
        assert self.first_answer is not None  # noqa: S101 - set in step 4
        self.stage.check(
            "asked as of then, the old answer is given again, word for word",
            holds=_records(old) == _records(self.first_answer),
        )

    def person_sees(self) -> None:
        """the person signs in, sees the certificates and who looked."""
        self.stage.act(8, "The person signs in with OpenID Connect and sees who looked")
        with requests.Session() as browser:
            callback = sign_in_as(browser, f"{self.base_url}/portal/sign-in", PERSON_KEY)
            browser.get(callback, timeout=30)
            linked = self.town_hall.link(browser, self.base_url, self.citizen)
            self.stage.check("the account is linked by insured number and four items", holds=linked)
            mine = browser.get(f"{self.base_url}/api/v1/me/certificates", timeout=30)
            self.stage.check(
                "the person sees the corrected certificate",
                holds=mine.ok and _rates(_kinds(mine.json())) == ["1", "2"],
            )
            log = browser.get(f"{self.base_url}/api/v1/me/access-log", timeout=30).json()
        looks = [entry for entry in log["entries"] if entry["institution"] == OFFICE_NAME]
        self.stage.table(
            "Who looked",
            ["when", "institution", "what", "why"],
            [[e["at"][:19], e["institution"], e["action"], e["purpose"]] for e in looks[:5]],
        )
        self.stage.check(
            "the person sees that this office looked, when, at what and why", holds=len(looks) >= 4
        )
        self.stage.check(
            "and never which person or program at the office", holds="demo-care-software" not in str(log)
        )

    def send_again(self) -> None:
        """the same upload again changes nothing."""
        self.stage.act(9, "The same upload again")
        path = self.gates.system.prepared("copay_certificate").path
        result = self.town_hall.upload(path, "copay_certificate")
        self.stage.check(
            "it returns the first result",
            holds=result.transfer_id == self.gates.transfers["copay_certificate"],
        )
        answer = self.office.look_up(person_of(self.citizen)).json()
        self.stage.check(
            "and changes nothing: the correction stands", holds=_rates(_kinds(answer)) == ["1", "2"]
        )


def _kinds(answer: dict[str, Any]) -> dict[str, Any]:
    return {kind["record_kind"]: kind for kind in answer["kinds"]}


def _states(answer: dict[str, Any]) -> dict[str, str]:
    return {name: kind["state"] for name, kind in _kinds(answer).items()}


def _rates(kinds: dict[str, Any]) -> list[str]:
    records = kinds["copay_certificate"]["records"]
    return [period["rate"] for period in records[0]["record"]["periods"]] if records else []


def _records(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: kind["records"] for name, kind in _kinds(answer).items()}


def _line(kind: dict[str, Any]) -> list[str]:
    brief = "; ".join(_headline(h) for h in kind["headlines"])
    return [
        KIND_NAMES.get(kind["record_kind"], kind["record_kind"]),
        kind["state"],
        brief,
        kind["last_upload"][:19],
    ]


def _headline(headline: dict[str, Any]) -> str:
    until = f"（{headline['until']} まで）" if headline["until"] else ""
    return f"{headline['label_ja']} {headline['value_ja']}{until}"
