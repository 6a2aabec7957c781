"""The Dockerfile and compose.yaml agree with the documents and with azrel's settings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.parser import build_parser
from bot.settings.table import SETTINGS
from tests.running.dockerfile import ROOT, find_last, read_dockerfile, split_stages
from tests.running.image import build, check_run, find_obstacle, make_base

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
OURS = {name: service for name, service in COMPOSE["services"].items() if service["image"] == "azrel"}
HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
KNOWN = {setting.name for setting in SETTINGS} | {f"{setting.name}_FILE" for setting in SETTINGS if setting.is_secret}


def test_copied_files_exist_and_are_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for step in read_dockerfile():
        if step.word == "COPY" and "from" not in step.flags:
            for source in step.arguments[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored, source


def test_last_stage_runs_as_nobody_and_builds_nothing() -> None:
    stages = split_stages(read_dockerfile())
    last = stages[-1]

    assert len({stage[0].rest.partition(" AS ")[0] for stage in stages}) == 1, "all stages have the same Python"
    user, group = find_last(last, "USER").rest.split(":")
    assert min(int(user), int(group)) > 0
    assert not [step.rest for step in last if step.word == "RUN" and ("install" in step.rest.replace("uninstall", ""))]
    assert any("--require-hashes" in step.rest for step in stages[0])


def test_signals_reach_azrel() -> None:
    last = split_stages(read_dockerfile())[-1]

    assert find_last(last, "STOPSIGNAL").rest == "SIGTERM"
    assert find_last(last, "ENTRYPOINT").rest.startswith("["), "a shell would not pass the signal on"
    build_parser().parse_args(find_last(last, "CMD").arguments)


@pytest.mark.parametrize("name", OURS)
def test_services_have_valid_commands_settings_and_secrets(name: str) -> None:
    service = OURS[name]

    build_parser().parse_args(service["command"])
    assert set(service["environment"]) <= KNOWN
    files = {value for setting, value in service["environment"].items() if setting.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in service["secrets"]}
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert set(service["depends_on"]) <= set(COMPOSE["services"])


@pytest.mark.parametrize("name", OURS)
def test_services_run_with_least_privileges(name: str) -> None:
    service = OURS[name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ())), "the proxy alone is public"


def test_migration_runs_before_replicas() -> None:
    assert OURS["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert OURS["azrel"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_volumes_are_declared() -> None:
    used = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service.get("volumes", ())}

    assert used == set(COMPOSE["volumes"])


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is not installed")
def test_hadolint_reports_nothing() -> None:
    result = subprocess.run([str(HADOLINT), "Dockerfile"], cwd=ROOT, check=False, capture_output=True, text=True)

    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.slow
def test_dockerfile_builds_a_serving_image(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not request.config.getoption("--nightly"):
        pytest.skip("it downloads a Debian, which the nightly run does")
    if obstacle := find_obstacle():
        pytest.skip(obstacle)
    make_base(tmp_path / "base")
    check_run(build(tmp_path / "base", tmp_path), tmp_path)
