"""The wheel and the sdist are complete: installed outside the clone, azrel creates and serves a base."""

import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.benchmarks.server import free_port
from tests.running.served import SLACK, ask, serving

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def build(what: str, source: Path, folder: Path) -> Path:
    """Build the sdist or the wheel of a source tree as pip and build do, by the backend that it names."""
    backend = f"import sys; from flit_core.buildapi import build_{what}; print(build_{what}(sys.argv[1]))"
    folder.mkdir(parents=True, exist_ok=True)
    name = subprocess.run(
        [sys.executable, "-c", backend, folder], cwd=source, check=True, capture_output=True, text=True
    )
    return folder / name.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel built from the sdist."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return build("wheel", folder / f"azrel-{VERSION}", folder)


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    files = subprocess.run(["git", "ls-files", "bot"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607

    packed = {name for name in contents(wheel) if name.startswith("bot/")}
    assert set(files.stdout.splitlines()) <= packed
    assert not [name for name in packed if "__pycache__" in name]


def test_sdist_builds_the_same_wheel_as_the_clone(wheel: Path, tmp_path: Path) -> None:
    of_clone = build("wheel", ROOT, tmp_path)

    assert of_clone.name == wheel.name == f"azrel-{VERSION}-py3-none-any.whl"
    assert contents(of_clone) == contents(wheel)


def test_installed_wheel_creates_and_serves_a_base(wheel: Path, tmp_path: Path) -> None:
    programs = install(wheel, tmp_path / "installed")
    azrel, base, port = programs / "azrel", tmp_path / "base", free_port()

    def run(*arguments: str | Path) -> str:
        return subprocess.run(
            [azrel, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout

    where = subprocess.run(
        [programs / "python", "-c", "import bot; print(bot.__path__[0])"], cwd=tmp_path, capture_output=True, text=True
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path), "it is not the clone that is tested"
    assert run("--version") == f"azrel {VERSION}\n"
    run("init", base, "--subject", "Ruritania")
    run("check", base, "--strict")
    assert "Example League" in run("ask", "--knowledge", base, "example", "league")
    assert "nothing to migrate" not in run("migrate")
    serve = (azrel, "serve", "--host", "127.0.0.1", "--port", str(port), "--knowledge", base)
    with serving(serve, port, {**SLACK, "AZREL_PUBLIC_URL": "https://azrel.example.org"}, tmp_path) as ready:
        assert (ready["version"], ready["store"]) == (VERSION, {"state": "up"})
        assert "Example League" in ask(port, "example league")["text"]


def install(wheel: Path, folder: Path) -> Path:
    """Install a wheel beside what is installed for the tests, so that nothing is downloaded; return its programs' folder."""
    venv.create(folder)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    base = (
        shutil.which("python3", path=Path(sys.base_prefix, "bin")) or sys.executable
    )  # whose pip made this environment
    pip = [base, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    beside = [path for path in sys.path if path.endswith("site-packages")]
    Path(site.stdout.strip(), "beside.pth").write_text("\n".join(beside), "utf-8")
    return programs
