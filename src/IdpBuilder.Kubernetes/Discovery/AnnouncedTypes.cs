using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Discovery;

/// <summary>
/// Knows also the types that a server has promised: it calls a definition Established before its discovery shows the type. What is
/// written then must not fail for being a moment early, and a type that nobody defines must not be waited for.
/// </summary>
internal sealed class AnnouncedTypes(DiscoveryCache types, ObjectLister lister, TimeProvider clock)
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    // A server is late by milliseconds; together these are three seconds. Discovery cannot be watched.
    private static readonly IReadOnlyList<TimeSpan> Waits = [.. new[] { 50, 100, 200, 400, 800, 1500 }.Select(wait => TimeSpan.FromMilliseconds(wait))];

    /// <summary>The type, or null when it is not served and no Established definition has it.</summary>
    public async ValueTask<ApiResource?> FindAsync(GroupVersionKind type, CancellationToken stop)
    {
        if (await types.FindAsync(type, stop).ConfigureAwait(false) is { } served)
        {
            return served;
        }

        if (!await IsEstablishedAsync(type, stop).ConfigureAwait(false))
        {
            return null;
        }

        foreach (var wait in Waits)
        {
            await Task.Delay(wait, clock, stop).ConfigureAwait(false);
            if (await types.FindAsync(type, stop).ConfigureAwait(false) is { } late)
            {
                return late;
            }
        }

        return null;
    }

    private async Task<bool> IsEstablishedAsync(GroupVersionKind type, CancellationToken stop)
    {
        // Groups without a dot are Kubernetes' own: no definition brings a type to them.
        if (!type.Group.Contains('.', StringComparison.Ordinal) || await types.FindAsync(Definition, stop).ConfigureAwait(false) is not { } definitions)
        {
            return false;
        }

        try
        {
            var all = await lister.ListAsync(definitions, new ResourceSelector(Definition), stop).ConfigureAwait(false);
            return all.Items.Any(definition => Defines(definition, type) && IsEstablished(definition));
        }
        catch (KubernetesApiException refused) when (refused.Code is 403 or 404)
        {
            return false;
        }
    }

    private static bool Defines(Manifest definition, GroupVersionKind type) =>
        definition.Spec.Text("group") == type.Group
        && definition.Spec.Child("names").Text("kind") == type.Kind
        && definition.Spec.Children("versions").Any(version => version.Text("name") == type.Version && version.Flag("served"));

    private static bool IsEstablished(Manifest definition) =>
        definition.Status.Children("conditions").Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True");
}
