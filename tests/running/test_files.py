"""The programs that read the operators' files accept them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.benchmarks.server import free_port

RUNNING = Path(__file__).parents[2] / "docs/running"
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
PORTS = ("127.0.0.1:3001", "127.0.0.1:3002")


def run(*command: str | Path) -> str:
    """Run a program and return its output; skip the test if it is not installed."""
    program = shutil.which(command[0], path=PATH)
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([program, *command[1:]], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_unit_is_hardened(tmp_path: Path) -> None:
    unit = tmp_path / "azrel@3001.service"
    unit.write_text(
        (RUNNING / "azrel@.service").read_text("utf-8").replace("/opt/azrel/bin/azrel", "/bin/true"), "utf-8"
    )

    assert run("systemd-analyze", "verify", unit) == ""
    # From 0, which nothing reaches, to 10, which has the whole machine; the threshold is in tenths.
    run("systemd-analyze", "security", "--offline=true", "--threshold=15", unit)


def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=azrel.example.org")
    run("openssl", "req", "-x509", *made, "-keyout", key, "-out", certificate)
    site = (RUNNING / "nginx.conf").read_text("utf-8")
    for name, path in (("fullchain", certificate), ("privkey", key)):
        site = site.replace(f"/etc/letsencrypt/live/azrel.example.org/{name}.pem", str(path))
    site = site.replace("listen 443", f"listen 127.0.0.1:{free_port()}")
    temporary = " ".join(
        f"{kind}_temp_path {tmp_path};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ {temporary} {site} }}", "utf-8"
    )

    run("nginx", "-t", "-e", tmp_path / "log", "-c", whole)


def test_caddy_accepts_its_file() -> None:
    run("caddy", "validate", "--adapter", "caddyfile", "--config", RUNNING / "Caddyfile")


def test_prometheus_accepts_its_files() -> None:
    run("promtool", "check", "config", RUNNING / "prometheus.yml")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "prometheus.yml"])
def test_files_name_the_same_replicas(name: str) -> None:
    text = (RUNNING / name).read_text("utf-8")
    published = yaml.safe_load((RUNNING.parents[1] / "compose.yaml").read_text("utf-8"))["services"]["azrel"]

    assert all(port in text for port in PORTS)
    assert published["ports"] == ["127.0.0.1:3001-3002:3000"]
    assert published["deploy"]["replicas"] == len(PORTS)
