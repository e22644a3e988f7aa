"""Runs Rasa's prediction graph as a fixed sequence of a dozen calls.

Rasa plans the graph with a scheduler for parallel work, three times per turn. Its components take a tenth of a
millisecond each, so the planning costs more than the work. Here the order is computed once for each set of targets. The
components are Rasa's own, loaded by Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

Order = list[tuple[str, tuple[str, ...]]]


class OrderedRunner(DaskGraphRunner):
    """Returns what Rasa's own runner returns for the same inputs and targets."""

    _orders: dict[tuple[str, ...], Order]

    @classmethod
    def taking_over(cls, runner: DaskGraphRunner) -> OrderedRunner:
        """Uses the components that `runner` has loaded: Rasa builds its own runner, and loading them twice is
        expensive.
        """
        ordered = cls.__new__(cls)
        ordered.__dict__.update(vars(runner), _orders={})
        return ordered

    def run(self, inputs: Mapping[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        given = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._orders[wanted]:
            try:
                given[name] = self._instantiated_nodes[name](*(given.get(need, need) for need in needs))
            except RuntimeError as error:
                raise GraphRunError("Error running runner.") from error
        return dict(given[name] for name in wanted)

    def _order(self, wanted: tuple[str, ...]) -> Order:
        """The nodes that lead to the targets, each after the nodes it needs; what no node produces is an input."""
        nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        order: dict[str, tuple[str, ...]] = {}

        def place(name: str) -> None:
            if name in nodes and name not in order:
                needs = tuple(nodes[name].needs.values())
                for need in needs:
                    place(need)
                order[name] = needs

        for name in wanted:
            place(name)
        return list(order.items())
