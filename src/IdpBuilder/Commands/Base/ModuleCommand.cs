using System.Management.Automation;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that knows the module's state in its runspace.</summary>
public abstract class ModuleCommand : AsyncCommand
{
    private ModuleState? _state;

    // The runspace is known on the pipeline's thread only; the work runs on others.
    /// <summary>Whether <c>-WhatIf</c> is in force, given or by preference.</summary>
    private protected bool IsRehearsal { get; private set; }

    internal ModuleState State => _state ?? throw new InvalidOperationException("The command has not begun.");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _state = ModuleState.Current;
        IsRehearsal = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        base.BeginProcessing();
    }
}
