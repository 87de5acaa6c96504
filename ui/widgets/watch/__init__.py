"""Drawing what is watched: who is cast, how it goes, what a model can do."""
