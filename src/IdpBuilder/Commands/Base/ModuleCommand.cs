using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that knows the module's state in its runspace.</summary>
public abstract class ModuleCommand : AsyncCommand
{
    private ModuleState? _state;

    // The runspace is known on the pipeline's thread only; the work runs on others.
    internal ModuleState State => _state ?? throw new InvalidOperationException("The command has not begun.");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _state = ModuleState.Current;
        base.BeginProcessing();
    }
}
