#!/bin/sh
# The README's two commands on a bare Debian, which has git, make and python3 alone:
# `tests/fresh.sh bookworm`, as root.
set -eu
suite=${1:?which suite of Debian: bookworm or trixie}
. "$(dirname "$0")/debian.sh"
install_debian "$suite" git,make,python3
git clone --quiet "$here" "$root/root/appeal"
reach_registries /root/machine.sh

in_debian '
  . /root/machine.sh
  cd /root/appeal
  set -x
  python3 --version
  make letter
  make test
'
