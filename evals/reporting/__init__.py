"""Reports: results as one page, as Markdown, as files for other programs, and for a CI."""
