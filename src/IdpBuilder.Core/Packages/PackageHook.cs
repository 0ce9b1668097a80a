namespace IdpBuilder;

/// <summary>A hook of a package, as its last operation saw it.</summary>
/// <param name="Application">The Application it belongs to.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hook">The phase in which it runs, such as <c>PreSync</c>.</param>
/// <param name="Phase">How far it is: <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Error</c>.</param>
/// <param name="Message">What it says about that.</param>
public sealed record PackageHook(string Application, string Kind, string Namespace, string Name, string Hook, string Phase, string Message)
{
    /// <summary><c>hook Kind namespace/name (phase)</c>, for messages and lists.</summary>
    public override string ToString() =>
        $"{Hook} {Kind} {(Namespace.Length == 0 ? Name : $"{Namespace}/{Name}")}{(Phase.Length == 0 ? string.Empty : $" ({Phase})")}";
}
