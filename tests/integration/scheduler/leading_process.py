"""A process that takes part in the election and writes its ticks into a table, until it is killed."""

import os
import sys
import time

from sqlalchemy import text

from care_platform.store.engine import make_engine
from scheduler.leader import Leader, Timed


def main(database_url: str) -> None:
    engine = make_engine(database_url, pool_size=3)

    def tick() -> None:
        with engine.begin() as connection:
            connection.execute(
                text("insert into leader_tick (pid, at) values (:pid, clock_timestamp())"),
                {"pid": os.getpid()},
            )

    with Leader(engine, [Timed("tick", 0.2, tick)]):
        time.sleep(120)


if __name__ == "__main__":
    main(sys.argv[1])
