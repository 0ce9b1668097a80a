namespace IdpBuilder.Embedded.Discovery;

/// <summary>Where a resource keeps what its <c>scale</c> subresource shows; paths as JSON paths with a leading dot.</summary>
/// <param name="SpecReplicas">The replicas wanted.</param>
/// <param name="StatusReplicas">The replicas observed.</param>
/// <param name="Selector">The selector, as text or as a label selector object; empty for none.</param>
internal sealed record ScaleMapping(string SpecReplicas, string StatusReplicas, string Selector)
{
    public static ScaleMapping Workload { get; } = new(".spec.replicas", ".status.replicas", ".spec.selector");
}
