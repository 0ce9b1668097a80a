using System.Runtime.CompilerServices;

namespace IdpBuilder.Tests;

/// <summary>Clusters of this machine's Docker engine are not these tests' to see, let alone to remove.</summary>
internal static class NoEngine
{
    public const string Address = "unix:///nonexistent/docker.sock";

    [ModuleInitializer]
    internal static void Hide() => Environment.SetEnvironmentVariable("DOCKER_HOST", Address);
}
