"""`python -m srs`."""

from srs.cli import run

if __name__ == "__main__":
    run()
