"""Make .venv-peers: the libraries that ``make bench`` measures the project beside, apart from its own.

    python3 tools/set_up_peers.py

``benchmarks/peers.txt`` is a whole lock; what ``benchmarks/peers-bare.txt`` names is installed without what
it declares (ConvoKit declares torch and spaCy, which its word statistics do not use). A library that cannot
be installed is left out with a message, and has a line in the table that says so. Standard library only.
"""

import hashlib
import shutil
import subprocess
import sys

from set_up import ROOT, python_of

VENV = ROOT / ".venv-peers"
LOCKS = (ROOT / "benchmarks" / "peers.txt", ROOT / "benchmarks" / "peers-bare.txt")
STAMP = VENV / ".made-from"


def state():
    """Return what the environment depends on, as one line."""
    content = b"".join(lock.read_bytes() for lock in LOCKS)
    return f"{sys.version.split()[0]} {hashlib.sha256(content).hexdigest()} {VENV}"


def install(*what):
    """Install from a lock, or one requirement; return whether it worked."""
    options = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    command = [str(python_of(VENV)), "-m", "pip", "install", *options, *what]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install_lock(lock):
    """Install a lock; where that fails, one line of it after the other."""
    if install("-r", str(lock)):
        return
    for line in lock.read_text(encoding="utf-8").splitlines():
        requirement = line.strip()
        if requirement and not requirement.startswith("#") and not install(requirement):
            print(f"peers: {requirement} cannot be installed here, left out", file=sys.stderr)


def main():
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == state():
        return
    print("peers: installing into .venv-peers (about a minute, once)", flush=True)
    shutil.rmtree(str(VENV), ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode != 0:
        shutil.rmtree(str(VENV), ignore_errors=True)
        print("peers: no environment can be made; those in the project's own are measured", file=sys.stderr)
        return
    for lock in LOCKS:
        install_lock(lock)
    STAMP.write_text(state(), encoding="utf-8")


if __name__ == "__main__":
    main()
