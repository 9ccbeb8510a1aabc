#!/bin/sh
# Sees to a Chromium for the tests in a browser: the machine's own, or else Debian's package.
set -eu
for browser in chromium chromium-browser google-chrome; do
    command -v "$browser" >/dev/null 2>&1 && exit 0
done
echo "installing Debian's chromium for the tests in a browser" >&2
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
