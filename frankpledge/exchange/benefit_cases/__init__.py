"""The costs and benefits of a collaboration as a case: for the commands, for a spreadsheet, for a page."""
