#!/bin/sh
# Print the path of a Chromium for the browser tests, or say how to get one.
set -eu

for name in chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" && exit 0
done
echo "The browser tests need Chromium: on Debian run 'apt install chromium fonts-noto-cjk', on Ubuntu 'snap install chromium'." >&2
exit 1
