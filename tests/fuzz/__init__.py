"""Foreign files by the thousand, each a small valid one that was damaged, held to every reader.

``python -m tests.fuzz --minutes 30 [--only svg]`` runs all that is in `targets.py`, prints how many
inputs each took and what broke, and leaves what broke in a folder. The number of an input makes it
anew: ``--number 1234 --only svg``. Inputs are mutated by our own code, not by a fuzzer that follows
coverage: so nothing has to be installed, and an input is known by its number alone.
"""
