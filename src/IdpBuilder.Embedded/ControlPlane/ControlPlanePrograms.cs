using System.Runtime.InteropServices;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>The programs of a control plane.</summary>
/// <param name="Etcd">The path of etcd.</param>
/// <param name="ApiServer">The path of kube-apiserver.</param>
public sealed record ControlPlanePrograms(string Etcd, string ApiServer)
{
    private static readonly string Suffix = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ".exe" : string.Empty;

    /// <summary>The programs in a directory, of whatever version.</summary>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotFound</c>: one of them is not there.</exception>
    public static ControlPlanePrograms In(string directory)
    {
        var programs = new ControlPlanePrograms(Path.Combine(directory, "etcd" + Suffix), Path.Combine(directory, "kube-apiserver" + Suffix));
        foreach (var program in new[] { programs.Etcd, programs.ApiServer })
        {
            if (!File.Exists(program))
            {
                throw ControlPlaneFailures.NotFound(directory, Path.GetFileName(program));
            }
        }

        return programs;
    }

    /// <summary>Lets each of them say its version, as only programs for this machine can.</summary>
    /// <exception cref="Errors.IdpException"><c>ControlPlaneNotStarted</c>: one of them does not.</exception>
    public async Task TryAsync(CancellationToken stop)
    {
        foreach (var program in new[] { Etcd, ApiServer })
        {
            var process = GuardedProcess.Start(program, ["--version"]);
            await using (process.ConfigureAwait(false))
            {
                await process.SucceedAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
