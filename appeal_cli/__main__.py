"""`python -m appeal_cli`"""

from appeal_cli.cli import main

if __name__ == "__main__":
    main()
