#!/bin/sh
# What `make binary` built, in a bare Debian without Python and Pango: the folder and the single
# file each make the three letters of 2013, with the same bytes as the code does from source.
# `tests/binary.sh bookworm`, as root. Nothing of it is left behind, however it ends.
set -eu
suite=${1:?which suite of Debian: bookworm or trixie}
here=$(cd "$(dirname "$0")/.." && pwd)
command -v debootstrap >/dev/null || { echo "Install debootstrap first." >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "Only root can do this: chroot and mount." >&2; exit 1; }

root=$(mktemp -d "${TMPDIR:-/tmp}/binary-$suite-XXXXXX")
trap 'rm -rf --one-file-system "$root" "$root.log"' EXIT
trap 'exit 1' HUP INT TERM

# The mirror that this machine uses, or else debootstrap's own.
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' \
  2>/dev/null | head -n 1)}
echo "Installing Debian $suite into $root"
debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 ||
  { tail -n 20 "$root.log" >&2; exit 1; }
for absent in usr/bin/python3 usr/lib/x86_64-linux-gnu/libpango-1.0.so.0; do
  [ ! -e "$root/$absent" ] || { echo "$absent is there: this proves nothing" >&2; exit 1; }
done

cp -R "$here/dist/appeal" "$root/opt/appeal"
cp "$here/dist/appeal-single" "$root/opt/appeal-single"
cp -R "$here/data" "$root/root/data"
mkdir "$root/root/source"
for language in en ru kk; do
  "$here/.venv/bin/appeal" render "$here/data/appeal.$language.yaml" -f pdf,docx,html,txt \
    -o "$root/root/source" >/dev/null
done

unshare --mount --pid --fork --kill-child sh -eu -c '
  mount -t proc proc "$1/proc"
  mount -t tmpfs tmpfs "$1/dev/shm"
  exec chroot "$1" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -eu -c "
    cd /root
    for program in /opt/appeal/appeal /opt/appeal-single; do
      for language in en ru kk; do
        \$program render data/appeal.\$language.yaml -f pdf,docx,html,txt -o letters
      done
      diff -r source letters
      echo \$program: the bytes are those from source
      \$program batch data/appeal.kk.yaml -d data/deputies.csv -f pdf -o many --jobs 2
      rm -r letters many
    done
  "' sh "$root"
du -sh "$here/dist/appeal" "$here/dist/appeal-single"
