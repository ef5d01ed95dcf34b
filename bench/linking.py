"""How linking near tasks grows with the number of tasks.

    python bench/linking.py [TASKS …]

Time and links of `same_domain` over generated tasks in nine domains, and for one document more (only its domains are redone).
"""

from __future__ import annotations

import resource
import sys
import time

from generate import DOMAINS, graph

from policygraph.graph.linking import same_domain


def main() -> None:
    for tasks in [int(word) for word in sys.argv[1:]] or [5_000, 20_000]:
        tables = graph(tasks)
        started = time.process_time()
        links = same_domain(tables)
        took = time.process_time() - started
        started = time.process_time()
        same_domain(tables, domains=DOMAINS[:1])
        one = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{tasks:7} tasks: {took:6.1f} s of the processor ({took / tasks * 1e3:.2f} ms a task), {links.num_rows} links; "
            f"one domain again {one:.1f} s; peak memory {memory} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
