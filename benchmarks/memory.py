"""The largest memory that any worker process held while the other benches ran."""

from benchmarks.registry import bench
from benchmarks.stage import Stage


@bench("worker_peak_rss", unit="MB", goal=300, last=True)
def worker_peak_rss(stage: Stage) -> float:
    if stage.workers is None:
        raise RuntimeError("No bench of this run used a worker.")
    return stage.largest_worker_megabytes
