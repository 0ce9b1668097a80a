using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Reporting;
using IdpBuilder.Rights;

namespace IdpBuilder.Platform;

/// <summary>
/// Lets the host names of the platform's pages lead to the ingress within the cluster, as they do outside, by CoreDNS's configuration alone:
/// its Deployment and its image stay as they are.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="reporter">Is told what cannot be done, and what to do then.</param>
public sealed partial class ClusterNames(IKubernetesApi api, IRunReporter reporter)
{
    private const string Home = "kube-system";
    private const string Main = "coredns";
    private const string MainKey = "Corefile";
    private const string Overrides = "coredns-custom";
    private const string OverridesKey = "idpbuilder.override";

    // Whoever writes to it all the time wins now and then, but not so often.
    private const int MostConflicts = 20;

    private static readonly GroupVersionKind MapType = new(string.Empty, "v1", "ConfigMap");
    private static readonly GroupVersionKind DeploymentType = new("apps", "v1", "Deployment");
    private static readonly GroupVersionKind ServiceType = new(string.Empty, "v1", "Service");
    private static readonly Version Rewriting = new(1, 8, 4);

    /// <summary>The rights that it takes.</summary>
    public static IReadOnlyList<NeededRight> Rights { get; } = [.. new[] { "get", "create", "patch" }.Select(verb => new NeededRight(verb, string.Empty, "configmaps", Home))];

    /// <summary>Whether the cluster has the Service to which the names lead.</summary>
    public async Task<bool> HasServiceAsync(CancellationToken stop) =>
        await api.GetAsync(new ResourceReference(ServiceType, "ingress-nginx", "ingress-nginx-controller"), stop).ConfigureAwait(false) is not null;

    /// <summary>
    /// What has to change so that the names lead to the ingress; nothing where they do. Where that cannot be told, a warning says why and what to add.
    /// </summary>
    public async Task<IReadOnlyList<NamesChange>> FindAsync(PlatformFacts facts, CancellationToken stop)
    {
        var map = await MapAsync(Main, stop).ConfigureAwait(false);
        if (map?.Json.Child("data").Text(MainKey) is not { Length: > 0 } text)
        {
            return Warned(facts, "it has no ConfigMap kube-system/coredns with a Corefile");
        }

        if (Corefile.Read(text) is not { ClusterDomain.Length: > 0 } corefile)
        {
            return Warned(facts, "the Corefile in its ConfigMap kube-system/coredns has no block '.' that answers for Services, or the module's part of it was changed");
        }

        if (corefile.Names(facts.Host))
        {
            reporter.Verbose($"The Corefile of the cluster '{facts.Cluster}' names '{facts.Host}' already: it stays as it is.");
            return [];
        }

        if (await VersionAsync(stop).ConfigureAwait(false) is { } version && version < Rewriting)
        {
            return Warned(facts, $"its CoreDNS {version} cannot lead all names below a host elsewhere, which {Rewriting} can");
        }

        if (!corefile.Reloads)
        {
            reporter.Warning($"The CoreDNS of the cluster '{facts.Cluster}' does not reload its Corefile: the names below '{facts.Host}' lead to the ingress within the cluster once CoreDNS has been started anew.");
        }

        var service = ServiceIn(corefile.ClusterDomain);
        var change = !corefile.TakesOverrides ? ChangeOf(map, MainKey, corefile.WithNames(facts.Host, service))
            : await MapAsync(Overrides, stop).ConfigureAwait(false) is { } overrides ? ChangeOf(overrides, OverridesKey, Corefile.Rule(facts.Host, service) + "\n")
            : new NamesChange(Overrides, OverridesKey, Corefile.Rule(facts.Host, service) + "\n", string.Empty);
        return change is null ? [] : [change];
    }

    /// <summary>What has to change so that nothing of the platform's names is left.</summary>
    public async Task<IReadOnlyList<NamesChange>> FindLeftAsync(CancellationToken stop)
    {
        var found = new List<NamesChange?>();
        if (await MapAsync(Main, stop).ConfigureAwait(false) is { } map && Corefile.WithoutNames(map.Json.Child("data").Text(MainKey)) is { } text)
        {
            found.Add(ChangeOf(map, MainKey, text));
        }

        if (await MapAsync(Overrides, stop).ConfigureAwait(false) is { } overrides)
        {
            found.Add(ChangeOf(overrides, OverridesKey, null));
        }

        return [.. found.OfType<NamesChange>()];
    }

    /// <summary>Makes changes, and finds them again where somebody else was faster.</summary>
    public async Task MakeAsync(IReadOnlyList<NamesChange> changes, Func<Task<IReadOnlyList<NamesChange>>> again, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var change in changes)
                {
                    await WriteAsync(change, stop).ConfigureAwait(false);
                }

                return;
            }
            catch (KubernetesApiException conflict) when (conflict.Code == 409 && attempt < MostConflicts)
            {
                changes = await again().ConfigureAwait(false);
            }
        }
    }

    private Task<Manifest> WriteAsync(NamesChange change, CancellationToken stop)
    {
        var metadata = new JsonObject { ["name"] = change.ConfigMap, ["namespace"] = Home };
        var map = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = metadata, ["data"] = new JsonObject { [change.Key] = change.Text } };
        if (change.ResourceVersion.Length == 0)
        {
            return api.CreateAsync(new Manifest(map), WriteOptions.Default, stop);
        }

        metadata["resourceVersion"] = change.ResourceVersion;
        return api.PatchAsync(new ResourceReference(MapType, Home, change.ConfigMap), ManifestPatch.Merge(map), WriteOptions.Default, stop);
    }

    private static NamesChange? ChangeOf(Manifest map, string key, string? text) =>
        map.Json.Child("data").Text(key) == (text ?? string.Empty) ? null : new NamesChange(map.Name, key, text, map.ResourceVersion);

    private Task<Manifest?> MapAsync(string name, CancellationToken stop) => api.GetAsync(new ResourceReference(MapType, Home, name), stop);

    // The tag is all that says so without asking a Pod.
    private async Task<Version?> VersionAsync(CancellationToken stop)
    {
        var deployment = await api.GetAsync(new ResourceReference(DeploymentType, Home, Main), stop).ConfigureAwait(false);
        var images = deployment?.Spec.Child("template").Child("spec").Children("containers").Select(container => Tag().Match(container.Text("image"))) ?? [];
        return images.FirstOrDefault(match => match.Success) is { } found ? Version.Parse(found.Groups[1].Value) : null;
    }

    private IReadOnlyList<NamesChange> Warned(PlatformFacts facts, string reason)
    {
        reporter.Warning(
            $"Within the cluster '{facts.Cluster}' the names '{facts.Host}' and '*.{facts.Host}' do not lead to the ingress, because {reason}. Packages that call the pages by these names need it. "
            + $"Add to its DNS what CoreDNS {Rewriting} reads as: {Regex.Replace(Corefile.Rule(facts.Host, ServiceIn("cluster.local")), @"\s+", " ")}");
        return [];
    }

    private static string ServiceIn(string domain) => $"ingress-nginx-controller.ingress-nginx.svc.{domain}";

    [GeneratedRegex(@":v?(\d{1,4}\.\d{1,4}\.\d{1,4})(?:[-+@]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
