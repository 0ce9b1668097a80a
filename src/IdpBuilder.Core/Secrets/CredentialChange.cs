namespace IdpBuilder.Secrets;

/// <summary>A change of a package's credential that is still to be made.</summary>
/// <param name="Package">The core package.</param>
/// <param name="Description">What it does, as <c>-WhatIf</c> says it; nothing secret.</param>
/// <param name="MakeAsync">Makes it; safe to repeat.</param>
public sealed record CredentialChange(string Package, string Description, Func<CancellationToken, Task> MakeAsync);
