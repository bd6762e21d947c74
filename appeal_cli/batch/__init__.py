"""Many letters: what is to be made, by which process, and what is recorded about it.

pieces → plan → chunks → workers → saved and recorded. A piece is one letter to one
deputy (`letters.py`), named by `file_names.py`. The plan says which of its files are to be
made and why (`plan.py`), from what the manifest knows (`manifest.py`) and what goes
into each (`fingerprint.py`). Chunks of letters (`chunks.py`) are made into bytes by `work.py`
in processes of this machine (`workers.py`) or on a cluster (`cluster.py`), and only the
parent saves and records them (`record.py`). `run.py` is one run, all of it.
"""
