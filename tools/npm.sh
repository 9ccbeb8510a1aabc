#!/bin/sh
# Runs npm: the machine's own, or else the one that comes in a wheel.
set -eu
if command -v npm >/dev/null 2>&1; then
    exec npm "$@" --silent
fi
[ -x .venv/bin/npm ] || .venv/bin/python -m pip install --quiet --require-hashes -r requirements/node.txt
exec .venv/bin/npm "$@" --silent
