"""Benchmarks: one small module for each, and a table of them all.

A benchmark measures in one run what a claim compares, wherever it can as a ratio, so that the
machine cancels out. Times are CPU seconds of this process or of its children, never wall time: the
least of several runs for work in this process, the median for fresh processes. The sizes of every
benchmark are parameters; their defaults are what the claims are about.
"""
