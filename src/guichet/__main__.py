"""Lets `python -m guichet` stand for the console script."""

from guichet.config.cli import main

if __name__ == "__main__":
    main()
