# The whole main job, without Docker: a cluster inside this process, two packages with hooks and a workflow, waited for truthfully.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$idp = New-IdpCluster -Name quickstart -Provider Embedded
try {
    $idp | Out-Host

    "`nWhat the package 'shop' would do, in order:"
    Get-IdpPackagePlan "$PSScriptRoot/packages/shop" | Out-Host

    "`nInstalling both packages, and waiting until they really are ready:"
    "$PSScriptRoot/packages/*" | Install-IdpPackage -Cluster $idp | Wait-IdpPackage -Cluster $idp -Timeout 2m | Out-Host

    "`nThe imperative work that was done:"
    Get-IdpWorkflow -Cluster $idp | Out-Host

    "`nWhat stands in the cluster now:"
    Get-IdpPackageResource shop -Cluster $idp | Out-Host

    "`nCredentials:"
    Get-IdpSecret -Cluster $idp | Out-Host
}
finally {
    Remove-IdpCluster $idp
}
