"""What was asked before in a conversation, for a while, so that half a question can be made whole."""

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.domain.answers import Answer, Outcome
from bot.domain.responses import Comparison, Form, Response, Timeline, Usage

MAX_CONTEXTS = 2_000
SECONDS_KEPT = 6 * 3_600.0
# Direct messages go on for ever, and what is written there some time later begins anew.
SECONDS_DIRECT = 15 * 60.0

# Channel, and the thread's first message (empty: the channel itself, which is somebody's direct messages). The ids of
# channels are unique, while the workspace that Slack names beside one varies with who writes, and may be null.
Conversation = tuple[str, str]


class Contexts:
    """The last question of each conversation: the newest so many, each for so long."""

    def __init__(
        self, most: int = MAX_CONTEXTS, seconds: float = SECONDS_KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._asked: OrderedDict[Conversation, tuple[float, str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._asked)

    def recall(self, conversation: Conversation) -> str | None:
        """The question asked before, unless that was too long ago."""
        self._forget_old()
        when, text = self._asked.get(conversation, (0.0, None))
        seconds = self._seconds if conversation[1] else min(self._seconds, SECONDS_DIRECT)
        return text if text is not None and self._clock() - when <= seconds else None

    def note(self, response: Response, *conversations: Conversation) -> None:
        """Keep what a response leaves to be built upon, in each conversation that it belongs to.

        A miss that names nobody leaves what was before; what could have meant several leaves nothing.
        """
        question = _question_of(response)
        for conversation in conversations if question is not None else ():
            self._asked.pop(conversation, None)
            if question:
                self._asked[conversation] = (self._clock(), question)
        self._forget_old()

    def _forget_old(self) -> None:
        while self._asked:
            conversation, (when, _) = next(iter(self._asked.items()))
            if len(self._asked) <= self._most and self._clock() - when <= self._seconds:
                return
            del self._asked[conversation]


def _question_of(response: Response) -> str | None:
    """The question that the next one may build on; empty where none may, None where that stays as it is."""
    form = ""
    match response:
        case Timeline(answer=answer):
            form = f"{Form.TIMELINE} "
        case Comparison(answer=answer):
            form = f"{Form.COMPARE} "
        case Answer():
            answer = response
        case Usage(form=Form.COMPARE):
            return ""
        case _:
            return None
    query = answer.query
    if answer.outcome is Outcome.CHOICE:
        return ""
    names_somebody = bool(query.partners or query.countries)
    if answer.outcome is Outcome.ANSWER or (answer.outcome is Outcome.NONE and names_somebody):
        return form + query.rephrased
    return None
