#!/usr/bin/env bash
# What a cluster of one node on Docker takes when it is made by hand, and what New-IdpCluster takes, on one engine, in turn.
#
#   env $(tests/docker/prepare.sh) benchmarks/docker/run.sh [rounds]
#
# By hand means: docker run, waiting for systemd, kubeadm init, kubectl apply of the network, waiting for the node, one after the
# other, with nothing between them. That is the floor for a tool that works in this order.
set -euo pipefail

rounds=${1:-3}
export DOCKER_HOST=$IDPBUILDER_TEST_ENGINE
image=$IDPBUILDER_TEST_NODE_IMAGE
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
node=floor-control-plane

clean() {
  docker rm -f -v "$node" >/dev/null 2>&1 || true
  docker network rm floor >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap clean EXIT

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

in_node() { docker exec -e KUBECONFIG=/etc/kubernetes/admin.conf "$node" "$@"; }

configuration() {
  cat <<CONF
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
kubernetesVersion: $(docker exec "$node" cat /kind/version)
controlPlaneEndpoint: $node:6443
networking: { podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/16 }
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
nodeRegistration: { criSocket: unix:///run/containerd/containerd.sock, taints: [] }
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
cgroupRoot: /kubelet
failSwapOn: false
evictionHard: { nodefs.available: "0%", nodefs.inodesFree: "0%", imagefs.available: "0%" }
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
conntrack: { maxPerCore: 0 }
CONF
}

by_hand() {
  local start step
  docker network create floor >/dev/null
  start=$(now) step=$start
  docker run -d -t --name "$node" --hostname "$node" --network floor --privileged --cgroupns private \
    --security-opt seccomp=unconfined --security-opt apparmor=unconfined --tmpfs /tmp --tmpfs /run --volume /var "$image" >/dev/null
  until docker logs "$node" 2>&1 | grep -q 'Multi-User System'; do sleep 0.1; done
  printf 'by hand: systemd %s' "$(since "$step")"
  configuration | docker exec -i "$node" sh -c 'cat > /kind/kubeadm.conf'
  step=$(now)
  in_node kubeadm init --config /kind/kubeadm.conf --skip-phases=preflight --skip-token-print > "$scratch/init" 2>&1 || { tail "$scratch/init"; return 1; }
  printf ', kubeadm %s' "$(since "$step")"
  step=$(now)
  in_node sh -c 'sed "s/{{ .PodSubnet }}/10.244.0.0\/16/" /kind/manifests/default-cni.yaml | kubectl apply -f - && kubectl apply -f /kind/manifests/default-storage.yaml' >/dev/null
  in_node kubectl wait --for=condition=Ready "node/$node" --timeout=5m >/dev/null
  printf ', kubelet and network %s, in all %s s\n' "$(since "$step")" "$(since "$start")"
  docker rm -f -v "$node" >/dev/null
  docker network rm floor >/dev/null
}

ours() {
  dotnet "$root/src/IdpBuilder.Host/bin/Release/net10.0/IdpBuilder.Host.dll" -Command "
    \$watch = [System.Diagnostics.Stopwatch]::StartNew()
    \$idp = New-IdpCluster -Name ours -CorePackage @() -Image '$image' -Port 18510 -KubeConfig '$scratch/config' -Verbose $1
    [Console]::WriteLine('New-IdpCluster $1: ' + \$watch.Elapsed.TotalSeconds.ToString('0.0') + ' s')
    \$watch.Restart(); \$null = Get-IdpCluster ours; \$first = \$watch.ElapsedMilliseconds
    \$watch.Restart(); \$null = Get-IdpCluster ours; \$warm = \$watch.ElapsedMilliseconds
    \$watch.Restart(); Remove-IdpCluster ours
    [Console]::WriteLine('Get-IdpCluster: ' + \$first + ' ms, again ' + \$warm + ' ms; Remove-IdpCluster: ' + \$watch.Elapsed.TotalSeconds.ToString('0.0') + ' s')" 2>&1 |
    grep -E ': [0-9.]+ m?s'
}

dotnet build -c Release -v q --nologo "$root/src/IdpBuilder.Host" >/dev/null
for _ in $(seq "$rounds"); do
  by_hand
  ours ''
done
ours '-WorkerCount 2'
