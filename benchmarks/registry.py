"""The benches, and how one is added: a module in this package with functions under `@bench`.

    @bench("pdf_letter_warm", unit="ms", goal=150)
    def pdf_letter_warm(stage: Stage) -> float:
        ...                      # make rows, warm up, measure
        return milliseconds

`stage.start_workers()` gives real Celery workers on the fresh database, warm after their first answer.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import benchmarks
from benchmarks.stage import Stage

Measure = Callable[[Stage], float]
NO_BENCHES = {"registry", "stage", "__main__"}


@dataclass(frozen=True)
class Bench:
    name: str
    unit: str
    goal: float
    measure: Measure
    last: bool


_benches: dict[str, Bench] = {}


def bench(name: str, *, unit: str, goal: float, last: bool = False) -> Callable[[Measure], Measure]:
    """Register a bench under its name; `last` is for what looks back at all the others, as the memory does."""

    def register(measure: Measure) -> Measure:
        if name in _benches and _benches[name].measure is not measure:
            raise ValueError(f"Two benches are called {name!r}.")
        _benches[name] = Bench(name, unit, goal, measure, last)
        return measure

    return register


def all_benches() -> list[Bench]:
    """Load every module of this package, and give what they registered: in the order of their names, the last ones last."""
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name not in NO_BENCHES:
            import_module(f"benchmarks.{module.name}")
    return sorted(_benches.values(), key=lambda one: (one.last, one.name))
