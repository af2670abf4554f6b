"""In and out: the data files, exports and open data."""
