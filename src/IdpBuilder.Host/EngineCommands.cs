namespace IdpBuilder.Host;

/// <summary>What the engine's package lacks of what a user of <c>pwsh</c> knows.</summary>
internal static class EngineCommands
{
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Add-Content", "Add-Member", "Add-Type", "Clear-Content", "Compare-Object", "ConvertFrom-Json", "ConvertTo-Csv", "ConvertTo-Json",
        "Copy-Item", "Export-Csv", "Format-List", "Format-Table", "Format-Wide", "Get-ChildItem", "Get-Content", "Get-Date", "Get-Item",
        "Get-Location", "Get-Process", "Group-Object", "Import-Csv", "Invoke-RestMethod", "Invoke-WebRequest", "Join-Path", "Measure-Command",
        "Measure-Object", "Move-Item", "New-Item", "New-Object", "Out-File", "Out-String", "Read-Host", "Remove-Item", "Resolve-Path",
        "Select-Object", "Select-String", "Set-Content", "Set-Location", "Sort-Object", "Split-Path", "Start-Process", "Start-Sleep",
        "Tee-Object", "Test-Path", "Write-Error", "Write-Host", "Write-Output", "Write-Verbose", "Write-Warning",
        "cat", "cd", "dir", "echo", "ft", "fl", "gci", "ls", "pwd", "select", "sort",
    };

    private static readonly HashSet<string> Formatting = new(StringComparer.OrdinalIgnoreCase) { "Format-List", "Format-Table", "Format-Wide", "fl", "ft" };

    /// <summary>Whether a command that was not found is one of PowerShell's own modules.</summary>
    public static bool AreMissing(string command) => Missing.Contains(command);

    /// <summary>Why such a command was not found, and the way out.</summary>
    public static string Explain(string command) =>
        $"'{command}' belongs to modules that come with pwsh and are not part of the engine's package. Run the script in pwsh 7.4 or later, or do without: "
        + (Formatting.Contains(command)
            ? "Out-Host shows the view of a type, and what is not in it are properties ($package.Hooks)."
            : "the cmdlets of IdpBuilder take wildcards (Install-IdpPackage ./packages/*), and .NET can be called.");
}
