"""Pictures drawn into a file."""

import argparse
import io
from importlib.util import find_spec

from bot.cli.common import Failure, folder_of, load, today

NEEDS = "drawing needs matplotlib: install azrel with its extra, as in pip install 'azrel[pictures]'"


def can_draw() -> bool:
    """Return whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def picture(options: argparse.Namespace) -> int:
    from bot.reply.pictures import describe_picture, draw_picture
    from bot.search import build, respond

    if not can_draw():
        raise Failure(NEEDS)
    text = " ".join(options.query)
    snapshot = load(folder_of(options.knowledge))
    response = respond(text, build(snapshot), options.today or today(snapshot))
    png = io.BytesIO()
    if not draw_picture(response, png):
        raise Failure(f"there is nothing to draw for {text!r}: ask for 'map', or for 'timeline' and a partner")
    try:
        options.output.write_bytes(png.getvalue())
    except OSError as error:
        raise Failure(f"cannot write {options.output}: {error}") from None
    print(describe_picture(response))
    return 0
