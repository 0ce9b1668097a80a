namespace IdpBuilder;

/// <summary>One step of a package's installation, at its place in Argo CD's order.</summary>
/// <param name="Order">The place in the plan, from 1; of several packages those that are needed come first.</param>
/// <param name="Phase">The phase of the sync.</param>
/// <param name="Wave">The wave inside the phase.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name; a hook that is named anew by every sync ends in <c>*</c>.</param>
/// <param name="Hook">The phases in which it is a hook, comma-separated; empty for ordinary objects.</param>
/// <param name="DeletePolicy">When the hook's object is deleted, comma-separated; empty for ordinary objects.</param>
/// <param name="Package">The package it belongs to.</param>
/// <param name="Source">Where its manifest is written, as <c>file:line</c>; empty for the namespace that the sync creates.</param>
public sealed record PackagePlanStep(
    int Order,
    SyncPhase Phase,
    int Wave,
    string Kind,
    string Namespace,
    string Name,
    string Hook,
    string DeletePolicy,
    string Package,
    string Source);
