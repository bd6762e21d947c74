"""Many letters: what is to be made, by which process, and what is recorded about it.

pieces → plan → chunks → workers → saved and recorded. A piece is one letter to one
deputy (`pieces.py`), named by `names.py`. The plan says which of its files are to be
made and why (`plan.py`), from what the manifest knows (`manifest.py`) and what goes
into each (`fingerprint.py`). Chunks of pieces are made into bytes by a plain function
(`work.py`) in processes of this machine or on a cluster (`presses.py`), and only the
parent saves and records them (`run.py`).
"""
