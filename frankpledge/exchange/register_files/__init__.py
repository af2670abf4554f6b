"""The files of the register: read, checked, and held by way of the actions. One module for each file."""

from frankpledge.exchange.register_files.loading import load, load_if_changed, read_and_check
from frankpledge.exchange.register_files.problems import BadFiles, Problem
from frankpledge.exchange.register_files.report import FileReport, Report

__all__ = [
    "BadFiles",
    "FileReport",
    "Problem",
    "Report",
    "load",
    "load_if_changed",
    "read_and_check",
]
