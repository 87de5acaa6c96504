"""``haggle bench ui``: how quickly the pages come up, answer and scroll.

It stands here and not among the other benchmarks because they may not import the app. The command
starts it as a process, as it starts the command itself to see what ``--help`` takes, and reads what
it found from standard output.
"""
