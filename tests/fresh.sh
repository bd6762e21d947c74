#!/bin/sh
# The README's two commands on a bare Debian, which has git, make and python3 alone:
# `tests/fresh.sh bookworm`, as root. Nothing of it is left behind, however it ends.
set -eu
suite=${1:?which suite of Debian: bookworm or trixie}
here=$(cd "$(dirname "$0")/.." && pwd)
command -v debootstrap >/dev/null || { echo "Install debootstrap first." >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "Only root can do this: chroot and mount." >&2; exit 1; }

root=$(mktemp -d "${TMPDIR:-/tmp}/fresh-$suite-XXXXXX")
child=
end() {
  [ -z "$child" ] || kill -9 "$child" 2>/dev/null || true
  rm -rf --one-file-system "$root" "$root.log"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# The mirror that this machine uses, or else debootstrap's own.
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' \
  2>/dev/null | head -n 1)}
echo "Installing Debian $suite into $root"
debootstrap --variant=minbase --include=git,make,python3 "$suite" "$root" \
  ${mirror:+"$mirror"} >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
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

# The mounts are this process's own, and end with it. It runs beside, so that signals are heard.
unshare --mount --pid --fork --kill-child sh -eu -c '
  mount -t proc proc "$1/proc"
  mount --bind /dev/pts "$1/dev/pts"
  mount -t tmpfs tmpfs "$1/dev/shm"
  exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -eu -c "
    . /root/machine.sh
    cd /root/appeal
    set -x
    python3 --version
    make letter
    make test
  "' sh "$root" &
child=$!
wait "$child"
