"""LangGraph wiring with thin nodes. What a turn is stands in `turns`, which knows no LangGraph."""
