"""How the training database came to be as it is: one step a file, run by ``..schema``.

A step is never changed once it was released; the next change is a step of its own. A step makes its
tables by itself, and imports nothing of ours, so that it means the same for ever.
"""
