#!/usr/bin/env bash
# A Docker engine of the tests' own, beside none or beside the machine's: its socket and its data lie in one directory.
#
#   engine.sh start <directory>    starts dockerd unless it runs; prints the DOCKER_HOST
#   engine.sh stop <directory>     stops it and what runs on it
#   engine.sh kill <directory>     ends it as a power failure would
#
# $ENGINE_OPTIONS are further options for dockerd.
#
# Two engines in one network namespace fight over iptables: where one runs already, use that.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
directory=$2
socket=$directory/docker.sock
pid=$directory/docker.pid

running() {
  [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null
}

start() {
  mkdir -p "$directory/data" "$directory/run"
  if ! running; then
    rm -f "$pid"
    # The engine must outlive this script, and hold none of its streams or locks.
    setsid dockerd --host "unix://$socket" --data-root "$directory/data" --exec-root "$directory/run" --pidfile "$pid" \
      --add-runtime "within-rights=$here/runc-within-rights" --default-runtime within-rights ${ENGINE_OPTIONS:-} \
      > "$directory/dockerd.log" 2>&1 < /dev/null 9>&- &
  fi
  for _ in $(seq 300); do
    if DOCKER_HOST=unix://$socket docker version >/dev/null 2>&1; then
      echo "unix://$socket"
      return
    fi
    sleep 0.1
  done
  tail -n 5 "$directory/dockerd.log" >&2
  return 1
}

stop() {
  running || return 0
  kill "$(cat "$pid")"
  while running; do sleep 0.1; done
}

kill_engine() {
  running || return 0
  kill -9 "$(cat "$pid")"
  while running; do sleep 0.1; done
}

case $1 in
  kill) kill_engine ;;
  *) "$1" ;;
esac
