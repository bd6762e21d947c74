"""Benchmarks: this tool beside others, on the same letters and the same machine in one run.

`make bench` runs them all and writes RESULTS.md; `make bench BENCH="--quick"` takes a minute.
"""
