using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that brings a cluster into the session, and says where the pages of its platform are.</summary>
public abstract class PlatformCommand : ModuleCommand
{
    /// <summary>The host of the platform's pages.</summary>
    [Parameter]
    [HostName]
    public string HostName { get; set; } = "cnoe.localtest.me";

    /// <summary>The port of the platform's pages.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 8443;

    /// <summary>The protocol of the platform's pages.</summary>
    [Parameter]
    [ValidateSet("http", "https")]
    public string Protocol { get; set; } = "https";

    /// <summary>The parts of the platform to install, from this machine and waited for: <c>argocd</c>, <c>argo-workflows</c>, <c>gitea</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CorePackageCompleter))]
    [AllowEmptyCollection]
    public string[] CorePackage { get; set; } = [];

    /// <summary>Files of manifests that take the place of a core package's own, or are added to it, as <c>@{ argocd = 'mine.yaml' }</c>; with <c>$patch: merge</c> or <c>$patch: delete</c> at their root they change or drop one.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary PackageOverride { get; set; } = new Hashtable();

    /// <summary>How long each core package may take.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    private protected CorePackageChoice CoreOf(CommandPipeline pipeline) => new(
        [.. CorePackage.Distinct(StringComparer.Ordinal)],
        PackageOverride.Cast<DictionaryEntry>().ToDictionary(
            entry => entry.Key.ToString()!, entry => SessionState.Path.GetUnresolvedProviderPathFromPSPath(entry.Value?.ToString() ?? string.Empty), StringComparer.Ordinal),
        Timeout,
        pipeline);
}
