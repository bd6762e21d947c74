#!/bin/sh
# What `make binary` built, in a bare Debian without Python and Pango: the folder and the single
# file each make the three letters of 2013, with the same bytes as the code does from source.
# `tests/binary.sh bookworm`, as root.
set -eu
suite=${1:?which suite of Debian: bookworm or trixie}
. "$(dirname "$0")/debian.sh"
install_debian "$suite"
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

in_debian '
  cd /root
  for program in /opt/appeal/appeal /opt/appeal-single; do
    for language in en ru kk; do
      $program render data/appeal.$language.yaml -f pdf,docx,html,txt -o letters
    done
    diff -r source letters
    echo $program: the bytes are those from source
    $program batch data/appeal.kk.yaml -d data/deputies.csv -f pdf -o many --jobs 2
    rm -r letters many
  done
'
du -sh "$here/dist/appeal" "$here/dist/appeal-single"
