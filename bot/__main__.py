"""`python -m bot` is the `azrel` command where the package is not installed."""

from bot.cli import run

if __name__ == "__main__":
    run()
