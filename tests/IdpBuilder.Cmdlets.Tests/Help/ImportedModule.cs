namespace IdpBuilder.Tests.Help;

/// <summary>One engine for all tests of a class that only look at the module.</summary>
public sealed class ImportedModule : IDisposable
{
    public ModuleEngine Engine { get; } = new();

    public void Dispose() => Engine.Dispose();
}
