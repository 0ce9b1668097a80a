using System.Management.Automation;

namespace IdpBuilder;

/// <summary>Closes what the module holds when it is removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Task.Run(ModuleState.CloseAllAsync).Wait(Pipeline.AsyncCommand.CleanUpLimit);
}
