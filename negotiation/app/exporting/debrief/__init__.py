"""A debrief on paper: Markdown, HTML, PDF and CSV.

Public functions (import them from their modules):

``handout.Handout(debrief=, scenario=, language=, date=, trainee="", play_outs=())``
    what is written: a ``Debrief`` of ``negotiation.app.debriefing``, the scenario of its run, and
    the language of the document. ``date`` is an ISO date, ``record.started_at[:10]`` of the run.

``writing.written(handout, form) -> bytes``
    writes it; ``form`` is one of ``writing.FORMS``: ``md``, ``html``, ``pdf``, ``csv``. Import it
    where it is needed only: it loads reportlab.

Everything that a model, a person or a file said is escaped in every form, and no cell of the CSV
is run by a spreadsheet.
"""
