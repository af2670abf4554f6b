"""The edition of the Collaboration Benefits Method that new workspaces keep, and the numbers it publishes."""

# Cited in full as Collaboration Benefits Method 1.0 (docs/method/README.md is its text).
VERSION = "1.0"
# All fourteen stages are for a collaboration that costs more than this in a year: our judgement, published.
FULL_METHOD_FROM_PENCE = 100_000_000
# How long parties have to dispute a return once it is locked.
REVIEW_WORKING_DAYS = 15
