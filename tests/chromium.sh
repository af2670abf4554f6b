#!/bin/sh
# Prints the browser for the tests; installs one with the system's package manager if there is none.
set -eu

found() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}

if [ -n "${CHROMIUM:-}" ] && ! command -v "$CHROMIUM" >/dev/null; then
  echo "CHROMIUM is $CHROMIUM, which is not a program." >&2
  exit 1
fi
found && exit 0

if ! command -v apt-get >/dev/null; then
  echo "The tests need Chromium. Install it, or set CHROMIUM to where it is." >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    echo "The tests need Chromium. Install it (as root: apt-get install chromium), or set CHROMIUM to where it is." >&2
    exit 1
  fi
  as_root="sudo -n"
fi
echo "Installing Chromium for the tests..." >&2
{
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
} >&2
found
