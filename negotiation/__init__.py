"""Haggle: a negotiation flight simulator for GPU compute.

Nothing is imported here, so that ``import negotiation`` costs nothing. The rooms and the law of
who may import whom stand in ``CONTRIBUTING.md``; start reading at ``negotiation.app``.
"""
