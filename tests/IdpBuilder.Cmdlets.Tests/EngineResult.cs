using System.Management.Automation;

namespace IdpBuilder.Tests;

/// <summary>What a script did to its streams.</summary>
public sealed record EngineResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The output as objects of one type; anything else fails the test.</summary>
    public IReadOnlyList<T> As<T>() => [.. Output.Select(item => Assert.IsType<T>(item.BaseObject))];

    /// <summary>The only output.</summary>
    public T Single<T>() => Assert.Single(As<T>());
}
