#!/bin/sh
# Sees to a Chromium for the tests in a browser: the machine's own, or else Debian's package.
set -eu
for browser in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$browser" >/dev/null 2>&1 && exit 0
done
echo "installing Debian's chromium for the tests in a browser" >&2
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
# The one without windows brings less and does a third less work; where it is not to be had, the whole one.
install() {
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}
$sudo apt-get update -qq
install chromium-headless-shell || install chromium
