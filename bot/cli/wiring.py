"""What every way of serving puts together: the knowledge followed, the token checked, Slack's side over both."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure, follow_today
from bot.cli.migrate import state_folder

if TYPE_CHECKING:
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.services import Directory
    from bot.settings.typed import ServingSettings
    from bot.slack import App, Background, TokenCheck
    from bot.store import Store
    from bot.web import Pictures
    from bot.web.metrics import Metrics


def follow(folder: Path, *, draws: bool) -> "Reloader[Index]":
    """Load a folder, to serve and follow it, or to wait until its problems, which are logged, are mended.

    What `draws` keeps the knowledge that it served before, whose pictures may still be fetched.
    """
    from bot.loading.reload import Reloader
    from bot.search import build, complete

    reloader = Reloader(folder, build, complete, keeps_previous=draws)
    reloader.start()
    return reloader


def start_reloader(folder: Path, *, draws: bool = False) -> "Reloader[Index]":
    """Load a folder, to serve and follow it; Failure if it has problems, which are logged."""
    reloader = follow(folder, draws=draws)
    if reloader.refusal:
        raise Failure(f"the knowledge in {folder} cannot be served: mend what is logged above, and see 'azrel check'")
    return reloader


async def check_token(settings: "ServingSettings") -> "TokenCheck":
    """Ask Slack whose the bot's token is, before anything is served; Failure if Slack refuses it."""
    from bot.slack import TokenCheck, TokenRefused

    token_check = TokenCheck(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        await token_check.check()
    except TokenRefused as refused:
        raise Failure(
            f"Slack refuses SLACK_BOT_TOKEN ({refused}): take the one in the app's pages, OAuth & Permissions"
        ) from None
    return token_check


def to_readiness(reloader: "Reloader[Index]", store: "Store") -> Callable[[], dict[str, Any]]:
    """Return what tells whether and what this process serves, and what it does without."""
    return lambda: {**reloader.readiness(), "store": store.describe()}


def create_app(
    settings: "ServingSettings",
    reloader: "Reloader[Index]",
    background: "Background",
    token_check: "TokenCheck | None",
    store: "Store",
    pictures: "Pictures | None" = None,
    metrics: "Metrics | None" = None,
    directory: "Directory | None" = None,
    secret: str = "",
) -> "App":
    """Create Slack's side over the knowledge that is served: for one token, which was checked, or a directory."""
    from bot import slack
    from bot.cli.base import FolderBase

    folder, state = settings.azrel_knowledge_dir, state_folder(settings)
    sources = Path(settings.azrel_texts_dir) if settings.azrel_texts_dir else None
    return slack.create_app(
        token=settings.slack_bot_token.get_secret_value(),
        directory=directory,
        secret=secret,
        api_url=settings.slack_api_url,
        current=reloader.current,
        today=follow_today(reloader.current),
        background=background,
        picture=pictures.of if pictures else None,
        identity=lambda: token_check.identity if token_check else None,
        store=store,
        base=FolderBase(folder, reloader, state, push=settings.azrel_git_push, sources=sources),
        admins=settings.admins,
        most_a_minute=settings.azrel_rate_limit,
        subscribers=[metrics.note] if metrics else [],
        note_failed_call=metrics.note_failed_call if metrics else lambda _: None,
    )
