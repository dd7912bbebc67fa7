"""Installing Debian and Ubuntu packages: do it where that is allowed, otherwise print the one line to type."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

_APT = ["apt-get", "install", "-y", "--no-install-recommends"]


def say(text: str) -> None:
    """Tell the person at the terminal, at once and in order with what the tools print."""
    print(text, flush=True)


def install(packages: Sequence[str], purpose: str) -> bool:
    """Install packages through apt; False, after saying what to type, where this machine does not let us."""
    if shutil.which("apt-get") is None:
        say(f"Missing for {purpose}: {' '.join(packages)} (Debian's names; install what this system calls them).")
        return False
    leave = _leave_to_install()
    if leave is None:
        say(f"Missing for {purpose}. Please type:  sudo {' '.join(_APT)} {' '.join(packages)}")
        return False
    say(f"Installing for {purpose}: {' '.join(packages)}")
    if _apt(leave, [*_APT, *packages]):
        # A fresh machine or container has no package lists yet, or old ones.
        _apt(leave, ["apt-get", "update"])
        if problem := _apt(leave, [*_APT, *packages]):
            say(f"{problem}\nPlease type:  sudo apt-get update && sudo {' '.join(_APT)} {' '.join(packages)}")
            return False
    return True


def _leave_to_install() -> list[str] | None:
    """What to put before apt: nothing for root, sudo where it asks for no password, None where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _apt(leave: list[str], command: list[str]) -> str:
    """Run apt without questions; empty when all went well, else what it complained of."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=a", command[0], "-qq", *command[1:]]
    done = subprocess.run([*leave, *quiet], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return "" if done.returncode == 0 else done.stderr.decode(errors="replace")[-2000:] or "apt failed."
