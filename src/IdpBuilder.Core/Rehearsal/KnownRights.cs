using System.Collections.Concurrent;
using IdpBuilder.Manifests;
using IdpBuilder.Rights;

namespace IdpBuilder.Rehearsal;

/// <summary>Which objects the user may look at and try: Argo CD has rights of its own, so theirs may be fewer.</summary>
/// <param name="api">The cluster.</param>
internal sealed class KnownRights(IKubernetesApi api)
{
    private static readonly string[] Verbs = ["get", "create", "patch"];

    private readonly ConcurrentDictionary<(ApiResource Type, string Namespace), Task<string>> _asked = new();
    private Task<IReadOnlyList<NeededRight>>? _everything;

    /// <summary>Why an object cannot be tried; empty when it can.</summary>
    public async Task<string> WhyNotAsync(ApiResource type, string inNamespace, CancellationToken stop)
    {
        var all = await (_everything ??= RightsCheck.MissingAsync(api, [NeededRight.Everything], stop)).ConfigureAwait(false);
        return all.Count == 0 ? string.Empty : await _asked.GetOrAdd((type, type.Namespaced ? inNamespace : string.Empty), key => AskAsync(key.Type, key.Namespace, stop)).ConfigureAwait(false);
    }

    private async Task<string> AskAsync(ApiResource type, string inNamespace, CancellationToken stop)
    {
        var missing = await RightsCheck.MissingAsync(
            api, [.. Verbs.Select(verb => new NeededRight(verb, type.Type.Group, type.Plural, inNamespace))], stop).ConfigureAwait(false);
        return missing.Count == 0 ? string.Empty : $"you may not {string.Join(", ", missing.Select(right => right.Verb))} it, which comparing needs; Argo CD may";
    }
}
