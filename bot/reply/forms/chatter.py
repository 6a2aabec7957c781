"""A short friendly line for greetings, thanks, praise and blame, which ask for nothing."""

from bot.domain.answers import Answer
from bot.domain.requests import Chatter, Form
from bot.reply import wording
from bot.reply.forms.form import FormView
from bot.reply.pages import Reader
from bot.reply.view import View, to_sentence

_LINES = {
    Chatter.THANKS: "You're welcome!",
    Chatter.PRAISE: "Thank you, that's good to hear!",
    Chatter.BLAME: "Sorry about that. Try putting it another way.",
    Chatter.AGREEMENT: "All right.",
    Chatter.FAREWELL: "Goodbye!",
}


def to_chatter_view(answer: Answer, _: Reader) -> View:
    """Lay out the line alone."""
    line = _LINES.get(answer.request.chatter or Chatter.GREETING) or wording.greeting(answer.snapshot.about.partner)
    return View(notes=(to_sentence(line),))


CHATTER = FormView(form=Form.CHATTER, response=Answer, to_view=to_chatter_view, name="Chatter")
