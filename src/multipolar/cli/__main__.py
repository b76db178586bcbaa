"""`python -m multipolar.cli` is the command line, where no script was installed."""

import sys

from multipolar.cli import main

if __name__ == "__main__":
    sys.exit(main())
