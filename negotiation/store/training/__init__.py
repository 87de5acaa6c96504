"""Who practises what: trainees, their attempts, and what coaches ask of them."""
