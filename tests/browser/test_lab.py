"""The notebooks in a real JupyterLab: opened, all cells run, a term chosen, an article pasted."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "whose-words-test"
PATIENCE = 90_000
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.slow]


@pytest.fixture(scope="module")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Slow: JupyterLab starts with a kernel of its own. Serves a copy of the notebooks; gives its address."""
    folder = tmp_path_factory.mktemp("lab")
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(file, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Nothing of the user's own settings and workspaces is read or written.
    own = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    # Cells out of sight would not be in the page, so that "all have run" could not be seen.
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}')
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    command += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.ip=127.0.0.1"]
    command += [f"--LabApp.workspaces_dir={folder / 'workspaces'}"]
    command += [f"--LabApp.user_settings_dir={folder / 'settings'}", "--LabApp.expose_app_in_browser=True"]
    log = (folder / "lab.log").open("w")
    server = subprocess.Popen(command, cwd=folder, env=os.environ | own, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status?token={TOKEN}", server, folder / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.5)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


def run_all(browser: Any, lab: str, name: str) -> Any:
    """Open a notebook and run all its cells; return its page once the kernel rests."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{lab}/lab/tree/{name}.ipynb?token={TOKEN}&reset")
    # Run before the kernel rests, JupyterLab would ask which kernel to take.
    kernel = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    page.wait_for_function(f"{kernel}?.status === 'idle'", timeout=PATIENCE)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    # A cell shows [ ] before it runs, [*] while it waits or runs, and its number when it is done.
    page.wait_for_function(
        """() => { const all = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
        return all.length > 0 && all.every(prompt => /\\[\\d+\\]/.test(prompt.textContent)) }""",
        timeout=PATIENCE,
    )
    errors = page.locator(
        "[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']"
    )
    assert errors.all_inner_texts() == []
    return page


def test_choose_a_term_and_see_who_says_it(browser: Any, lab: str) -> None:
    page = run_all(browser, lab, "04_hear_the_voices")
    term = page.locator("input[list]").last
    before = term.input_value()
    other = "regime" if before != "regime" else "hegemon*"
    term.fill(other)
    term.press("Enter")
    shown = page.locator(".jp-OutputArea .ww-passages mark")
    page.wait_for_function(
        """word => [...document.querySelectorAll('.widget-output caption')]
        .some(caption => caption.textContent.includes(word))""",
        arg=other,
        timeout=PATIENCE,
    )
    assert shown.last.is_visible()
    assert other.rstrip("*") in shown.last.inner_text().lower()


def test_choose_outlet_voice_and_category(browser: Any, lab: str) -> None:
    page = run_all(browser, lab, "02_count_loaded_terms")
    menus = page.locator(".widget-dropdown select")
    menus.nth(0).select_option("The Lantern")
    menus.nth(1).select_option("own")
    menus.nth(3).select_option("alarm")
    page.wait_for_function(
        """() => { const all = [...document.querySelectorAll('.widget-output .ww-passages')];
        return all.length && /The Lantern/.test(all[0].textContent) && all[0].querySelector('mark') }""",
        timeout=PATIENCE,
    )


def test_paste_an_article(browser: Any, lab: str) -> None:
    page = run_all(browser, lab, "10_read_one_article")
    box = page.locator(".widget-textarea textarea")
    box.fill('A headline\n\nThe regime is "a cancer tumor", Ida Orr said on Monday in Mirnau.')
    box.press("Tab")
    page.get_by_role("button", name="Read", exact=True).click()
    fragment = page.locator(".widget-output").last
    fragment.get_by_text("cancer tumor").first.wait_for(timeout=PATIENCE)
    assert "quoted" in fragment.inner_text()
    assert fragment.locator("a.hit").count() >= 2
