"""The command line: one module for each subcommand, and one place where known errors become one plain line."""
