from collections import Counter

from care_platform.synthesis.streams import Stream, Weighted


def test_a_stream_is_the_same_on_every_machine() -> None:
    stream = Stream("1/272104/1")
    assert [stream.between(0, 999) for _ in range(6)] == [46, 649, 310, 672, 142, 979]


def test_streams_with_other_names_differ() -> None:
    assert Stream("1/272104/1").random() != Stream("1/272104/2").random()


def test_both_ends_are_reached() -> None:
    stream = Stream("ends")
    assert {stream.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_weights_are_followed() -> None:
    stream, weighted = Stream("weights"), Weighted([("often", 90), ("seldom", 10), ("never", 0)])
    drawn = Counter(weighted.pick(stream) for _ in range(10_000))
    assert 8_800 < drawn["often"] < 9_200
    assert drawn["never"] == 0


def test_what_happens_never_and_always() -> None:
    stream = Stream("chance")
    assert not any(stream.happens(0) for _ in range(1000))
    assert all(stream.happens(1_000_000) for _ in range(1000))
