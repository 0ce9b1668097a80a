namespace IdpBuilder;

/// <summary>An object of a package in the cluster: one that an Application manages, or one that such an object made.</summary>
/// <param name="Package">The package.</param>
/// <param name="Application">The Application that manages it.</param>
/// <param name="Group">Its API group; empty for the core group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sync"><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>; empty for hooks and for what is made by other objects.</param>
/// <param name="Health">How well it is; null for kinds that have no notion of health, or while it is missing.</param>
/// <param name="Message">Why, or what the sync said about it.</param>
/// <param name="Hook">The phases in which it is a hook; empty for ordinary objects.</param>
/// <param name="HookPhase">How far the hook is, such as <c>Running</c> or <c>Succeeded</c>; empty for ordinary objects.</param>
/// <param name="Wave">Its sync wave.</param>
/// <param name="Parent">The object that made it, as <c>Kind name</c>; empty for what the Application itself manages.</param>
/// <param name="Depth">How many objects stand above it: 0 for what the Application itself manages.</param>
public sealed record PackageResource(
    string Package,
    string Application,
    string Group,
    string Kind,
    string Namespace,
    string Name,
    string Sync,
    HealthStatus? Health,
    string Message,
    string Hook,
    string HookPhase,
    int Wave,
    string Parent,
    int Depth)
{
    /// <summary><c>Kind namespace/name</c>, for messages.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
