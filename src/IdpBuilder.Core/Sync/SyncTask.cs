using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>One object to be applied or pruned in one phase of an operation.</summary>
public sealed class SyncTask
{
    private readonly string _defaultNamespace;
    private Manifest? _written;

    /// <summary>Makes a task; at least one of the objects is given.</summary>
    /// <param name="phase">The phase in which it runs.</param>
    /// <param name="target">The manifest; null to prune.</param>
    /// <param name="live">The object in the cluster, if any.</param>
    /// <param name="defaultNamespace">The namespace of manifests without one; also stands in for cluster-scoped ones.</param>
    public SyncTask(SyncPhase phase, Manifest? target, Manifest? live, string defaultNamespace = "")
    {
        Phase = phase;
        Target = target;
        Live = live;
        _defaultNamespace = defaultNamespace;
        var named = target ?? live!;
        Type = named.GroupVersionKind;
        Name = named.Name;
        Namespace = named.Namespace is { Length: > 0 } own || target is null ? named.Namespace : defaultNamespace;
        Wave = SyncWave.Of(named);
        IsHook = Hook.IsHook(named);
        KindRank = KindOrder.Of(Type.Kind);
    }

    /// <summary>The phase; a namespace or a CRD takes over that of the first object that needs it.</summary>
    public SyncPhase Phase { get; internal set; }

    /// <summary>The wave, likewise.</summary>
    public int Wave { get; internal set; }

    /// <summary>The manifest; null to prune.</summary>
    public Manifest? Target { get; }

    /// <summary>The object in the cluster, if any.</summary>
    public Manifest? Live { get; internal set; }

    /// <summary>The type.</summary>
    public GroupVersionKind Type { get; }

    /// <summary>The name, made for this operation where a hook has none.</summary>
    public string Name { get; }

    /// <summary>The namespace, or the Application's.</summary>
    public string Namespace { get; }

    /// <summary>Whether it is a hook.</summary>
    public bool IsHook { get; }

    /// <summary>Whether its object is deleted, because its manifest is gone.</summary>
    public bool IsPrune => Target is null;

    /// <summary>Whether the comparison found a difference.</summary>
    public bool Modified { get; internal init; } = true;

    /// <summary>The manifest if there is one, else the object.</summary>
    public Manifest Object => Target ?? Live!;

    /// <summary>The identity under which its result is kept.</summary>
    public ResourceKey Key => new(Type.Group, Type.Kind, Namespace, Name);

    internal int KindRank { get; }

    internal int Sequence { get; set; }

    internal bool SkipDryRun { get; set; }

    internal SyncResultCode? Code { get; set; }

    internal OperationPhase? State { get; set; }

    internal string Message { get; set; } = string.Empty;

    internal bool IsPending => State is null;

    internal bool IsRunning => State == OperationPhase.Running;

    internal bool IsCompleted => State is { } state && state.IsCompleted();

    internal bool IsSuccessful => State == OperationPhase.Succeeded;

    internal bool IsPruned => Code == SyncResultCode.Pruned;

    internal bool DeletesBeforeCreation => Live is not null && IsPending && Has(HookDeletePolicy.BeforeHookCreation);

    internal bool DeletesOnSuccess => Live is not null && Has(HookDeletePolicy.HookSucceeded);

    internal bool DeletesOnFailure => Live is not null && Has(HookDeletePolicy.HookFailed);

    internal ResourceReference Reference => new(Type, Namespace, Name);

    /// <summary>The manifest as it is sent: with a namespace, which the API ignores for cluster-scoped types.</summary>
    internal Manifest Written => _written ??= Target!.Namespace.Length > 0 || _defaultNamespace.Length == 0 ? Target : WithNamespace();

    /// <summary><c>group/Kind/name</c>, as Argo CD's messages name it.</summary>
    public override string ToString() => $"{Type.Group}/{Type.Kind}/{Name}";

    private bool Has(HookDeletePolicy policy) => IsHook && Hook.DeletePoliciesOf(Object).Contains(policy);

    private Manifest WithNamespace()
    {
        var clone = Target!.Clone();
        if (clone.Metadata is { } metadata)
        {
            metadata["namespace"] = _defaultNamespace;
        }
        else
        {
            clone.Json["metadata"] = new JsonObject { ["namespace"] = _defaultNamespace };
        }

        return clone;
    }
}
