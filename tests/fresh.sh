#!/bin/sh
# The README's two commands on a bare Debian, which has git, make and python3 alone:
# `tests/fresh.sh bookworm`, as root.
set -eu
suite=${1:?which suite of Debian: bookworm or trixie}
. "$(dirname "$0")/debian.sh"
install_debian "$suite" git,make,python3
git clone --quiet "$here" "$root/root/appeal"

# How this machine reaches registries: proxies, certificates, settings of apt and pip.
certificates=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
[ ! -f "$certificates" ] || cp "$certificates" "$root/etc/machine.pem"
{
  export -p | grep -E ' (PIP_[A-Z_]+|(https?|no|HTTPS?|NO)_(proxy|PROXY))=' |
    grep -v '=.\?/' || true # without folders of this machine
  for name in PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE; do
    [ ! -f "$root/etc/machine.pem" ] || echo "export $name=/etc/machine.pem"
  done
} >"$root/root/machine.sh"
apt-config dump | grep -iE '^Acquire::(https?|Check)' >"$root/etc/apt/apt.conf.d/99machine" || true
for file in /etc/hosts /etc/resolv.conf /etc/pip.conf /etc/xdg/pip; do
  [ ! -e "$file" ] || { mkdir -p "$root/${file%/*}" && cp -RL "$file" "$root/${file%/*}/"; }
done

in_debian '
  . /root/machine.sh
  cd /root/appeal
  set -x
  python3 --version
  make letter
  make test
'
