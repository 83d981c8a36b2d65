"""`python -m benchmarks [NAME…]`: servers and a fresh database, then each bench, one JSON object a line."""

import json
import os
import sys

from benchmarks.stage import Stage, make_fresh_database
from config.servers import ServerTrouble, ensure_servers, stop_servers

QUEUE = "celery"


def main(names: list[str]) -> int:
    try:
        make_fresh_database(ensure_servers())
    except ServerTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    stage = Stage()
    try:
        return run(names, stage)
    finally:
        stage.end()
        stop_servers()


def run(names: list[str], stage: Stage) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    import redis
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as broker:
        broker.delete(QUEUE)

    from benchmarks.registry import all_benches

    benches = all_benches()
    known = [one.name for one in benches]
    if unknown := [name for name in names if name not in known]:
        sys.stderr.write(f"There is no bench {', '.join(unknown)}. There are: {', '.join(known) or 'none yet'}.\n")
        return 2
    failed = 0
    for one in benches:
        if names and one.name not in names:
            continue
        try:
            value = one.measure(stage)
        except Exception as error:  # noqa: BLE001 -- the other figures are wanted all the same
            failed += 1
            sys.stderr.write(f"{one.name} failed: {type(error).__name__}: {error}\n")
            continue
        print(json.dumps({"bench": one.name, "value": round(value, 3), "unit": one.unit, "goal": one.goal}), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
