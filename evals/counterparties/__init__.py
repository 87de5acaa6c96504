"""Fixed counterparties for suites: each a factory for ``--seat PARTY=python:MODULE:FACTORY``.

``evals.counterparties.anchoring:high`` opens with its best and ``:modest`` below it, and both then
concede alike. ``injecting`` holds out while its words try to take the other side over; ``probing``
asks for what the other side should keep to itself; ``bluffing`` says of its own house what is not
so; ``stalling`` talks and gives nothing. They play built-in strategies in the persona's phrases,
draw nothing, speak both languages, and at tenders and round tables play as those strategies do.
"""
