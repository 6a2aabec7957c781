"""Carry the Dockerfile out without Docker: each step in a Debian of its own, then what it makes, as it would run.

    python -m tests.running.image [--base DIR]

It needs root, Linux, debootstrap and a mirror of Debian, whose Python takes the place of the official image's. DIR is
where that Debian is kept for the next time. What is made runs with its root read-only, as the user that the Dockerfile
says, and is asked for its health, its readiness and an answer; then it gets the signal to stop.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.server import free_port
from tests.running.dockerfile import ROOT, Instruction, find_last, read_dockerfile, split_stages
from tests.running.served import SLACK, ask, get, serving

_SUITE = "bookworm"
_PACKAGES = "python3,python3-venv,ca-certificates"
# How this machine reaches registries is no part of the image.
_OF_MACHINE = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTP", "http"))}
_HIDES_ITS_ROOT = """set -e
mount --bind "$1" "$1"
mount --bind "$2" "$1/state"
mount -t tmpfs tmpfs "$1/tmp"
mount -t proc proc "$1/proc"
mount -o remount,bind,ro "$1"
root=$1 user=$3
shift 3
exec chroot --userspec="$user" "$root" "$@"
"""


@dataclass(slots=True)
class Stage:
    """A stage under way: its files, and what its instructions set."""

    root: Path
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
    )
    folder: str = "/"
    user: str = "0:0"

    def carry_out(self, step: Instruction, others: dict[str, "Stage"]) -> None:
        """Carry out an instruction that makes the image; the others say how it runs."""
        match step.word:
            case "RUN":
                _run(["chroot", self.root, *self.env(_OF_MACHINE), "sh", "-ec", f"cd {self.folder} && {step.rest}"])
            case "COPY":
                *sources, target = step.arguments
                place = self.root / Path(self.folder, target).relative_to("/")
                for source in sources:
                    _copy(
                        others[step.flags["from"]].root / source[1:] if "from" in step.flags else ROOT / source, place
                    )
            case "ENV":
                pairs = (pair.split("=", 1) for pair in step.arguments)
                self.environment |= {name: value.replace("$PATH", self.environment["PATH"]) for name, value in pairs}
            case "WORKDIR":
                self.folder = step.rest
                (self.root / self.folder[1:]).mkdir(parents=True, exist_ok=True)
            case "USER":
                self.user = step.rest

    def env(self, more: dict[str, str]) -> list[str]:
        """Return what runs a program with the stage's environment and more, and nothing of this process's."""
        return ["env", "-i", *(f"{name}={value}" for name, value in {**more, **self.environment}.items())]


def find_obstacle() -> str:
    """Say what keeps the steps from being carried out here; empty if nothing does."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root may change roots"
    missing = [program for program in ("debootstrap", "unshare", "chroot") if shutil.which(program) is None]
    if missing:
        return f"{missing[0]} is not installed"
    tried = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=False, capture_output=True)  # noqa: S607
    return "this machine gives no namespaces of one's own" if tried.returncode else ""


def make_base(folder: Path) -> None:
    """Make a Debian whose `python` and pip stand where the official image has them."""
    if (folder / "usr/local/bin/pip").exists():
        return
    _run(["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", _SUITE, folder])
    _run(["chroot", folder, "python3", "-m", "venv", "/usr/local"])


def build(base: Path, work: Path) -> Stage:
    """Carry out all stages in a folder, and return the last."""
    stages: dict[str, Stage] = {}
    for number, steps in enumerate(split_stages(read_dockerfile())):
        name = steps[0].rest.partition(" AS ")[2] or str(number)
        stage = stages[name] = Stage(work / name)
        _run(["cp", "--archive", base, stage.root])
        certificates = stage.root / "etc/ssl/certs/ca-certificates.crt"
        shutil.copyfile("/etc/ssl/certs/ca-certificates.crt", certificates)
        for step in steps:
            print(f"{step.word} {step.rest[:100]}", flush=True)
            stage.carry_out(step, stages)
    return stage


def check_run(stage: Stage, work: Path) -> None:
    """Run the image as the Dockerfile and compose.yaml say, and check it against the documents."""
    steps = split_stages(read_dockerfile())[-1]
    health = find_last(steps, "HEALTHCHECK").rest.removeprefix("CMD").strip()
    state, port = work / "state", free_port()
    state.mkdir()
    os.chown(state, *map(int, stage.user.split(":")))
    environment = stage.env({**SLACK, "PORT": str(port), "AZREL_METRICS": "on"})

    def inside(*command: str) -> list[str | Path]:
        hidden = ["unshare", "--mount", "--pid", "--fork", "--kill-child=SIGTERM", "sh", "-c", _HIDES_ITS_ROOT, "sh"]
        return [*hidden, stage.root, state, stage.user, *environment, *command]

    (entry,) = find_last(steps, "ENTRYPOINT").arguments
    _run(inside("sh", "-c", "! touch /opt/azrel/x && ! touch /knowledge/x && touch /state/x /tmp/x"))
    _run(inside("sh", "-c", "! python -m pip --version && ! command -v cc gcc git"))
    _run(inside(entry, "check"))
    _run(inside(entry, "picture", "map", "-o", "/tmp/map.png"))  # noqa: S108
    healthy = Instruction("CMD", {}, health).arguments
    assert subprocess.run(inside(*healthy), check=False, capture_output=True).returncode != 0, "it is not up yet"
    with serving(inside(entry, *find_last(steps, "CMD").arguments), port, {}, work) as ready:
        assert ready["store"] == {"state": "up"}, ready
        _run(inside(*healthy))
        assert ask(port, "turkey energy")["blocks"]
        assert b"azrel_info{" in get(port, "/metrics")
    print(f"serves {ready['revision']} read-only as {stage.user}, and stops on a signal")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        ignored = (
            shutil.ignore_patterns("__pycache__") if source.is_relative_to(ROOT) else None
        )  # as .dockerignore says
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=ignored)
    else:
        shutil.copy2(source, target / source.name if target.is_dir() else target)


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Carry the Dockerfile out; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="where Debian is kept, or is to be made")
    options = parser.parse_args()
    if obstacle := find_obstacle():
        print(f"cannot be carried out here: {obstacle}")
        return 1
    with tempfile.TemporaryDirectory(prefix="azrel-image-") as work:
        base = options.base or Path(work, "base")
        make_base(base)
        check_run(build(base, Path(work)), Path(work))
    return 0


if __name__ == "__main__":
    sys.exit(main())
