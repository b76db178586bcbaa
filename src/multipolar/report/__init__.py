"""The report: a forecast told on one page that opens anywhere, and the same as a text brief."""
