from datetime import timedelta

from adapters.oidc.demo_memory import ShortMemory
from tests.unit.oidc.builders import Clock


def test_a_thing_is_given_once() -> None:
    memory: ShortMemory[str] = ShortMemory(Clock(), timedelta(seconds=60))
    memory.remember("code", "person")
    assert memory.look("code") == "person"
    assert memory.take("code") == "person"
    assert memory.take("code") is None


def test_a_thing_is_gone_when_its_life_is_over() -> None:
    clock = Clock()
    memory: ShortMemory[str] = ShortMemory(clock, timedelta(seconds=60))
    memory.remember("code", "person")
    clock.forward(seconds=59)
    assert memory.look("code") == "person"
    clock.forward(seconds=1)
    assert memory.look("code") is None


def test_a_key_in_use_is_not_given_away() -> None:
    memory: ShortMemory[str] = ShortMemory(Clock(), timedelta(seconds=60))
    assert memory.remember("jti", "first")
    assert not memory.remember("jti", "second")
    assert memory.look("jti") == "first"
