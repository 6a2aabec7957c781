"""The manifest that describes the bot to Slack."""

import argparse
import json
import re

from bot.cli.common import Failure, folder_of, load

_URL = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?", re.ASCII)


def manifest(options: argparse.Namespace) -> int:
    from bot.slack import to_manifest

    if options.url is not None and not _URL.fullmatch(options.url):
        raise Failure(
            f"{options.url!r} is not an address that Slack calls: give https://, a host, and a path if need be"
        )
    about = load(folder_of(options.knowledge)).about
    print(json.dumps(to_manifest(about, url=options.url, sends_files=options.files), ensure_ascii=False, indent=2))
    return 0
