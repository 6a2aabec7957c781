"""A damaged file is served, or refused at its line, and the last good state stays."""

import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.loading import load_texts
from bot.loading.reload import Reloader
from bot.search import Index, build
from tests.bases import texts, write_base
from tests.loading.mutations import mutate

MUTATIONS = 500


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_base(tmp_path, texts())
    return tmp_path


@pytest.fixture
def served(root: Path) -> Reloader[Index]:
    reloader = Reloader(root, build)
    reloader.start()
    return reloader


@pytest.mark.slow
def test_serves_mutation_or_refuses_it_at_its_line(root: Path, served: Reloader[Index], step: int) -> None:
    chance, became = random.Random(1), Counter[str]()
    sound, files = served.current(), texts()
    for _ in range(MUTATIONS // step):
        mutation = mutate(files, chance)
        expected = load_texts({**files, mutation.path: mutation.content})
        (root / mutation.path).write_bytes(mutation.content)
        served.poll()
        if expected.snapshot:
            became["served"] += 1
            assert served.readiness() == {"revision": expected.revision, "refused": None}, mutation
        else:
            became["refused"] += 1
            assert served.current().snapshot.revision == sound.snapshot.revision, mutation
            assert served.refusal, mutation
            reported = [problem for problem in expected.problems if problem.location.path == mutation.path]
            last = mutation.content.count(b"\n") + 2
            assert all(1 <= problem.location.line <= last for problem in reported)
            if mutation.lines and reported:
                assert {problem.location.line for problem in reported} & set(mutation.lines), (mutation, reported)
        (root / mutation.path).write_bytes(files[mutation.path])
        served.poll()
        sound = served.current()
        assert served.readiness()["refused"] is None, mutation
    assert min(became["served"], became["refused"]) > 20 // step, became


def test_full_disk_loses_nothing(root: Path, served: Reloader[Index]) -> None:
    path = root / "relations/sylvania.yaml"
    content = path.read_bytes()
    save = f"with open({str(path)!r}, 'wb') as file: file.write({content + b'# more' * 100!r})"
    room = len(content) // 2

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    editor = subprocess.run([sys.executable, "-c", save], preexec_fn=limit, stderr=subprocess.PIPE, check=False)
    assert editor.returncode
    assert path.stat().st_size == room, "the editor saved as much as there was room for"
    before = served.current()
    served.poll()
    assert served.refusal
    assert served.current() is before
    path.write_bytes(content + b"# more")
    served.poll()
    assert served.refusal is None
    assert served.current() is not before


@pytest.mark.parametrize("then", [0, 1, 10**9, 4 * 10**9])
def test_notices_edit_after_clock_jump(root: Path, served: Reloader[Index], then: int) -> None:
    path = root / "relations/sylvania.yaml"
    content = path.read_bytes()
    for number, when in enumerate((then, time.time(), then)):
        path.write_bytes(content + b"#" * (number % 2))
        os.utime(path, (when, when))
        before = served.current()
        served.poll()
        assert served.refusal is None
        assert (served.current() is before) == (number == 0), "only the time has changed"
