"""Fuzz the loader, the reader of messages, the parser or the renderer with atheris, guided by coverage.

`python -m tests.benchmarks.fuzzing loader --minutes 10` (with the extra `fuzzing`). An input that causes a failure is
printed and saved to a file; `--input` tries it again. The first inputs are the judged questions and the files of the
tests' base; inputs that reach new code are saved in `--corpus`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import yaml

QUESTIONS = Path(__file__).parents[1] / "quality/questions.yaml"
SECONDS_AN_INPUT = 20


def main() -> None:
    """Fuzz until the time is over or a test fails; atheris ends the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("loader", "message", "parser", "renderer"))
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default %(default)s)")
    parser.add_argument("--corpus", type=Path, help="a folder to keep what was found in (default one that is deleted)")
    parser.add_argument("--input", type=Path, help="try this file alone")
    options = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["bot"]):
        from tests.property.targets import FILES, PATHS, TARGETS

    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or Path(scratch)
        corpus.mkdir(parents=True, exist_ok=True)
        seeds = [bytes([number]) + FILES[path] for number, path in enumerate(PATHS)]
        if options.target in ("parser", "renderer"):
            asked = [question["ask"] for question in yaml.safe_load(QUESTIONS.read_text("utf-8"))]
            seeds = [f"zz{asked[number - 1]}\n{question}".encode() for number, question in enumerate(asked)]
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)
        limits = [f"-max_total_time={options.minutes * 60:.0f}", f"-timeout={SECONDS_AN_INPUT}", "-print_final_stats=1"]
        what = [str(options.input)] if options.input else [str(corpus), *limits, "-max_len=4096"]
        atheris.Setup([sys.argv[0], *what], TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
