"""Files that an app sends: asked for, uploaded, then put into a channel, as Slack takes them in three steps.

https://docs.slack.dev/messaging/working-with-files/
"""

from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT_USER, Json, Workspace

_MOST_KEPT = 100


@dataclass(slots=True)
class Upload:
    """A file: its name, how many bytes it is said to have, and those, None until they have come."""

    name: str
    length: int
    content: bytes | None = None


class Uploads:
    """The newest files of a workspace, by id; `address` is where they are sent to and fetched from."""

    def __init__(self, workspace: Workspace) -> None:
        self.address = ""
        self._workspace = workspace
        self._kept: dict[str, Upload] = {}

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes that take files, and give them out."""
        return [web.post("/upload/{id}", self._take), web.get("/file/{id}/{name}", self._give)]

    def issue(self, arguments: Json) -> Json:
        """Answer `files.getUploadURLExternal`."""
        name, length = arguments.get("filename"), str(arguments.get("length"))
        if not isinstance(name, str) or not name or not length.isdecimal() or int(length) == 0:
            raise Refused("invalid_arguments", ["filename and length: missing, or an empty file"])
        id_ = self._workspace.new_id("F")
        self._kept[id_] = Upload(name, int(length))
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return {"file_id": id_, "upload_url": f"{self.address}/upload/{id_}"}

    def complete(self, arguments: Json) -> Json:
        """Answer `files.completeUploadExternal`: put the files into a channel, in one message of the bot's."""
        channel_id = arguments.get("channel_id")
        # A person's id is none of a channel, though messages may be posted to it.
        if not isinstance(channel_id, str) or channel_id not in self._workspace.channels:
            raise Refused("channel_not_found")
        if BOT_USER not in self._workspace.channels[channel_id].members:
            raise Refused("not_in_channel")
        files = [self._to_file(file) for file in _list_of(arguments.get("files"))]
        message = self._workspace.add(
            channel_id,
            BOT_USER,
            str(arguments.get("initial_comment") or ""),
            thread=arguments.get("thread_ts") or None,
            files=files,
            payload=arguments,
        )
        return {"files": message.files}

    def _to_file(self, file: Json) -> Json:
        kept = self._kept.get(str(file.get("id")))
        if kept is None or kept.content is None:
            raise Refused("file_not_found")
        return {
            "id": file["id"],
            "name": kept.name,
            "title": file.get("title") or kept.name,
            "size": len(kept.content),
            "url_private": f"{self.address}/file/{file['id']}/{quote(kept.name)}",
        }

    async def _take(self, request: web.Request) -> web.Response:
        kept, content = self._kept.get(request.match_info["id"]), await request.read()
        if kept is None or kept.content is not None or len(content) != kept.length:
            raise web.HTTPBadRequest(text="no file of that length was asked for")
        kept.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def _give(self, request: web.Request) -> web.Response:
        kept = self._kept.get(request.match_info["id"])
        if kept is None or kept.content is None:
            raise web.HTTPNotFound(text="that file is no longer kept")
        headers = {"content-disposition": "attachment", "x-content-type-options": "nosniff"}
        return web.Response(body=kept.content, content_type="application/octet-stream", headers=headers)


def _list_of(files: object) -> list[Json]:
    if not isinstance(files, list) or not files or not all(isinstance(file, dict) for file in files):
        raise Refused("invalid_arguments", ["files: not a list of files"])
    return files
