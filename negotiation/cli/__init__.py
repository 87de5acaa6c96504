"""The ``haggle`` command: it translates between a terminal and the rooms below.

Modules here import heavy things only inside the functions that need them, so ``--help`` is quick.
"""
