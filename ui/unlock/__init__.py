"""Before a workspace is open: unlocking one, making one, restoring one, and the recovery code."""
