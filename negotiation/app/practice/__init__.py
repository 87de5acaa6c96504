"""Practice at a seat: what a trainee plays, from the first brief to the last move.

``planning`` turns what was chosen into a plan; ``sessions`` begins an attempt, takes a move back
and ends it, and keeps store and run folder in step; ``own_turns`` says which moves can be taken
back.
"""
