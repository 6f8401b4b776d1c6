"""Make .venv from a lock file: ``python3 tools/set_up.py requirements.txt``.

Built aside and renamed, so that a set-up that was cut off leaves nothing half done; done again only when
the hash of a lock, the interpreter or the folder changes. Standard library only, and no syntax newer than
Python 3.6, so that an old interpreter gets the message and not a syntax error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REPORT_LOCK, TEST_LOCK = "requirements.txt", "requirements-dev.txt"


def stop(message):
    print("set-up: " + message, file=sys.stderr)
    sys.exit(2)


def state(lock):
    """Return what an environment made from this lock depends on, as one line."""
    content = b"".join((ROOT / name).read_bytes() for name in (lock, "pyproject.toml"))
    return f"{sys.version.split()[0]} {hashlib.sha256(content).hexdigest()} {ROOT}"


def is_ready(lock):
    stamp = VENV / (".made-from-" + lock)
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == state(lock)


def mark(lock):
    (VENV / (".made-from-" + lock)).write_text(state(lock), encoding="utf-8")


def python_of(folder):
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(folder, lock):
    command = [
        str(python_of(folder)),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ]
    process = subprocess.Popen(
        [*command, "-r", lock],
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
    )
    done = 0
    for line in process.stdout:
        if line.startswith("Collecting"):
            done += 1
            if done % 25 == 0:
                print(f"set-up:   {done} packages found", flush=True)
        elif line.startswith("Installing collected"):
            print(f"set-up:   installing {done} packages", flush=True)
    errors = process.stderr.read()
    if process.wait() != 0:
        stop(f"pip could not install {lock}:\n{errors.strip()[-3000:]}")


def build(lock):
    """Build an environment aside, then put it in the place of .venv."""
    aside = ROOT / ".venv.new"
    shutil.rmtree(str(aside), ignore_errors=True)
    subprocess.check_call([sys.executable, "-m", "venv", str(aside)])
    install(aside, lock)
    shutil.rmtree(str(VENV), ignore_errors=True)
    aside.rename(VENV)
    move_scripts(aside, VENV)


def move_scripts(old, new):
    """Console and activation scripts hold the folder's name; write the new one into them."""
    for script in python_of(new).parent.iterdir():
        if script.is_symlink() or not script.is_file() or script.suffix == ".exe":
            continue
        content = script.read_bytes()
        if str(old).encode() in content and b"\0" not in content:
            script.write_bytes(content.replace(str(old).encode(), str(new).encode()))


def main(lock):
    if is_ready(lock) or (lock == REPORT_LOCK and is_ready(TEST_LOCK)):
        return
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file also runs where the package cannot
        stop(f"Python {sys.version.split()[0]} found; 3.11 or newer is needed: make PYTHON=python3.12")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv")
    if lock == TEST_LOCK and is_ready(REPORT_LOCK):
        print("set-up: adding the test tools to .venv (about half a minute, once)", flush=True)
        (VENV / (".made-from-" + REPORT_LOCK)).unlink()
        install(VENV, TEST_LOCK)
    else:
        print(f"set-up: installing {lock} into .venv (one to three minutes, once)", flush=True)
        build(lock)
    mark(lock)
    print("set-up: done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
