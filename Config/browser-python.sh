# Read by scripts that drive Chromium: `. Config/browser-python.sh`. Takes $checkout; sets $python, with Playwright.
python=$checkout/.build-browser/venv/bin/python
Config/setup.sh browser
if [ ! -x "$python" ]; then
    python3 -m venv .build-browser/venv || {
        echo "python3 with its venv module is needed (Debian: python3-venv)." >&2
        exit 1
    }
fi
"$python" -m pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
