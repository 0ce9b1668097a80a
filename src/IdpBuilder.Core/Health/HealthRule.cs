using IdpBuilder.Manifests;

namespace IdpBuilder.Health;

/// <summary>How one kind is assessed.</summary>
/// <param name="Assess">The rule.</param>
/// <param name="Versions">The versions it can read; empty for all.</param>
/// <param name="Title">What Argo CD calls the kind in messages; empty for the kind itself.</param>
internal sealed record HealthRule(Func<Manifest, HealthVerdict> Assess, string[] Versions, string Title = "")
{
    /// <summary>A rule that reads its object's fields whatever the version.</summary>
    public static HealthRule Any(Func<LiveFields, HealthVerdict> assess) => new(live => assess(new LiveFields(live.Json)), []);

    /// <summary>A rule that reads the fields of certain versions only.</summary>
    public static HealthRule For(Func<LiveFields, HealthVerdict> assess, params string[] versions) =>
        new(live => assess(new LiveFields(live.Json)), versions);

    /// <summary>Applies the rule. What it cannot read is <see cref="HealthStatus.Unknown"/>, with the reason.</summary>
    public HealthVerdict Apply(Manifest live)
    {
        var type = live.GroupVersionKind;
        var title = Title.Length == 0 ? type.Kind : Title;
        if (Versions.Length > 0 && !Versions.Contains(type.Version, StringComparer.Ordinal))
        {
            return new HealthVerdict(HealthStatus.Unknown, $"unsupported {title} GVK: {type.Group}/{type.Version}, Kind={type.Kind}");
        }

        try
        {
            return Assess(live);
        }
        catch (MalformedFieldException malformed)
        {
            return new HealthVerdict(HealthStatus.Unknown, $"failed to read {title}: {malformed.Message}");
        }
    }
}
