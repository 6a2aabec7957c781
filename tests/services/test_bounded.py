from bot.services import BoundedMapping


def test_drops_the_oldest_when_one_more_is_put_in() -> None:
    newest: BoundedMapping[str, int] = BoundedMapping(2)
    for number, key in enumerate("abac"):
        newest[key] = number
    assert dict(newest) == {"b": 1, "c": 3}, "to set a key again does not make it newer"
    newest.move_to_end("b")
    newest["d"] = 4

    assert dict(newest) == {"b": 1, "d": 4}
