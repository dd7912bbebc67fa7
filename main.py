"""The launcher: no arguments open the window; a subcommand runs on the command line."""

from __future__ import annotations

import sys

from ui.launch import main

if __name__ == "__main__":
    sys.exit(main())
