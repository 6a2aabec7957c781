"""Each exported metric is documented and has an example of an alert; no alert names any other metric."""

import re
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.web.metrics import Metrics, State

RUNNING = Path(__file__).parents[2] / "docs/running"
RULES = [
    rule for group in yaml.safe_load((RUNNING / "alerts.yml").read_text("utf-8"))["groups"] for rule in group["rules"]
]
GUIDE = (RUNNING / "metrics.md").read_text("utf-8")


async def exported() -> set[str]:
    """Return the names of all metrics, as they are asked for: those of a counter end in _total."""

    async def no_wait() -> float:
        return 0.0

    text = (await Metrics(lambda: State(True, 1.0, 0, False), no_wait, "1.2.3").render()).decode()
    families = [family for family in text_string_to_metric_families(text) if not family.name.endswith("_created")]
    return {family.name + ("_total" if family.type == "counter" else "") for family in families}


async def test_each_metric_is_documented_and_has_an_alert() -> None:
    expressions = " ".join(rule["expr"] for rule in RULES)
    for name in await exported():
        assert f"`{name}`" in GUIDE, name
        assert re.search(rf"\b{name}(_bucket)?\b", expressions), name


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
async def test_alerts_name_only_existing_metrics(rule: dict[str, str]) -> None:
    named = set(re.findall(r"\bazrel_\w+", rule["expr"]))

    assert {name.removesuffix("_bucket") for name in named} <= await exported()
    assert f"`{rule['alert']}`" in GUIDE, "the guide says what to do"
