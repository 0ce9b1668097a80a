# Hooks of every phase, in a run that passes and in one that fails: SyncFail takes the place of PostSync, and the error names the cause.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$idp = New-IdpCluster -Name hooks -Provider Embedded
try {
    "A run that passes:"
    Install-IdpPackage "$PSScriptRoot/passing" -Cluster $idp | Wait-IdpPackage -Cluster $idp | Out-Host
    Get-IdpWorkflow -Cluster $idp -Package passing | Out-Host

    "`nA run that fails:"
    try {
        Install-IdpPackage "$PSScriptRoot/failing" -Cluster $idp | Wait-IdpPackage -Cluster $idp
    }
    catch {
        $_.Exception.Message
    }

    Get-IdpWorkflow -Cluster $idp -Package failing | Out-Host

    "`nIts deletion hook runs when it is uninstalled:"
    Uninstall-IdpPackage passing -Cluster $idp -PassThru | Out-Host
}
finally {
    Remove-IdpCluster $idp
}
