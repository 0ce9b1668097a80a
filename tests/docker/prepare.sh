#!/usr/bin/env bash
# Prepares a Docker engine and a node image for the tests of clusters on Docker, once. Prints what they need to know, as
# NAME=value lines for their environment.
#
# The engine is the one that docker reaches; where there is none, Debian's own is installed and started, with its data in
# the cache. The image is assembled of Debian's packages and Kubernetes 1.20.2 (node-image/assemble.sh), kept in the
# engine under the fingerprint of what it is made of. Exit code 0: both are there. 3: they cannot be had on this machine;
# the reason is on standard error. Else: the preparation failed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
directory=${XDG_CACHE_HOME:-$HOME/.cache}/idpbuilder/engine

unavailable() {
  echo "Clusters on Docker cannot be tested here: $1" >&2
  exit 3
}

install_packages() {
  command -v apt-get >/dev/null || unavailable "this is no Debian system, whose packages the node image is made of"
  [ "$(id -u)" -eq 0 ] || unavailable "assembling a node image and starting an engine need root"
  local missing=() package
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  command -v dockerd >/dev/null || docker info >/dev/null 2>&1 || missing+=(docker.io)
  [ ${#missing[@]} -eq 0 ] && return
  apt-get update -q >&2 || unavailable "Debian's package lists cannot be read; is there a network?"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2 || unavailable "Debian's packages cannot be installed: ${missing[*]}"
}

find_engine() {
  if docker info >/dev/null 2>&1; then
    echo "${DOCKER_HOST:-unix:///var/run/docker.sock}"
  else
    local own
    own=$("$here/engine.sh" start "$directory")
    forget "$own" >&2
    echo "$own"
  fi
}

# What a broken run left on the tests' own engine would stand in the way of the next.
forget() {
  local left
  left=$(docker --host "$1" ps -aq)
  # shellcheck disable=SC2086 # one word for each container
  [ -z "$left" ] || docker --host "$1" rm -f -v $left
  docker --host "$1" network prune -f
}

make_images() {
  local programs fingerprint node other balancer
  fingerprint=$(find "$here/node-image" -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-12)
  node=idpbuilder.test/node:$fingerprint
  other=idpbuilder.test/other:$fingerprint
  balancer=idpbuilder.test/haproxy:$fingerprint
  if ! docker image inspect "$node" "$other" "$balancer" >/dev/null 2>&1; then
    local code=0
    programs=$("$here/../contract/control-plane/prepare.sh" --node) || code=$?
    [ $code -ne 3 ] || exit 3
    [ $code -eq 0 ] || return $code
    "$here/node-image/assemble.sh" "$programs" "$node" "$balancer" >&2
    # An image that is no node: it says so and ends.
    docker import --change 'ENTRYPOINT ["/bin/busybox", "echo", "no systemd here"]' - "$other" < <(busybox_of "$node") >/dev/null
  fi
  echo "IDPBUILDER_TEST_NODE_IMAGE=$node"
  echo "IDPBUILDER_TEST_OTHER_IMAGE=$other"
  echo "IDPBUILDER_TEST_BALANCER_IMAGE=$balancer"
}

busybox_of() {
  local container
  container=$(docker create --entrypoint /bin/true "$1")
  docker cp "$container:/bin/busybox" - | tar -x -C "$scratch"
  docker rm -v "$container" >/dev/null
  mkdir -p "$scratch/bin" && mv "$scratch/busybox" "$scratch/bin/"
  tar -C "$scratch" -c ./bin
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
install_packages
engine=$(find_engine)
export DOCKER_HOST=$engine
echo "IDPBUILDER_TEST_ENGINE=$engine"
# Only an engine of the tests' own may be ended by them.
[ "$engine" != "unix://$directory/docker.sock" ] || echo "IDPBUILDER_TEST_ENGINE_FOLDER=$directory"
make_images
