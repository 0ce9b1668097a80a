namespace IdpBuilder.Platform;

/// <summary>A change of what belongs to the platform but to no package's manifests, which is still to be made.</summary>
/// <param name="Target">What is changed.</param>
/// <param name="Description">What it does, as <c>-WhatIf</c> says it; nothing secret.</param>
/// <param name="MakeAsync">Makes it; safe to repeat.</param>
public sealed record PlatformChange(string Target, string Description, Func<CancellationToken, Task> MakeAsync);
