namespace IdpBuilder.Manifests;

/// <summary>Which log lines of a Pod are wanted.</summary>
/// <param name="Namespace">The Pod's namespace.</param>
/// <param name="Pod">The Pod's name.</param>
/// <param name="Container">The container; empty for the only or default one.</param>
/// <param name="Follow">Whether to stay until the container ends.</param>
/// <param name="Previous">Whether the run before the last restart is meant.</param>
/// <param name="TailLines">Only so many last lines; null for all.</param>
public sealed record LogRequest(
    string Namespace, string Pod, string Container = "", bool Follow = false, bool Previous = false, int? TailLines = null);
