"""Timelines and maps as PNG pictures, with descriptions in words."""

from typing import BinaryIO

from bot.domain.responses import Map, Response, Timeline
from bot.reply.pictures.captions import describe_map, describe_timeline
from bot.reply.pictures.chart import draw_map
from bot.reply.pictures.timeline import draw_timeline

__all__ = ["describe_map", "describe_picture", "describe_timeline", "draw_map", "draw_picture", "draw_timeline"]


def describe_picture(response: Response) -> str | None:
    """Describe the picture of a response in words; None where there is nothing to draw."""
    match response:
        case Timeline() if response.facts:
            return describe_timeline(response)
        case Map() if response.summaries:
            return describe_map(response)
    return None


def draw_picture(response: Response, to: BinaryIO) -> bool:
    """Draw the picture of a response as PNG into a stream; return whether there was anything to draw."""
    match response:
        case Timeline() if response.facts:
            draw_timeline(response, to)
        case Map() if response.summaries:
            draw_map(response, to)
        case _:
            return False
    return True
