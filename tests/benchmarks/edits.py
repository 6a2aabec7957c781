"""A running server under valid and invalid edits: `python -m tests.benchmarks.edits --minutes 60`.

Edits a copy of the shipped knowledge as curators and their editors do, or damages it as disks and mistakes do. After
each edit it asks the running server: a valid edit must be served in time, an invalid one refused while the last valid
state is served, and every question in between answered. Prints what it did and the server's memory and open files;
exits 1 at the first failure.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.server import ROOT, Broken, Server

IN_TIME = 2.0
GROWTH = 1.2

FACT = """
  - id: {id}
    statement: The edit called e{number} was made to this base.
    topics: [diplomacy]
    citations: [{{source: {source}, locator: nowhere}}]
    verified: 2026-11-23
"""

WAYS_TO_SAVE = ("in place", "by rename", "with backup", "in halves", "as a new folder")
# What is appended to a file; b"" empties it.
CORRUPTIONS = {
    "emptied": b"",
    "a tab": b"\n\tnote: x\n",
    "an open bracket": b"\nnote: [\n",
    "an unknown key": b"\nnote: x\n",
    "a key twice": b"\npartner: x\n",
    "bytes that are no text": b"\xff\xfe",
    "NULs": b"\0\0\0",
    "a huge scalar": b"\n# " + b"x" * (2 * 1024 * 1024),
    "deep nesting": b"\nnote: " + b"[" * 30_000,
}
WAYS_TO_BREAK = (*CORRUPTIONS, "truncated", "sources gone", "relations gone", "folder gone", "a dangling link")


class Curator:
    """Edits a folder; undoes each edit before the next, so that the folder is valid again.

    It saves a fact about one partner, whose id is the English name in small letters, from one source.
    """

    def __init__(
        self, folder: Path, random_: random.Random, *, partner: str = "turkey", source: str = "globalsecurity-2018"
    ) -> None:
        self.folder = folder
        self.partner = partner
        self.source = source
        self.random = random_
        self.away = folder.with_name("away")
        self.pristine = folder.with_name("pristine")
        shutil.copytree(folder, self.pristine)

    def restore(self) -> None:
        if self.away.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.away.rename(self.folder)
        (self.folder / "relations/new.yaml").unlink(missing_ok=True)
        shutil.copytree(self.pristine, self.folder, dirs_exist_ok=True)

    def save(self, way: str, number: int) -> None:
        """Add a fact to the partner's file, in one of the ways that editors save."""
        path = self.folder / f"relations/{self.partner}.yaml"
        fact = FACT.format(id=f"{self.partner}-edit-{number}", number=number, source=self.source)
        content = path.read_text("utf-8").rstrip() + fact
        match way:
            case "in place":
                path.write_text(content, "utf-8")
            case "by rename":
                swap = path.with_name(f".{path.name}.swp")
                swap.write_text(content, "utf-8")
                swap.rename(path)
            case "with backup":
                path.rename(path.with_name(f"{path.name}~"))
                path.write_text(content, "utf-8")
            case "in halves":
                with path.open("w", encoding="utf-8") as file:
                    file.write(content[: len(content) // 2])
                    file.flush()
                    time.sleep(0.3)
                    file.write(content[len(content) // 2 :])
            case "as a new folder":
                copy = self.folder.with_name("copy")
                shutil.copytree(self.folder, copy)
                (copy / "relations" / path.name).write_text(content, "utf-8")
                shutil.rmtree(self.folder)
                copy.rename(self.folder)

    def spoil(self, way: str) -> None:
        """Break the folder in one of many ways."""
        path = self.random.choice(sorted((self.folder / "relations").glob("*.yaml")))
        content = path.read_bytes()
        match way:
            case "truncated":
                path.write_bytes(content[: content.rindex(b"partner") + 3])
            case "sources gone":
                (self.folder / "sources.yaml").unlink()
            case "relations gone":
                shutil.rmtree(self.folder / "relations")
            case "folder gone":
                self.folder.rename(self.away)
            case "a dangling link":
                path.with_name("new.yaml").symlink_to("nowhere")
            case _:
                path.write_bytes(content + CORRUPTIONS[way] if CORRUPTIONS[way] else b"")


def wait_for(condition: str, holds: Callable[[], bool], within: float) -> float:
    """Return the seconds until a condition holds. Raises Broken if it does not in time."""
    start = time.monotonic()
    while not holds():
        if time.monotonic() - start > within:
            raise Broken(f"not within {within} s: {condition}")
        time.sleep(0.02)
    return time.monotonic() - start


def check_save(server: Server, curator: Curator, way: str, number: int, *, within: float = IN_TIME) -> float:
    """Save in one way; return the seconds until that was served. Raises Broken if it was not in time."""
    sound = server.readiness()["revision"]
    curator.save(way, number)
    # A bare number would be read as a year from the thousandth edit on.
    fact = f"The edit called e{number} was made to this base."
    question = f"{curator.partner} edit called e{number}"
    delay = wait_for(f"an edit saved {way} is served", lambda: fact in server.ask(question), within)
    restore(server, curator, sound, within)
    return delay


def check_breaking(server: Server, curator: Curator, way: str, *, within: float = IN_TIME) -> float:
    """Break the folder in one way; return the seconds until that was refused. Raises Broken if it was not."""
    sound = server.readiness()["revision"]
    curator.spoil(way)
    delay = wait_for(f"a folder spoilt ({way}) is refused", lambda: server.readiness()["refused"] is not None, within)
    if server.readiness()["revision"] != sound:
        raise Broken(f"a folder spoilt ({way}) is served")
    restore(server, curator, sound, within)
    return delay


def restore(server: Server, curator: Curator, sound: str, within: float) -> None:
    """Undo an edit. Raises Broken if the server does not return to the sound revision, or fails a question."""
    if curator.partner.title() not in server.ask(curator.partner):
        raise Broken("a question is not answered")
    curator.restore()
    served = {"revision": sound, "refused": None}
    wait_for("the fixed folder is served", lambda: served.items() <= server.readiness().items(), within)


def run_all(server: Server, curator: Curator, until: float) -> None:
    """Edit until a time (of the monotonic clock), and check the server after each edit."""
    done: Counter[str] = Counter()
    delays: list[float] = []
    memory, files = [server.resident_mib()], server.open_files()
    number = 0
    while time.monotonic() < until:
        number += 1
        if curator.random.random() < 0.5:
            way = curator.random.choice(WAYS_TO_SAVE)
            delays.append(check_save(server, curator, way, number))
            done[f"good: {way}"] += 1
        else:
            way = curator.random.choice(WAYS_TO_BREAK)
            delays.append(check_breaking(server, curator, way))
            done[f"bad: {way}"] += 1
        memory.append(server.resident_mib())
    for what, count in sorted(done.items()):
        print(f"{count:>6}  {what}")
    delays.sort()
    print(f"{number} edits; noticed after {delays[len(delays) // 2]:.2f} s (median), {delays[-1]:.2f} s (most)")
    print(
        f"memory {memory[0]:.1f} MiB at first, {memory[len(memory) // 2]:.1f} MiB midway, {memory[-1]:.1f} MiB at the end"
    )
    print(f"open files {files} at first, {server.open_files()} at the end")
    if server.open_files() > files + 2:
        raise Broken("open files are lost")
    if memory[-1] > GROWTH * memory[min(20, len(memory) - 1)]:
        raise Broken("memory grows")


def main() -> int:
    """Edit for so many minutes; return 1 if the server failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which edits (default %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, log = Path(scratch) / "knowledge", Path(scratch) / "log"
        shutil.copytree(ROOT / "knowledge", folder)
        server = Server(folder, log)
        try:
            server.wait_until_ready()
            curator = Curator(folder, random.Random(options.seed))
            run_all(server, curator, time.monotonic() + 60 * options.minutes)
        except Broken as broken:
            print(f"failed: {broken}\nthe server's last lines:\n{log.read_text('utf-8')[-2_000:]}")
            return 1
        finally:
            code = server.stop()
        if "Traceback" in log.read_text("utf-8") or code:
            print(f"the server failed, or stopped with {code}:\n{log.read_text('utf-8')[-4_000:]}")
            return 1
        print(f"stopped with {code}, no failure in {log.stat().st_size:,} bytes of log")
    return 0


if __name__ == "__main__":
    sys.exit(main())
