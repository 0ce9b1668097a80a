using IdpBuilder.Certificates;
using IdpBuilder.Clusters;
using IdpBuilder.Docker;
using IdpBuilder.Embedded;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Git;
using IdpBuilder.Git.Gitea;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Passwords;
using IdpBuilder.Platform;
using IdpBuilder.Remotes;
using IdpBuilder.Rendering;
using IdpBuilder.Secrets;

namespace IdpBuilder;

/// <summary>The composition root: the one place where ports get their adapters.</summary>
internal static class Services
{
    private static readonly Lazy<CorePackages> LazyCorePackages = new(MakeCorePackages);

    /// <summary>The time outside of clusters: no other file names the system's.</summary>
    public static TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>Opens connections to API servers.</summary>
    public static IKubernetesApiFactory Connections { get; } = new KubernetesApiFactory(Clock);

    /// <summary>Finds the git servers of clusters whose containers really run.</summary>
    public static IGitHostFactory GitHosts { get; } = new GiteaHosts(Clock);

    /// <summary>Reads YAML and JSON.</summary>
    public static IManifestReader Reader { get; } = new YamlManifestReader();

    /// <summary>Renders charts and kustomizations.</summary>
    public static IProgramRunner Programs { get; } = new InstalledPrograms(Clock);

    /// <summary>Hashes passwords; made when asked for, because few commands need its library.</summary>
    public static IPasswordHasher Passwords => new BcryptHasher();

    /// <summary>Fetches from git repositories somewhere else; made when asked for, because few commands need its library.</summary>
    public static IRemoteRepositories Remotes => new GitRepositories(new GitCredentials(Clock));

    /// <summary>Whom the current user trusts, and for which cluster.</summary>
    public static PlatformTrust Trust { get; } = new(OperatingSystem.IsMacOS() ? new LoginKeychain(Programs) : new UserRootStore(), new TrustNotes(CorePackageFolders.Trusted));

    /// <summary>The core packages that the module brings.</summary>
    public static CorePackages CorePackages => LazyCorePackages.Value;

    /// <summary>The providers of this version, new for each runspace. They are asked in this order: one that may not answer comes last.</summary>
    public static IReadOnlyList<IClusterProvider> Providers() =>
    [
        new EmbeddedProvider(Connections, new Kubeconfig(Reader, Clock), Reader, Programs, Clock),
        new ExistingClusterProvider(Reader, GitHosts, Clock),
        new DockerClusterProvider(Connections, new Kubeconfig(Reader, Clock), Reader, new GoTextTemplates(Reader), GitHosts, Clock),
    ];

    private static CorePackages MakeCorePackages()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(Services).Assembly.Location)!, "CorePackages");
        return new CorePackages(folder, new CorePackageFiles(folder, CorePackageFolders.Downloads, new HttpClient()), Reader);
    }
}
