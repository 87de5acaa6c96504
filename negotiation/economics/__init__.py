"""What a contract is worth to each side: the simulator of GPU-compute contracts and simple scores.

Pure NumPy over (outcome, draw, month). ``simulator.appraise`` is the simulator's door; equations,
sources and what is not modelled stand in the README beside this file.
"""
