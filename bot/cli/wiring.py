"""The parts common to HTTP and Socket Mode: check the token, and wire the app to the knowledge and the store."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure, find_version, follow_today
from bot.cli.knowledge import Knowledge
from bot.cli.migrate import state_folder

if TYPE_CHECKING:
    from bot.services import Directory
    from bot.services.curating import Base
    from bot.settings.typed import ServingSettings
    from bot.slack import Background, Dispatcher, TokenCheck
    from bot.store import Store
    from bot.web import Pictures
    from bot.web.metrics import Metrics


async def check_token(settings: "ServingSettings") -> "TokenCheck":
    """Ask Slack for the identity of the bot's token before serving. Raises Failure if Slack refuses it."""
    from bot.slack import TokenCheck, TokenRefused

    token_check = TokenCheck(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        await token_check.check()
    except TokenRefused as refused:
        raise Failure(
            f"Slack refuses SLACK_BOT_TOKEN ({refused}): take the one in the app's pages, OAuth & Permissions"
        ) from None
    return token_check


def to_readiness(knowledge: Knowledge, store: "Store") -> Callable[[], dict[str, Any]]:
    """Return the function behind `/readyz`: the revision that this process serves, and the parts that are down."""
    version = find_version()
    return lambda: {"version": version, **knowledge.readiness(), "store": store.describe()}


def create_app(
    settings: "ServingSettings",
    knowledge: Knowledge,
    background: "Background",
    token_check: "TokenCheck | None",
    store: "Store",
    pictures: "Pictures | None" = None,
    metrics: "Metrics | None" = None,
    directory: "Directory | None" = None,
    secret: str = "",
) -> "Dispatcher":
    """Create the app over the served knowledge: for one checked token, or a directory of installations."""
    from bot import slack

    current = knowledge.reloader.current
    return slack.create_app(
        token=settings.slack_bot_token.get_secret_value(),
        directory=directory,
        secret=secret,
        api_url=settings.slack_api_url,
        current=current,
        today=follow_today(current),
        background=background,
        picture=pictures.of if pictures else None,
        identity=lambda: token_check.identity if token_check else None,
        store=store,
        base=_to_base(settings, knowledge, store),
        admins=settings.admins,
        most_a_minute=settings.azrel_rate_limit,
        subscribers=[metrics.note] if metrics else [],
        note_failed_call=metrics.note_failed_call if metrics else lambda _: None,
    )


def _to_base(settings: "ServingSettings", knowledge: Knowledge, store: "Store") -> "Base":
    """Return the base's files for curating."""
    sources = Path(settings.azrel_texts_dir) if settings.azrel_texts_dir else None
    if knowledge.follower:
        from bot.cli.database import DatabaseBase
        from bot.store import Revisions

        return DatabaseBase(knowledge.reloader, knowledge.follower, Revisions(store), sources=sources)
    from bot.cli.base import FolderBase

    folder, state = settings.azrel_knowledge_dir, state_folder(settings)
    return FolderBase(folder, knowledge.reloader, state, push=settings.azrel_git_push, sources=sources)
