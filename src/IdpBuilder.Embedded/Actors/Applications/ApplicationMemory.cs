using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>What the controller keeps of an Application between two looks at it; everything can be made anew.</summary>
internal sealed class ApplicationMemory
{
    private IReadOnlyList<RenderedSource> _rendered = [];
    private string _destination = string.Empty;
    private IReadOnlyList<ApiResource>? _served;
    private TargetSet? _targets;

    /// <summary>What comparing the objects came to.</summary>
    public ComparisonCache Comparisons { get; } = new();

    /// <summary>The time before which no further wave is applied.</summary>
    public DateTimeOffset NextWaveAt { get; set; }

    /// <summary>The wanted objects, made once for each rendering.</summary>
    public TargetSet TargetsOf(
        ApplicationRecord application, IReadOnlyList<RenderedSource> rendered, IReadOnlyList<ApiResource> served, Func<GroupVersionKind, bool?> scopes)
    {
        if (_targets is null
            || !ReferenceEquals(_served, served)
            || _destination != application.DestinationNamespace
            || !_rendered.Select(source => source.Manifests).SequenceEqual(rendered.Select(source => source.Manifests), ReferenceEqualityComparer.Instance))
        {
            var manifests = rendered.SelectMany(source => source.Manifests).ToArray();
            var known = new KnownScopes(manifests);
            _targets = TargetSet.Of(
                manifests, application.Instance, application.DestinationNamespace, type => scopes(type) ?? known.IsNamespaced(type));
            (_rendered, _destination, _served) = (rendered, application.DestinationNamespace, served);
        }

        return _targets;
    }
}
