"""What lasts: the event log, the calls to models, a run's folder, and LangGraph's cursor.

Start at ``log``, the port that holds the truth of a run. ``jsonl`` keeps it in a file, ``chats``
keeps the calls beside it, ``folder`` gives both a place, ``checking`` says whether a log fits its
scenario. ``savers`` and ``postgres`` keep only the cursor of the graph, which the log can always
replace.
"""
