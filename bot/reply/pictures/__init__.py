"""Timelines and maps as PNG pictures, and in words for who cannot see them."""

from bot.reply.pictures.chart import describe_map, draw_map
from bot.reply.pictures.timeline import describe_timeline, draw_timeline

__all__ = ["describe_map", "describe_timeline", "draw_map", "draw_timeline"]
