"""Results of suites as tables and lists, without a page."""
