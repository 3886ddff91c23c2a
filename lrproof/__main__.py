"""The command as `python -m lrproof`, where its own name is not on the path."""

import sys

from lrproof.cli import main

sys.exit(main())
