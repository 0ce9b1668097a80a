using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Rendering;

/// <summary>What a source is rendered for.</summary>
/// <param name="Application">The Application's name.</param>
/// <param name="ApplicationNamespace">The Application's namespace.</param>
/// <param name="Project">The Application's project.</param>
/// <param name="Destination">The destination namespace.</param>
public sealed record RenderRequest(string Application, string ApplicationNamespace, string Project, string Destination)
{
    /// <summary>The cluster.</summary>
    public ServerCapabilities Server { get; init; } = ServerCapabilities.Unknown;

    /// <summary>What the sources of an Application are rendered for.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="server">The cluster.</param>
    public static RenderRequest For(Manifest application, ServerCapabilities server)
    {
        var home = application.Namespace.Length > 0 ? application.Namespace : ArgoTypes.Namespace;
        var project = application.Spec.Text("project");
        return new RenderRequest(
            ResourceTracking.InstanceName(application.Name, home, ArgoTypes.Namespace),
            home,
            project.Length > 0 ? project : "default",
            application.Spec.Child("destination").Text("namespace"))
        {
            Server = server,
        };
    }
}
