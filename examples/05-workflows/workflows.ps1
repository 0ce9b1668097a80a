# A package whose set-up is a Workflow, and a template that is started from PowerShell: a failure tells its cause, its log and the way on.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$idp = New-IdpCluster -Name workflows -Provider Embedded
try {
    "The set-up of the package:"
    $null = Install-IdpPackage "$PSScriptRoot/package" -Cluster $idp
    Wait-IdpWorkflow -Package import -Cluster $idp | Out-Host

    "A run that fails:"
    Start-IdpWorkflow import -Namespace import -Parameter @{ source = 'broken' } -Cluster $idp -Wait -ErrorAction SilentlyContinue -ErrorVariable failure
    "$($failure[0])"
    $failed = $failure[0].TargetObject
    Get-IdpWorkflow $failed.Name -Tree -Cluster $idp | Out-Host
    Get-IdpWorkflowLog $failed -Node check | Out-Host

    "The same once more, with another source:"
    $failed | Restart-IdpWorkflow -Resubmit -Parameter @{ source = 'daily' } -Wait | Out-Host

    "What happened when, as a page, and for the summary of a pipeline run:"
    $page = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'idp-workflows.html')
    Export-IdpReport $page -Cluster $idp
    Export-IdpReport -Package import -Markdown -Cluster $idp
    "The page: $page"
}
finally {
    Remove-IdpCluster $idp
}
