#!/bin/sh
# Make sure there is a Chromium for the browser tests: use one that is there, else install the system's package.
set -u
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done

as_root=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && as_root="sudo -n"
fi

echo "The browser tests need Chromium; installing the system's package."
if [ "$(id -u)" = 0 ] || [ -n "$as_root" ]; then
  if command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y -q chromium
  elif command -v apk >/dev/null 2>&1; then
    $as_root apk add --quiet chromium
  elif command -v pacman >/dev/null 2>&1; then
    $as_root pacman -Sy --noconfirm --quiet chromium
  fi
fi

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
echo "Chromium could not be installed here. Install it yourself, or set CHROMIUM to the path of a browser:" >&2
echo "  Debian, Ubuntu: apt-get install chromium     Fedora: dnf install chromium     macOS: brew install --cask chromium" >&2
exit 2
