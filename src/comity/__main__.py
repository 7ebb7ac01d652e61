"""Lets ``python -m comity`` do what the ``comity`` command does."""

from comity.cli import main

if __name__ == "__main__":
    main()
