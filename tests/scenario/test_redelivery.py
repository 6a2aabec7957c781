from bot.slack.redelivery import SeenEvents
from tests.bases import index
from tests.scenario.workspace import DIRECT, open_workspace

INDEX = index()


async def test_answers_message_once_despite_several_event_ids() -> None:
    async with open_workspace(INDEX) as workspace:
        for event in (DIRECT, {**DIRECT, "type": "app_mention"}, {**DIRECT, "ts": "1.6"}):
            for id_ in ("Ev1", "Ev2", "Ev1", "Ev2", "Ev1"):
                response = await workspace.event(event, event_id=f"{id_}-{event['type']}-{event['ts']}")
                assert (response.status, response.body) == (200, b"")
        await workspace.background.finish(60.0)

        assert len(workspace.slack.calls_of("chat.postMessage")) == 2


async def test_answers_repeated_commands() -> None:
    async with open_workspace(INDEX) as workspace:
        first, again = [(await workspace.command("sylvania")).json for _ in range(2)]

    assert first == again
    assert first["blocks"]


def test_remembers_only_the_newest_ids() -> None:
    seen = SeenEvents(most=2)

    assert [seen.is_new(id_) for id_ in ("a", "a", "b", "c", "b", "a")] == [True, False, True, True, False, True]
