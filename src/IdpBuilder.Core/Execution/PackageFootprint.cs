using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution;

/// <summary>What installing a package left in a cluster, read from the labels and annotations of its objects.</summary>
/// <param name="Applications">Its Applications and ApplicationSets.</param>
/// <param name="Manifests">Other objects that it made; what was there before, or is another package's, is not its own.</param>
/// <param name="Repositories">Its repositories on the git server.</param>
public sealed record PackageFootprint(
    IReadOnlyList<Manifest> Applications, IReadOnlyList<ResourceReference> Manifests, IReadOnlyList<string> Repositories)
{
    /// <summary>Objects that it made and another package applied as well, with the package that they pass to.</summary>
    public IReadOnlyDictionary<ResourceReference, string> Inherited { get; init; } = new Dictionary<ResourceReference, string>();

    /// <summary>Reads a package's footprint; empty when it is not installed.</summary>
    public static async Task<PackageFootprint> ReadAsync(IKubernetesApi api, string package, CancellationToken stop)
    {
        var selector = $"{PackageLabels.Owner}={package}";
        var applications = await api.ListAsync(
            new ResourceSelector(ArgoTypes.Application, ArgoTypes.Namespace, selector), stop).ConfigureAwait(false);
        var sets = await api.ListAsync(
            new ResourceSelector(ArgoTypes.ApplicationSet, ArgoTypes.Namespace, selector), stop).ConfigureAwait(false);
        Manifest[] all = [.. sets.Items, .. applications.Items.Where(application => !IsGenerated(application))];
        var own = await OwnAsync(api, package, all.SelectMany(ManifestsOf).Distinct(), stop).ConfigureAwait(false);
        var inherited = own.Count == 0 ? [] : await HeirsAsync(api, package, own, stop).ConfigureAwait(false);
        return new PackageFootprint(
            all,
            [.. own.Where(reference => !inherited.ContainsKey(reference))],
            [.. all.SelectMany(RepositoriesOf).Distinct(StringComparer.Ordinal)])
        {
            Inherited = inherited,
        };
    }

    /// <summary>The commits that an Application's installation published: repository → commit.</summary>
    public static IReadOnlyDictionary<string, string> RevisionsOf(Manifest application) =>
        Read<Dictionary<string, string>>(application, PackageLabels.Revisions) ?? [];

    /// <summary>What this had and a package has no longer.</summary>
    internal PackageFootprint Without(Package package, string repositoryPrefix)
    {
        var applications = package.Applications.Select(application => (application.Manifest.Kind, application.Name)).ToHashSet();
        var manifests = package.Manifests.Select(item => ResourceReference.To(item.Manifest)).ToHashSet();
        var repositories = package.Contents.Select(content => repositoryPrefix + content.Repository).ToHashSet(StringComparer.Ordinal);
        return new PackageFootprint(
            [.. Applications.Where(application => !applications.Contains((application.Kind, application.Name)))],
            [.. Manifests.Where(reference => !manifests.Contains(reference))],
            [.. Repositories.Where(name => !repositories.Contains(name))])
        {
            Inherited = Inherited.Where(entry => !manifests.Contains(entry.Key)).ToDictionary(),
        };
    }

    /// <summary>The annotation text for a list of objects.</summary>
    internal static string Write(IEnumerable<PackageManifest> manifests) => Write(manifests.Select(item => ResourceReference.To(item.Manifest))).ToJsonString();

    /// <summary>The annotation text for what is still to be removed; empty for nothing. Applications say themselves whose they are.</summary>
    internal string WriteLeftovers() => Manifests.Count + Inherited.Count + Repositories.Count == 0 ? string.Empty : new JsonObject
    {
        ["manifests"] = Write(Manifests.Concat(Inherited.Keys)),
        ["repositories"] = new JsonArray([.. Repositories.Select(name => JsonValue.Create(name))]),
    }.ToJsonString();

    private static JsonArray Write(IEnumerable<ResourceReference> references) => new(
    [
        .. references.Select(reference => new JsonObject
        {
            ["apiVersion"] = reference.Type.ApiVersion,
            ["kind"] = reference.Type.Kind,
            ["namespace"] = reference.Namespace,
            ["name"] = reference.Name,
        }),
    ]);

    // Its own is what bears its label.
    private static async Task<IReadOnlyList<ResourceReference>> OwnAsync(
        IKubernetesApi api, string package, IEnumerable<ResourceReference> applied, CancellationToken stop)
    {
        var own = new List<ResourceReference>();
        foreach (var reference in applied)
        {
            if (await api.GetAsync(reference, stop).ConfigureAwait(false) is { } live && live.Label(PackageLabels.Owner) == package)
            {
                own.Add(reference);
            }
        }

        return own;
    }

    private static async Task<Dictionary<ResourceReference, string>> HeirsAsync(
        IKubernetesApi api, string package, IReadOnlyList<ResourceReference> own, CancellationToken stop)
    {
        var heirs = new Dictionary<ResourceReference, string>();
        foreach (var type in new[] { ArgoTypes.Application, ArgoTypes.ApplicationSet })
        {
            var others = await api.ListAsync(
                new ResourceSelector(type, ArgoTypes.Namespace, $"{PackageLabels.Owner},{PackageLabels.Owner}!={package}"), stop).ConfigureAwait(false);
            foreach (var other in others.Items.Where(other => !IsGenerated(other) && other.DeletionTimestamp.Length == 0))
            {
                foreach (var reference in AppliedWith(other).Intersect(own))
                {
                    heirs.TryAdd(reference, other.Label(PackageLabels.Owner)!);
                }
            }
        }

        return heirs;
    }

    // What an ApplicationSet made goes with the set.
    private static bool IsGenerated(Manifest application) =>
        application.Metadata.Children("ownerReferences").Any(owner => owner.Text("kind") == ArgoTypes.ApplicationSet.Kind);

    private static IEnumerable<ResourceReference> ManifestsOf(Manifest application) =>
        AppliedWith(application).Concat(Read<JsonObject>(application, PackageLabels.Leftovers).Children("manifests").Select(ReferenceOf));

    private static IEnumerable<ResourceReference> AppliedWith(Manifest application) =>
        (Read<JsonArray>(application, PackageLabels.Manifests) ?? []).OfType<JsonObject>().Select(ReferenceOf);

    private static ResourceReference ReferenceOf(JsonObject item) =>
        new(GroupVersionKind.Of(item.Text("apiVersion"), item.Text("kind")), item.Text("namespace"), item.Text("name"));

    private static IEnumerable<string> RepositoriesOf(Manifest application) =>
        RevisionsOf(application).Keys.Concat(Read<JsonObject>(application, PackageLabels.Leftovers).Texts("repositories"));

    private static T? Read<T>(Manifest application, string annotation)
        where T : class
    {
        try
        {
            return application.Annotation(annotation) is { Length: > 0 } text ? JsonSerializer.Deserialize<T>(text) : null;
        }
        catch (JsonException)
        {
            // Somebody else wrote over it; what it said is lost, and nothing is removed on a guess.
            return null;
        }
    }
}
