using System.Diagnostics;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>
/// A shell that stands between this process and a program and ends the program as soon as its own standard input does: when this process
/// closes it, and also when this process is killed, for then the kernel does. Nothing of it depends on threads or on a clean exit.
/// </summary>
internal static class UnixGuard
{
    // A session of its own keeps a terminal's Ctrl+C, which is meant for a cmdlet, from the program. Linux also ends the program with the
    // guard itself, should somebody kill the whole process group. SIGKILL throughout: the data is temporary, and etcd survives it anyway.
    private const string Script = """
        trap '' HUP INT QUIT
        exec 3<&0
        alone=
        if setpriv --pdeathsig KILL true; then alone='setpriv --pdeathsig KILL'; fi 2>/dev/null
        if command -v setsid >/dev/null; then alone="$alone setsid"; else set -m; fi
        $alone "$@" </dev/null 3<&- &
        child=$!
        (read -r ignored <&3; kill -KILL "$child") </dev/null >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait "$child"
        status=$?
        kill -KILL "$watch" 2>/dev/null
        exit "$status"
        """;

    /// <summary>How to start a program under a guard.</summary>
    public static ProcessStartInfo Around(string program, IEnumerable<string> arguments) =>
        new("/bin/sh", ["-c", Script, "idpbuilder-guard", program, .. arguments]);
}
