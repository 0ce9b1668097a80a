#!/usr/bin/env bash
# Prepares a real control plane, etcd and kube-apiserver 1.20.2, for the contract suite, once; with --node, for tests/docker too.
#
#   tests/contract/control-plane/prepare.sh          prepares it unless that was done before; prints its directory
#   tests/contract/control-plane/prepare.sh --node   with what a node of tests/docker needs beside it
#   tests/contract/control-plane/prepare.sh --path   prints the directory without preparing anything
#
# Debian 12 ships etcd as a program and Kubernetes as source; the source is compiled with Debian's Go. Everything comes
# through apt, verified by Debian's archive key, into a directory of its own: no package is installed, no source list of
# this machine is touched, so that it needs no root. Exit code 0: it is there. 3: it cannot be had on this machine; the
# reason is on standard error and in <directory>.unavailable, where the skipped tests find it. Else: the build failed.
#
# IDPBUILDER_CONTROL_PLANE_CACHE  where prepared control planes are kept (~/.cache/idpbuilder/control-plane)
# IDPBUILDER_DEBIAN_MIRROR        another mirror of the Debian archive
set -euo pipefail

version=1.20.2
commit=faecb196815e248d3ecfb03c680a4507229c2a56
suite=bookworm
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
cache=${IDPBUILDER_CONTROL_PLANE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/idpbuilder/control-plane}
target=$cache/$version
here=$(cd "$(dirname "$0")" && pwd)
programs=(kube-apiserver)

unavailable() {
  echo "The control plane cannot be prepared: $1" >&2
  mkdir -p "$cache" && echo "$1" > "$target.unavailable"
  exit 3
}

# The tools and the room that the rest takes for granted; each missing one is named with the way out.
require() {
  local tool
  for tool in apt-get dpkg dpkg-deb flock tar gzip; do
    command -v "$tool" >/dev/null || unavailable "this is no Debian system ($tool is not on the PATH); set KUBEBUILDER_ASSETS to a directory with etcd and kube-apiserver"
  done
  [ -r "$keyring" ] || unavailable "Debian's archive key is not here ($keyring); install debian-archive-keyring, or set KUBEBUILDER_ASSETS"
  local free
  free=$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge 4096 ] || unavailable "the build needs 4 GB of room in '$cache', and $free MB are free"
}

# The mirror this machine already uses for the suite, if it does.
mirror() {
  local used=${IDPBUILDER_DEBIAN_MIRROR:-}
  [ -n "$used" ] || used=$(apt-get indextargets --format '$(SITE)' "Codename: $suite" "Component: main" "Created-By: Packages" 2>/dev/null | grep -m1 '^http' || true)
  echo "${used:-http://deb.debian.org/debian}"
}

# An apt of its own: lists, archives and sources lie in the work directory; proxies and certificates are the machine's.
configure_apt() {
  local from
  from=$(mirror)
  mkdir -p "$work"/apt/{lists,cache/archives}/partial "$work/download"
  printf '%s [signed-by=%s] %s %s main\n' deb "$keyring" "$from" "$suite" deb-src "$keyring" "$from" "$suite" > "$work/apt/sources.list"
  cat > "$work/apt/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$work/apt/lists";
Dir::Cache "$work/apt/cache";
APT::Sandbox::User "";
APT::Get::List-Cleanup "false";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  export APT_CONFIG=$work/apt/apt.conf
}

download() {
  configure_apt
  apt-get update -q --error-on=any >&2 || unavailable "Debian's package lists cannot be read from $(mirror); is there a network?"
  cd "$work/download"
  apt-get download -q etcd-server golang-1.19-go golang-1.19-src golang-github-modern-go-reflect2-dev >&2 ||
    unavailable "Debian's packages cannot be loaded from $(mirror)"
  apt-get source -q --download-only --only-source kubernetes >&2 || unavailable "the source of Kubernetes cannot be loaded from $(mirror)"
}

# Debian's patches to this source concern kubectl only, so that the upstream tarball is built as it is.
unpack() {
  local deb
  for deb in "$work"/download/*.deb; do dpkg-deb -x "$deb" "$work/root"; done
  tree=$work/go/src/k8s.io/kubernetes
  mkdir -p "$tree"
  tar -xzf "$work"/download/kubernetes_*really"$version".orig.tar.gz -C "$tree" --strip-components=1
  # The vendored one corrupts memory under Go 1.18 and later.
  rm -rf "$tree/vendor/github.com/modern-go/reflect2"
  cp -r "$work/root/usr/share/gocode/src/github.com/modern-go/reflect2" "$tree/vendor/github.com/modern-go/reflect2"
}

# The table of types behind /openapi/v2, which the source package leaves to the build. Without it: no server-side apply.
generate_openapi() {
  go build -o "$work/openapi-gen" k8s.io/kubernetes/vendor/k8s.io/kube-openapi/cmd/openapi-gen
  local packages
  packages=$(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg staging/src/k8s.io cmd | xargs -n1 dirname | LC_ALL=C sort -u |
    grep -v -e '^staging/src/k8s.io/code-generator/' -e '^staging/src/k8s.io/sample-apiserver/' |
    sed -e 's#^staging/src/#k8s.io/kubernetes/vendor/#' -e 's#^\(pkg\|cmd\)/#k8s.io/kubernetes/\1/#' | paste -sd,)
  "$work/openapi-gen" -i "$packages" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$work/violations" -o "$work/go/src"
}

compile() {
  export GOROOT=$work/root/usr/lib/go-1.19 GOPATH=$work/go GOCACHE=$work/go-cache GOTMPDIR=$work GO111MODULE=off CGO_ENABLED=0 GOFLAGS=
  PATH=$GOROOT/bin:$PATH
  cd "$tree"
  generate_openapi
  # What the program says of itself on the command line (component-base) and what its API says (client-go).
  local flags="-s -w" package setting
  for package in component-base/version client-go/pkg/version; do
    for setting in gitVersion=v$version gitMajor=1 gitMinor=20 gitCommit=$commit gitTreeState=clean; do
      flags="$flags -X k8s.io/$package.$setting -X k8s.io/kubernetes/vendor/k8s.io/$package.$setting"
    done
  done
  local program
  for program in "${programs[@]}"; do
    [ ! -x "$target/$program" ] || continue
    echo "Compiling $program $version (all together take five to seven minutes on two idle cores)." >&2
    case $program in
      dns-stand-in) go build -ldflags "-s -w" -o "$work/bin/$program" "$here/../../docker/node-image/dns-stand-in/main.go" ;;
      *) go build -ldflags "$flags" -o "$work/bin/$program" "k8s.io/kubernetes/cmd/$program" ;;
    esac
  done
}

# Nothing under a final name is ever incomplete: the programs are renamed to it when they are all there and answer.
publish() {
  cp "$work/root/usr/bin/etcd" "$work/bin/etcd"
  "$work/bin/etcd" --version >&2
  [ ! -x "$work/bin/kube-apiserver" ] || "$work/bin/kube-apiserver" --version >&2
  mkdir -p "$target"
  mv "$work"/bin/* "$target/"
  rm -f "$target.unavailable"
}

prepared() {
  local program
  for program in etcd "${programs[@]}"; do
    [ -x "$target/$program" ] || return 1
  done
}

main() {
  [ "${1:-}" != --node ] || programs+=(kubeadm kubelet kubectl kube-controller-manager kube-scheduler kube-proxy dns-stand-in)
  if [ "${1:-}" = --path ] || prepared; then
    echo "$target"
    return
  fi
  mkdir -p "$cache"
  require
  exec 9> "$cache/lock"
  flock 9
  if ! prepared; then
    # What an interrupted build left; its owner is gone, for the lock is ours.
    rm -rf "$cache"/building.*
    work=$(mktemp -d "$cache/building.XXXXXX")
    trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
    echo "Preparing a control plane, Kubernetes $version, for '$target'." >&2
    # Not chained by &&, which would let a failing command inside of them pass.
    download
    unpack
    compile
    publish
  fi
  echo "$target"
}

main "$@"
