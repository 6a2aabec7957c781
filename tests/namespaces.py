"""A network namespace for a process of a test, as if it ran on a machine of its own: with Linux's `ip`, as root."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Namespace:
    """A machine with two cables: one to its clients, one to a switch with a database.

    From here it is `inside`; from there this machine is `outside`, and the database's `far`, of the network `back`.
    """

    name: str
    inside: str
    outside: str
    far: str
    back: str

    @property
    def prefix(self) -> tuple[str, ...]:
        """Return the prefix of a command that runs there."""
        return ("ip", "netns", "exec", self.name)

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Cut the connection to the database: packets vanish, without an error."""
        _run("link", "set", f"{self.name}b", "nomaster")
        try:
            yield
        finally:
            _run("link", "set", f"{self.name}b", "master", f"{self.name}s")


class NotPermitted(Exception):
    """No namespace can be made here; the message says why."""


@contextmanager
def open_namespace() -> Iterator[Namespace]:
    """Make a namespace for a while. Raises NotPermitted."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        raise NotPermitted("network namespaces need root and the program ip: Debian's package iproute2")
    name, number = f"az{secrets.token_hex(3)}", secrets.randbelow(250)
    front, back = (f"198.{net}.{number}" for net in (18, 19))  # reserved for benchmarks (RFC 2544)
    namespace = Namespace(name, f"{front}.2", f"{front}.1", f"{back}.1", f"{back}.0/30")
    with ExitStack() as stack:
        try:
            _make(namespace, stack)
        except subprocess.CalledProcessError as error:
            raise NotPermitted(f"network namespaces are not permitted here: {error.stderr.strip()}") from None
        yield namespace


def _make(namespace: Namespace, stack: ExitStack) -> None:
    name = namespace.name
    _run("netns", "add", name)
    stack.callback(_undo, "netns", "del", name)
    for cable in ("f", "b"):
        _run("link", "add", f"{name}{cable}", "type", "veth", "peer", "name", f"{cable}0", "netns", name)
        stack.callback(_undo, "link", "del", f"{name}{cable}")
    _run("link", "add", f"{name}s", "type", "bridge")
    stack.callback(_undo, "link", "del", f"{name}s")
    _run("link", "set", f"{name}b", "master", f"{name}s")
    _run("addr", "add", f"{namespace.outside}/30", "dev", f"{name}f")
    _run("addr", "add", f"{namespace.far}/30", "dev", f"{name}s")
    for link in ("f", "b", "s"):
        _run("link", "set", f"{name}{link}", "up")
    _run("-n", name, "addr", "add", f"{namespace.inside}/30", "dev", "f0")
    _run("-n", name, "addr", "add", namespace.back.replace(".0/", ".2/"), "dev", "b0")
    for link in ("lo", "f0", "b0"):
        _run("-n", name, "link", "set", link, "up")


def _run(*arguments: str) -> None:
    command = [shutil.which("ip") or "ip", *arguments]
    subprocess.run(command, check=True, capture_output=True, text=True)


def _undo(*arguments: str) -> None:
    with suppress(subprocess.CalledProcessError):  # a cable goes with the namespace at its other end
        _run(*arguments)
