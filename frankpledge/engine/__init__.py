"""The mathematics of a collaboration's worth: a library to read, test and cite by itself.

Frozen dataclasses go in and come out; a NumPy `Generator` is an argument; there is no Django, no clock, no
setting and no file. Each part is a module or package of its own: `from frankpledge.engine import sharing`.
"""
