"""From a run's folder to what a party can learn from it.

Public functions (import them from their modules):

``debriefs.debrief_of(folder, party, *, preparation=None, hints=(), taken_back=0, tables=None,
n_tries=8)``
    returns the ``Debrief`` of any party of a run that has ended, whoever played it: people,
    models or strategies. It computes for a second or two and reads files, so call it in a thread
    of its own or cache it, never in the thread of an event loop (there only with ``n_tries=0``:
    no turning point is played out then, the skills are the same). ``preparation`` and ``hints`` are
    those of ``negotiation.store.training.records``.

``debriefs.attempt_result(debrief) -> AttemptResult``
    sums a debrief up as the store of training keeps it. Of several tables it takes the sums of
    values and surpluses, and the ending of the last one.

``playouts.play_out(folder, point, *, n=8, tables=None) -> PlayOut`` (async)
    plays a turning point on from its turn, ``n`` times as it was played and ``n`` times with the
    better move, in memory, by strategies; run it on the background loop
    (``service.call`` or ``spawn``). A debrief's turning points hold the same already, as
    ``point.tried``. ``play_out_at(folder, table, turn, party=, move=)`` is the same for any move;
    it raises ``UsageError`` where the referee refuses it.

What they raise: ``UsageError`` (a person still plays; no such party, table or turn), and whatever
``read_run`` raises for a broken folder.
"""
