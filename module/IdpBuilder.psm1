# Core loads where users can name its types; the cmdlets and every third-party library load privately.
# Only cmdlets of Microsoft.PowerShell.Core are used here: the module also imports where no other exists.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
$core = [System.IO.Path]::Combine($bin, 'IdpBuilder.Core.dll')
if (-not [System.IO.File]::Exists($core)) {
    throw [System.IO.FileNotFoundException]::new("The module has not been built: '$core' is missing. Run 'dotnet build' in the repository first.", $core)
}

$null = [System.Reflection.Assembly]::LoadFrom($core)
$assembly = [IdpBuilder.Loading.ModuleLoadContext]::LoadModule([System.IO.Path]::Combine($bin, 'private'))
$inner = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru

# A second import in one process finds the assembly's module in the engine's cache and exports nothing by itself.
if ($inner) {
    $addCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $null = $addCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
