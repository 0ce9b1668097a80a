# A Workflow as a PreSync hook decides how the package is set up; a template stays for the user to start.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$idp = New-IdpCluster -Name workflow-hook -Provider Embedded
try {
    Install-IdpPackage "$PSScriptRoot/package" -Cluster $idp | Wait-IdpPackage -Cluster $idp | Out-Host

    "`nThe nodes of the hook:"
    $setup = Get-IdpWorkflow setup -Cluster $idp
    $setup.AllNodes() | Out-Host

    "`nA run that the user starts, with a parameter and a decision in its midst:"
    $run = Start-IdpWorkflow promote -Namespace delivery -Parameter @{ stage = 'production' } -Cluster $idp
    $null = Wait-IdpWorkflow $run -Suspended -Cluster $idp
    Resume-IdpWorkflow $run -Output @{ approved = 'yes' } -Cluster $idp
    Wait-IdpWorkflow $run -Cluster $idp | Out-Host
}
finally {
    Remove-IdpCluster $idp
}
