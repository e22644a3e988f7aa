"""Alert rules and dashboard name only what the processes export; promtool checks them too, where it is installed."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from bot.turns.times import OUTCOMES, TurnTimes
from kit.measures.histogram import Histogram
from knowledge_base.monitoring.metrics import add_metrics_route, call_seconds
from tests.docs.documents import ROOT, first_names, section, text
from tests.fixtures.chat_process import ServeChat, ServedChat

RULES = ROOT / "deploy" / "prometheus" / "baton.rules.yml"
DASHBOARD = ROOT / "deploy" / "grafana" / "baton.json"
MONITORING = "docs/monitoring.md"
GIVEN_BY_PROMETHEUS = {"job", "instance", "le"}

Exported = dict[str, dict[str, set[str]]]
"""Each metric by its name, with its labels and their values."""


def rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"][0]["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return found


def expressions() -> list[str]:
    shown = [target["expr"] for panel in panels() for target in panel.get("targets", [])]
    return [*(rule["expr"] for rule in rules()), *shown]


def in_text(said: str) -> Exported:
    """What a process said."""
    found: Exported = {name: {} for name in re.findall(r"^# TYPE (\w+) ", said, re.MULTILINE)}
    for name, labels in re.findall(r"^(\w+){(.*)} \S+$", said, re.MULTILINE):
        metric = found[name if name in found else re.sub(r"_(bucket|sum|count)$", "", name)]
        for label, value in re.findall(r'(\w+)="([^"]*)"', labels):
            metric.setdefault(label, set()).add(value)
    return found


def declared(histograms: list[Histogram]) -> Exported:
    return {each.name: {label: set(values) for label, values in each.labels.items()} for each in histograms}


async def exported(chat: ServedChat) -> Exported:
    """Everything that the three processes export: `chat` is asked; the others' text is made by their own code."""
    supervisor = await chat.person("supervisor")
    await chat.queued()
    said = in_text((await supervisor.get("/metrics")).text)
    knowledge = await _knowledge_says(chat)
    bot = in_text(TurnTimes().text(ready=True))
    assert bot["baton_bot_turn_seconds"]["outcome"] == set(OUTCOMES)
    return said | declared(chat.container.histograms) | knowledge | bot


async def _knowledge_says(chat: ServedChat) -> Exported:
    app, calls = FastAPI(), call_seconds()
    state = {"ready": True, "knowledge_version": 1, "passages": 2}
    add_metrics_route(app, calls, chat.database.seconds, chat.container.turns.loop, lambda: state)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://knowledge") as client:
        return in_text((await client.get("/metrics")).text) | declared([calls])


def named(expression: str) -> Iterator[tuple[str, str]]:
    """The metrics of an expression, each with its matchers."""
    for name, matchers in re.findall(r"\b(baton_\w+)(?:{([^}]*)})?", expression):
        yield re.sub(r"_(bucket|sum|count)$", "", name), matchers


async def test_every_metric_that_rules_and_dashboard_name_is_exported(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once=10_000)
    known, seen = await exported(chat), set()
    for expression in expressions():
        assert expression.count("(") == expression.count(")"), expression
        for name, matchers in named(expression):
            seen.add(name)
            assert name in known, expression
            for label, relation, value in re.findall(r'(\w+)(=~|!=|!~|=)"([^"]*)"', matchers):
                labels = known[name]
                assert label in GIVEN_BY_PROMETHEUS | labels.keys(), expression
                assert label in GIVEN_BY_PROMETHEUS or relation != "=" or value in labels[label], expression
        for label in re.findall(r"by \(([^)]*)\)", expression):
            names = set(label.replace(",", " ").split()) - GIVEN_BY_PROMETHEUS
            assert all(any(each in known[name] for name, _ in named(expression)) for each in names), expression
    assert len(seen) > 15


async def test_the_document_lists_every_metric_and_no_other(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once=10_000)
    assert set(first_names(section(text(MONITORING), "Metrics"))) == set(await exported(chat))


def test_every_alert_has_a_section_that_says_what_to_do() -> None:
    headings = re.findall(r"^### (\w+)$", text(MONITORING), re.MULTILINE)
    assert headings == [rule["alert"] for rule in rules()]
    for rule in rules():
        assert rule["annotations"]["runbook"] == f"{MONITORING}#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"].endswith(".")


def test_panels_do_not_lie_on_one_another() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        taken |= cells
    assert {x for x, _ in taken} == set(range(24))
    assert len({panel["id"] for panel in panels()}) == len(panels())


PROMTOOL = shutil.which("promtool")


def promtool(*words: str | Path) -> str:
    done = subprocess.run(
        [str(PROMTOOL), *map(str, words)], cwd=RULES.parent, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")
def test_promtool_accepts_the_rules_and_the_expressions_of_the_dashboard(tmp_path: Path) -> None:
    shown = [
        {"record": f"x:{number}", "expr": each.replace("$__rate_interval", "5m")}
        for number, each in enumerate(expressions())
    ]
    file = tmp_path / "dashboard.json"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": shown}]}), encoding="utf-8")
    assert promtool("check", "rules", RULES, file) == ""
    assert promtool("check", "config", "--syntax-only", "prometheus.yml") == ""


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")
def test_the_alerts_are_raised_for_what_they_are_meant_for() -> None:
    assert promtool("test", "rules", "baton.rules.test.yml") == ""
