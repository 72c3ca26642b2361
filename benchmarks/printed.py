"""Prints random submissions into PDFs, reads them again, and counts what the audit finds in them.

usage: python -m benchmarks.printed [--consistent N] [--each N] [--only CODE]

The submissions and mutations are those of ``tests/proof``: N consistent ones, and N of each mutation. A mutation counts
as found when its rule fires, exactly when no other rule does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from audit.models import Finding
from audit.profile import load
from audit.run import run
from extract.models import Document
from tests.proof.mutations import MUTATIONS, Mutation, broken
from tests.proof.plan import Plan, plans
from tests.proof.printed import UNPRINTABLE, read_again
from tests.proof.submitted import documents

_SETTINGS = settings(
    deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def findings(
    times: int, mutation: Mutation | None, made: Callable[[Plan, st.DataObject], Sequence[Document]]
) -> list[list[Finding]]:
    """What is found in each of ``times`` printed submissions."""
    told: list[list[Finding]] = []
    needs, without = (mutation.needs, mutation.without) if mutation else ((), ())

    @settings(_SETTINGS, max_examples=times)
    @given(plans(needs, (*without, "tte")), st.data())
    def printed(plan: Plan, data: st.DataObject) -> None:
        with TemporaryDirectory() as folder:
            told.append(run(read_again(made(plan, data), Path(folder)), load()))

    printed()
    return told


def main() -> None:
    """Print what was found."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--consistent", type=int, default=50)
    arguments.add_argument("--each", type=int, default=2)
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    if options.consistent:
        clean = findings(options.consistent, None, lambda plan, data: documents(plan))
        print(f"consistent submissions: {len(clean)}, with findings: {sum(map(bool, clean))}", flush=True)
        for one in (one for found in clean for one in found):
            print("  ", one.rule, one.message)
    every = hit = exact = 0
    for mutation in MUTATIONS:
        if mutation.code in UNPRINTABLE or not mutation.code.startswith(options.only):
            continue
        for found in findings(options.each, mutation, lambda plan, data, m=mutation: broken(m, plan, data)):
            rules = {one.rule for one in found}
            every, hit, exact = every + 1, hit + (mutation.code in rules), exact + (rules == {mutation.code})
            if rules != {mutation.code}:
                others = [one.message for one in found if one.rule != mutation.code]
                print("  ", mutation.code, mutation.name, sorted(rules), others[:2], flush=True)
    print(f"mutations: {every}, found: {hit}, exactly: {exact}")


if __name__ == "__main__":
    main()
