"""The frozen values everybody speaks in: texts, quantities, issues, outcomes, mandates, events.

No behaviour that needs a framework, a file, a clock or chance lives here.
"""
