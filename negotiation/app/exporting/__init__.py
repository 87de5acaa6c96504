"""Runs as documents for others: rows for a spreadsheet, pages for people, logs for Inspect."""
