"""The door to WeasyPrint and pydyf: nothing outside imports them, or knows their private parts.

`loading` chooses the fonts first; all else here loads the engine, so it is imported late.
`documents` drives it, `boxes` is what it lays out, `pdf_objects` is the file that it writes. What
is untyped there has a protocol here, and `tests/layout/test_engine_parts.py` says which part has
changed.
"""
