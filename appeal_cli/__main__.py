"""`python -m appeal_cli`, and where the program that `make binary` builds begins."""

from multiprocessing import freeze_support

from appeal_cli.cli import main

if __name__ == "__main__":
    freeze_support()  # A program of its own starts itself again for a letter's process.
    main()
