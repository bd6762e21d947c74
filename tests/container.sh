#!/bin/sh
# The container, built as the Containerfile says on a bare Debian of this machine's own mirror, makes
# the golden letters: `tests/container.sh`, as root. buildah needs no engine and no registry of images.
set -eu
. "$(dirname "$0")/debian.sh"
command -v buildah >/dev/null || { echo "Install buildah first." >&2; exit 1; }
base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' "$here/Containerfile" | sort -u)
suite=${base##*:}
install_debian "${suite%-slim}"
reach_registries /etc/machine.sh

export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
store=$(mktemp -d "${TMPDIR:-/tmp}/container-XXXXXX")
trap 'end; rm -rf --one-file-system "$store"' EXIT
image() { buildah --root "$store/images" --runroot "$store/run" "$@"; }

# The base under the name that the Containerfile gives it, with the variables of this machine.
container=$(image from scratch)
tar -C "$root" -cf "$store/base.tar" .
image add --quiet "$container" "$store/base.tar" / >/dev/null
rm "$store/base.tar"
sed -n 's/^export //p' "$root/etc/machine.sh" | tr -d "'\"" | while read -r variable; do
  image config --env "$variable" "$container"
done
image commit --quiet --rm "$container" "$base" >/dev/null

echo "Building the container on $base"
image build --quiet --pull=never --file "$here/Containerfile" --tag appeal "$here" >/dev/null

# The command in it, as nobody, in the folder that it is called from: what `podman run` does.
container=$(image from --pull=never localhost/appeal)
entry=$(image inspect --type container --format '{{index .OCIv1.Config.Entrypoint 0}}' "$container")
cat >"$store/appeal" <<END
#!/bin/sh
exec buildah --root "$store/images" --runroot "$store/run" run --user "\$(id -u):\$(id -g)" \\
  --volume "\$PWD:/work" --workingdir /work "$container" -- $entry "\$@"
END
chmod +x "$store/appeal"
(cd "$store" && ./appeal --version)
"$here/.venv/bin/python" "$here/tests/smoke.py" "$store/appeal"
