import pytest

from bot.domain.watching import Pace, Watch


def watch(partner: str = "", topic: str = "") -> Watch:
    return Watch("T1", "U1", partner, topic, Pace.AT_ONCE, since=0.0, notified_until=0.0)


@pytest.mark.parametrize(
    ("watched", "is_covered"),
    [
        (watch(partner="sylvania"), True),
        (watch(partner="graustark"), True),  # the fact involves it
        (watch(partner="zenda"), False),
        (watch(topic="energy"), True),
        (watch(topic="borders"), False),
        (watch(partner="energy"), False),  # an id of a topic is no partner's
        (watch(topic="sylvania"), False),
    ],
)
def test_watch_is_of_all_facts_about_a_partner_or_on_a_topic(watched: Watch, is_covered: bool) -> None:
    assert watched.covers(("sylvania", "graustark"), ("energy",)) is is_covered
