#!/usr/bin/env bash
# Assembles a node image with kind's contract out of Debian's packages and compiled Kubernetes programs.
#
#   assemble.sh <programs> <tag> <balancer>
#
# <programs>  a directory with kubeadm, kubelet, kubectl, kube-apiserver, kube-controller-manager, kube-scheduler,
#             kube-proxy, etcd and dns-stand-in
# <tag>       the image's name, such as idpbuilder.test/node:v1.20.2
# <balancer>  the name of an image with Debian's HAProxy, in the manner of kindest/haproxy
#
# Needs root, debootstrap and an engine that docker reaches. All work is done in a directory of its own.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
programs=$1
tag=$2
balancer=$3
version=v$("$programs/kubelet" --version | sed -E 's/^Kubernetes v//')
suite=bookworm
mirror=${IDPBUILDER_DEBIAN_MIRROR:-http://deb.debian.org/debian}
packages=systemd,systemd-sysv,containerd,runc,iptables,conntrack,socat,ethtool,iproute2,containernetworking-plugins,busybox-static,procps,kmod,ca-certificates,haproxy

work=$(mktemp -d "${TMPDIR:-/var/tmp}/idpbuilder-node.XXXXXX")
container=idpbuilder-node-build-$$
clean() {
  docker rm -f -v "$container" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT

# The file system of the node.
make_tree() {
  debootstrap --variant=minbase --include="$packages" "$suite" "$work/tree" "$mirror" > "$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log" >&2; return 1; }
  rm -rf "$work"/tree/var/cache/apt/archives/*.deb "$work"/tree/var/lib/apt/lists/* "$work"/tree/usr/share/{doc,man,locale}/*
  cp -rT "$here/rootfs" "$work/tree"
  install -m 755 "$programs"/{kubeadm,kubelet,kubectl} "$work/tree/usr/bin/"
  mkdir -p "$work"/tree/opt/cni "$work"/tree/etc/kubernetes/manifests
  ln -s /usr/lib/cni "$work/tree/opt/cni/bin"
  make_balancer
  echo -n "$version" > "$work/tree/kind/version"
  settle_systemd
}

# HAProxy and its libraries make an image of their own; the node has no use for them.
make_balancer() {
  local root=$work/balancer
  mkdir -p "$root"/tmp "$root"/usr/local/etc/haproxy
  with_libraries "$root" /usr/sbin/haproxy
  chroot "$work/tree" dpkg --purge haproxy >/dev/null
  tar -C "$root" -c . | docker import --change 'ENTRYPOINT ["/usr/sbin/haproxy", "-W", "-db", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]' - "$balancer" >/dev/null
}

# What a machine would run and a node must not; the console shows when systemd is up.
settle_systemd() {
  local unit units=$work/tree/etc/systemd/system
  for unit in systemd-udevd.service systemd-resolved.service systemd-networkd.service systemd-logind.service systemd-timesyncd.service \
    getty.target console-getty.service apt-daily.timer apt-daily-upgrade.timer fstrim.timer e2scrub_all.timer dpkg-db-backup.timer \
    sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount dev-hugepages.mount systemd-modules-load.service; do
    ln -sf /dev/null "$units/$unit"
  done
  mkdir -p "$units/multi-user.target.wants" "$work/tree/etc/systemd/journald.conf.d"
  ln -sf /etc/systemd/system/containerd.service /etc/systemd/system/kubelet.service "$units/multi-user.target.wants/"
  ln -sf /lib/systemd/system/multi-user.target "$units/default.target"
  printf '[Journal]\nStorage=volatile\n' > "$work/tree/etc/systemd/journald.conf.d/volatile.conf"
}

# A program of the tree with the libraries it needs.
with_libraries() {
  local root=$1 program
  shift
  for program in "$@"; do
    { echo "$program"; chroot "$work/tree" ldd "$program" 2>/dev/null | grep -oE '/[^ ]+' || true; } | while read -r file; do
      mkdir -p "$root$(dirname "$file")"
      cp -L "$work/tree$file" "$root$file"
    done
  done
}

# An image that a pod of the control plane runs, as a file that containerd imports.
make_image() {
  local name=$1 root=$2
  tar -C "$root" -c . | docker import --change 'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "${@:3}" - "$name" >/dev/null
  names+=("$name")
}

make_images() {
  local root program
  names=()
  for program in kube-apiserver kube-controller-manager kube-scheduler; do
    root=$work/images/$program
    install -D -m 755 "$programs/$program" "$root/usr/local/bin/$program"
    make_image "k8s.gcr.io/$program:$version" "$root"
  done

  root=$work/images/etcd
  install -m 755 "$programs/etcd" "$work/tree/tmp/etcd"
  with_libraries "$root" /tmp/etcd
  install -D -m 755 "$root/tmp/etcd" "$root/usr/local/bin/etcd"
  rm -r "$root/tmp" "$work/tree/tmp/etcd"
  make_image k8s.gcr.io/etcd:3.4.13-0 "$root"

  root=$work/images/kube-proxy
  install -D -m 755 "$programs/kube-proxy" "$root/usr/local/bin/kube-proxy"
  # Of the modules of iptables one needs libm, which iptables itself does not.
  with_libraries "$root" /usr/sbin/xtables-nft-multi /usr/sbin/xtables-legacy-multi /usr/sbin/conntrack /usr/lib/x86_64-linux-gnu/xtables/libxt_statistic.so
  cp -r "$work/tree/usr/lib/x86_64-linux-gnu/xtables" "$root/usr/lib/x86_64-linux-gnu/"
  for program in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf xtables-nft-multi "$root/usr/sbin/$program"
  done
  mkdir -p "$root/run" "$root/tmp"
  make_image "k8s.gcr.io/kube-proxy:$version" "$root"

  root=$work/images/dns
  install -D -m 755 "$programs/dns-stand-in" "$root/usr/local/bin/dns-stand-in"
  make_image k8s.gcr.io/coredns:1.7.0 "$root" --change 'ENTRYPOINT ["/usr/local/bin/dns-stand-in"]'

  # Pause, and what the tests' workloads run: one static program with many names.
  root=$work/images/busybox
  install -D -m 755 "$work/tree/bin/busybox" "$root/bin/busybox"
  for program in sh sleep cat echo wget httpd true false; do ln -sf busybox "$root/bin/$program"; done
  mkdir -p "$root/tmp"
  make_image idpbuilder.test/busybox:1 "$root"
  # A shell as the first process does not end when it is told to; sleep does, having no handler to wait for.
  make_image k8s.gcr.io/pause:3.2 "$root" --change 'ENTRYPOINT ["/bin/busybox", "sh", "-c", "trap \"exit 0\" TERM INT; while true; do sleep 3600 & wait $!; done"]'
}

# The images lie in the node's own containerd, not unpacked: that happens on the volume that /var is at run time.
preload() {
  docker save -o "$work/images.tar" "${names[@]}"
  docker run -d --name "$container" --privileged --entrypoint /bin/sleep --stop-signal SIGRTMIN+3 "$tag-bare" infinity >/dev/null
  docker cp "$work/images.tar" "$container:/images.tar"
  docker exec "$container" sh -ec '
    containerd >/dev/null 2>&1 & started=$!
    until ctr version >/dev/null 2>&1; do sleep 0.1; done
    ctr --namespace k8s.io images import --no-unpack /images.tar >/dev/null
    rm /images.tar
    kill $started; wait $started || true'
  docker commit --change 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]' --change 'CMD []' --change 'ENV container=docker' "$container" "$tag" >/dev/null
}

make_tree
tar -C "$work/tree" -c . | docker import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$tag-bare" >/dev/null
make_images
preload
docker rm -f -v "$container" >/dev/null
docker rmi "$tag-bare" "${names[@]}" >/dev/null
echo "$tag"
