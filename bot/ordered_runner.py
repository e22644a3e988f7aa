"""Rasa's prediction graph, run as what it is: a fixed order of a dozen calls.

Rasa plans the graph anew through a scheduler for parallel work, three times a turn; with parts that take a tenth of a
millisecond each, the planning costs more than they do. Here the order is found once for each set of targets, and then
followed. The parts are Rasa's own, loaded by Rasa.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

Order = list[tuple[str, tuple[str, ...]]]


class OrderedRunner(DaskGraphRunner):
    """Gives what Rasa's own runner gives, for the same inputs and targets."""

    _orders: dict[tuple[str, ...], Order]

    @classmethod
    def taking_over(cls, runner: DaskGraphRunner) -> OrderedRunner:
        """With the parts that `runner` has loaded: Rasa builds its own runner, and loading them twice is dear."""
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
        """The nodes that lead to the targets, each behind those it needs; what no node gives is an input."""
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
