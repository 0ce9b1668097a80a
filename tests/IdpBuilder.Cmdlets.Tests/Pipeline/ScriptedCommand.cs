using System.Management.Automation;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Tests.Pipeline;

/// <summary>A cmdlet whose work is the delegate it is given.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ScriptedWork", SupportsShouldProcess = true)]
public sealed class ScriptedCommand : AsyncCommand
{
    [Parameter(Mandatory = true)]
    public Func<CommandPipeline, CancellationToken, Task> Work { get; set; } = null!;

    protected override Task RunAsync(CommandPipeline pipeline, CancellationToken stop) => Work(pipeline, stop);
}
