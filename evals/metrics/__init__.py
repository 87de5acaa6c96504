"""Metrics of evals: figures by rule, a few for every case, recomputable from its run's folder."""
