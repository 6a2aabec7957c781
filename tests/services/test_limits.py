from hypothesis import example, given
from hypothesis import strategies as st

from bot.services.limits import SECONDS, Rate
from tests.clocks import Clock


@example(gaps=[1.000000001, 1.9154449692429516, 1.00001, 1.4352339212108136, 61.915444969242955, 0.0], most=1)
@given(gaps=st.lists(st.floats(0, 70), max_size=60), most=st.integers(1, 5))
def test_limits_questions_in_any_minute(gaps: list[float], most: int) -> None:
    timer = Clock(0.0)
    rate, passed = Rate(most, timer), list[float]()
    for gap in gaps:
        timer.now += gap
        seconds = rate.count("T1", "U1")
        within = [at for at in passed if timer.now - at < SECONDS]
        assert (seconds == 0) == (len(within) < most)
        assert 0 <= seconds <= SECONDS
        if not seconds:
            passed.append(timer.now)


def test_answers_again_after_the_wait() -> None:
    timer = Clock(0.0)
    rate = Rate(2, timer)
    assert [rate.count("T1", "U1") for _ in range(3)] == [0, 0, 60]
    timer.now += 60
    assert rate.count("T1", "U1") == 0


def test_counts_each_user_separately() -> None:
    rate = Rate(1, Clock(0.0))
    assert [rate.count(*who) for who in (("T1", "U1"), ("T1", "U2"), ("T2", "U1"))] == [0, 0, 0]
    assert rate.count("T1", "U1") > 0
    assert [rate.count("T1", "") for _ in range(3)] == [0] * 3, "what nobody asks is not counted"
    assert [Rate(0).count("T1", "U1") for _ in range(99)] == [0] * 99
