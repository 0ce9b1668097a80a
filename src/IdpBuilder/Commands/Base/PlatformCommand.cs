using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Pipeline;
using IdpBuilder.Secrets;

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

    /// <summary>Tells the platform's pages apart by their path, <c>host/argocd</c>, instead of by their host, <c>argocd.host</c>.</summary>
    [Parameter]
    public SwitchParameter PathRouting { get; set; }

    /// <summary>The parts of the platform to install, from this machine and waited for: <c>argocd</c>, <c>argo-workflows</c>, <c>gitea</c>, and for their pages <c>traefik</c> or <c>ingress-nginx</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CorePackageCompleter))]
    [AllowEmptyCollection]
    public string[] CorePackage { get; set; } = [];

    /// <summary>Files of manifests that take the place of a core package's own, or are added to it, as <c>@{ argocd = 'mine.yaml' }</c>; with <c>$patch: merge</c> or <c>$patch: delete</c> at their root they change or drop one.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary PackageOverride { get; set; } = new Hashtable();

    /// <summary>What the administrators of the core packages log in with: the password of Argo CD's <c>admin</c>, user name and password of Gitea's. Without it both are generated, or stay as they are.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Gives the administrators of the core packages the password <c>developer</c>, which everybody knows.</summary>
    [Parameter]
    public SwitchParameter DevPassword { get; set; }

    /// <summary>Lets the current user trust the certificate authority of the platform's pages, until the cluster is removed; <c>-TrustCertificate:$false</c> takes that back.</summary>
    [Parameter]
    public SwitchParameter TrustCertificate { get; set; }

    /// <summary>How long each core package may take.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    /// <summary>The core packages of whoever does not say.</summary>
    private protected virtual IReadOnlyList<string> UsualCorePackages => [];

    /// <summary>The core packages that are asked for; what is wrong with them is found at once.</summary>
    private protected CorePackageChoice CoreOf(CommandPipeline pipeline)
    {
        var overrides = PackageOverride.Cast<DictionaryEntry>().ToDictionary(
            entry => entry.Key.ToString()!, entry => SessionState.Path.GetUnresolvedProviderPathFromPSPath(entry.Value?.ToString() ?? string.Empty), StringComparer.Ordinal);
        var credential = ChosenCredential() is { } chosen ? new CredentialChoice(chosen, pipeline) : null;
        var names = MyInvocation.BoundParameters.ContainsKey(nameof(CorePackage)) ? CorePackage : UsualCorePackages;
        var core = new CorePackageChoice([.. names.Distinct(StringComparer.Ordinal)], overrides, credential, Timeout, pipeline);
        core.Check();
        return core;
    }

    /// <summary>Whether the user is to trust the platform's certificate; what is wrong with that is found at once.</summary>
    private protected TrustChoice TrustOf(CommandPipeline pipeline)
    {
        var trust = new TrustChoice(MyInvocation.BoundParameters.ContainsKey(nameof(TrustCertificate)) ? TrustCertificate.IsPresent : null, pipeline);
        trust.Check(Protocol);
        return trust;
    }

    private PlatformCredential? ChosenCredential() => (Credential, DevPassword.IsPresent) switch
    {
        ({ }, true) => throw CommandFailures.CredentialAmbiguous(),
        ({ } chosen, false) => new PlatformCredential(chosen.UserName, chosen.GetNetworkCredential().Password),
        (null, true) => PlatformCredential.Developer,
        _ => null,
    };
}
