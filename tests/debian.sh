# A bare Debian in the folder $root, for the scripts beside this one, as root. Nothing of it is left
# behind, however the script ends.

[ "$(id -u)" = 0 ] || { echo "Only root can do this: chroot and mount." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "Install debootstrap first." >&2; exit 1; }

here=$(cd "$(dirname "$0")/.." && pwd)
root=$(mktemp -d "${TMPDIR:-/tmp}/debian-XXXXXX")
inside=
end() {
  [ -z "$inside" ] || kill -9 "$inside" 2>/dev/null || true
  rm -rf --one-file-system "$root" "$root.log"
}
trap end EXIT
trap 'exit 1' HUP INT TERM

# `install_debian SUITE [PACKAGE,...]`, from the mirror that this machine uses, or else debootstrap's own.
install_debian() {
  mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' \
    2>/dev/null | head -n 1)}
  echo "Installing Debian $1 into $root"
  debootstrap --variant=minbase ${2:+"--include=$2"} "$1" "$root" ${mirror:+"$mirror"} \
    >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
}

# `in_debian SCRIPT` runs it there. The mounts are the script's own, and end with it. It runs beside
# this process, so that signals are heard.
in_debian() {
  unshare --mount --pid --fork --kill-child sh -eu -c '
    mount -t proc proc "$1/proc"
    mount --bind /dev/pts "$1/dev/pts"
    mount -t tmpfs tmpfs "$1/dev/shm"
    exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -eu -c "$2"
  ' sh "$root" "$1" &
  inside=$!
  wait "$inside"
}

# `reach_registries FILE` lets what runs there reach the registries as this machine does: proxies,
# certificates, settings of apt and pip. FILE, inside $root, is a script that sets its variables.
reach_registries() {
  certificates=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  [ ! -f "$certificates" ] || cp "$certificates" "$root/etc/machine.pem"
  {
    export -p | grep -E ' (PIP_[A-Z_]+|(https?|no|HTTPS?|NO)_(proxy|PROXY))=' |
      grep -v '=.\?/' || true # without folders of this machine
    for name in PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE; do
      [ ! -f "$root/etc/machine.pem" ] || echo "export $name=/etc/machine.pem"
    done
  } >"$root$1"
  apt-config dump | grep -iE '^Acquire::(https?|Check)' >"$root/etc/apt/apt.conf.d/99machine" || true
  for file in /etc/hosts /etc/resolv.conf /etc/pip.conf /etc/xdg/pip; do
    [ ! -e "$file" ] || { mkdir -p "$root/${file%/*}" && cp -RL "$file" "$root/${file%/*}/"; }
  done
}
