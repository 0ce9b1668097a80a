using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>How an operation is carried out: its own settings and the Application's <c>syncOptions</c>.</summary>
public sealed record SyncOptions
{
    /// <summary>The field manager of server-side apply.</summary>
    public const string FieldManager = "argocd-controller";

    /// <summary>The field manager of kubectl's client-side apply, whose fields are taken over by default.</summary>
    public const string DefaultMigrationManager = "kubectl-client-side-apply";

    /// <summary>Whether nothing is written and the results say what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether objects without a manifest are deleted.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether an object that cannot be changed is deleted and created anew.</summary>
    public bool Force { get; init; }

    /// <summary>Whether hooks are left out: strategy <c>apply</c>, and selective syncs.</summary>
    public bool SkipHooks { get; init; }

    /// <summary>Whether fields that the type does not have are refused.</summary>
    public bool Validate { get; init; } = true;

    /// <summary>Whether prunings come after everything else.</summary>
    public bool PruneLast { get; init; }

    /// <summary>Whether objects are replaced as a whole.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether the server merges.</summary>
    public bool ServerSideApply { get; init; }

    /// <summary>Whether types that the cluster does not know yet are left out of the dry run instead of failing it.</summary>
    public bool SkipDryRunOnMissingResource { get; init; }

    /// <summary>Whether objects that do not differ are left alone.</summary>
    public bool ApplyOutOfSyncOnly { get; init; }

    /// <summary>Whether the destination namespace is created.</summary>
    public bool CreateNamespace { get; init; }

    /// <summary>Whether ignored differences keep the values they have in the cluster.</summary>
    public bool RespectIgnoreDifferences { get; init; }

    /// <summary>Whether objects that another Application manages fail the operation.</summary>
    public bool FailOnSharedResource { get; init; }

    /// <summary>The Application's <c>Prune=</c> option; null when it has none.</summary>
    public string? DefaultPrune { get; init; }

    /// <summary>Whether prunings that need a confirmation have it.</summary>
    public bool PruneConfirmed { get; init; }

    /// <summary>What becomes of the dependents of pruned objects and deleted hooks.</summary>
    public DeletionPropagation Propagation { get; init; } = DeletionPropagation.Foreground;

    /// <summary>The field manager whose fields a server-side apply takes over; empty for none.</summary>
    public string MigrationManager { get; init; } = DefaultMigrationManager;

    /// <summary>Reads the texts of <c>syncOptions</c>; unknown ones are passed over, as Argo CD does.</summary>
    public static SyncOptions Parse(IEnumerable<string> options)
    {
        var texts = options.ToHashSet(StringComparer.Ordinal);
        return new SyncOptions
        {
            Validate = !texts.Contains("Validate=false"),
            PruneLast = texts.Contains("PruneLast=true"),
            Replace = texts.Contains("Replace=true"),
            ServerSideApply = texts.Contains("ServerSideApply=true"),
            SkipDryRunOnMissingResource = texts.Contains("SkipDryRunOnMissingResource=true"),
            ApplyOutOfSyncOnly = texts.Contains("ApplyOutOfSyncOnly=true"),
            CreateNamespace = texts.Contains("CreateNamespace=true"),
            RespectIgnoreDifferences = texts.Contains("RespectIgnoreDifferences=true"),
            FailOnSharedResource = texts.Contains("FailOnSharedResource=true"),
            DefaultPrune = texts.FirstOrDefault(text => text.StartsWith("Prune=", StringComparison.Ordinal))?["Prune=".Length..],
            Propagation = PropagationOf(texts),
            MigrationManager = texts.Contains("ClientSideApplyMigration=false") ? string.Empty : DefaultMigrationManager,
        };
    }

    private static DeletionPropagation PropagationOf(HashSet<string> texts)
    {
        if (texts.Contains("PrunePropagationPolicy=background"))
        {
            return DeletionPropagation.Background;
        }

        return !texts.Contains("PrunePropagationPolicy=foreground") && texts.Contains("PrunePropagationPolicy=orphan")
            ? DeletionPropagation.Orphan
            : DeletionPropagation.Foreground;
    }
}
