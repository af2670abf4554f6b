"""Signals: telling a change from the noise that was always there (statistical process control)."""

from frankpledge.engine.signals.counts import c_chart, g_chart, p_chart, recommended, t_chart, u_chart
from frankpledge.engine.signals.detection import Signal
from frankpledge.engine.signals.rules import MDC_EXCEL, NHSR, PUBLISHED, RuleSet, named
from frankpledge.engine.signals.words import describe, judged
from frankpledge.engine.signals.xmr import Chart, Event, Many, Stretch, assurance, xmr, xmr_many

__all__ = [
    "MDC_EXCEL",
    "NHSR",
    "PUBLISHED",
    "Chart",
    "Event",
    "Many",
    "RuleSet",
    "Signal",
    "Stretch",
    "assurance",
    "c_chart",
    "describe",
    "g_chart",
    "judged",
    "named",
    "p_chart",
    "recommended",
    "t_chart",
    "u_chart",
    "xmr",
    "xmr_many",
]
