"""Sparring with the negotiators of NegMAS, which whoever wants it installs for themselves.

NegMAS is AGPL: it is in the dependency group ``sparring``, in no extra, and nothing of ours needs
it. ``standing`` says where our strategies stand against it.
"""
