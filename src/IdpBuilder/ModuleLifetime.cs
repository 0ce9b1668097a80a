using System.Management.Automation;

namespace IdpBuilder;

/// <summary>Opens the way to what the module loads privately when it is imported, and closes what it holds when it is removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => ModuleLoadContext.Serve();

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Task.Run(ModuleState.CloseAllAsync).Wait(Pipeline.AsyncCommand.CleanUpLimit);
}
