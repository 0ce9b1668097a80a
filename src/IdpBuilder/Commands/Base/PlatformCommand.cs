using System.Management.Automation;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that brings a cluster into the session, and says where the pages of its platform are.</summary>
public abstract class PlatformCommand : ModuleCommand
{
    /// <summary>The host of the platform's pages.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string HostName { get; set; } = "cnoe.localtest.me";

    /// <summary>The port of the platform's pages.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 8443;

    /// <summary>The protocol of the platform's pages.</summary>
    [Parameter]
    [ValidateSet("http", "https")]
    public string Protocol { get; set; } = "https";
}
