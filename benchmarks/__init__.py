"""How fast and how large: every yardstick run in turn with ours, in one call.

``.venv/bin/python -m benchmarks`` prints the whole table; docs/performance.md holds it.
"""
