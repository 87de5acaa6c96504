"""The skills in the order in which every screen shows them."""

from negotiation.analysis.debrief.skill_records import SKILLS

__all__ = ["SKILLS"]
