"""Parameter packs: what others published or we judged, dated and sourced, kept apart from the arithmetic.

A pack is data: rows with value, unit, price year, source, licence and who verified it how. A row that nobody
could verify ships disabled, with the reason, and is refused when asked for. The text of a pack is read by the
caller; `rows.parse` turns it into a `Pack`, and `schedules`, `deflators`, `biases` and the others into what a
method takes. Every result names the packs it used, so that it can be run again under others.
"""

from frankpledge.engine.packs.rows import Pack, PackName, Row, parse

__all__ = ["Pack", "PackName", "Row", "parse"]
