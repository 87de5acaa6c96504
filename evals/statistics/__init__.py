"""What may be said of figures: intervals, comparisons, rankings, and how many runs they take.

Pure functions on numbers and names; they read no file and print nothing. The estimators are those
of statsmodels, SciPy and choix; what is decided here is which of them holds for whom, and what is
said where none does. ``README.md`` beside this file is for the reader of a report.
"""
