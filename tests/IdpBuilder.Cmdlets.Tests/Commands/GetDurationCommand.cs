using System.Management.Automation;
using IdpBuilder.Binding;

namespace IdpBuilder.Tests.Commands;

/// <summary>Returns the duration it was given.</summary>
[Cmdlet(VerbsCommon.Get, "Duration")]
public sealed class GetDurationCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [Duration]
    public TimeSpan Duration { get; set; }

    protected override void ProcessRecord() => WriteObject(Duration);
}
