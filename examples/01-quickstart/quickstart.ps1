# The whole main job, without Docker: a cluster inside this process, two packages with hooks and a workflow, waited for truthfully.
$ErrorActionPreference = 'Stop'

$idp = New-IdpCluster -Name quickstart -Provider Embedded
try {
    $idp

    "`nWhat the package 'shop' would do, in order:"
    Get-IdpPackagePlan "$PSScriptRoot/packages/shop"

    "`nInstalling both packages, and waiting until they really are ready:"
    "$PSScriptRoot/packages/*" | Install-IdpPackage -Cluster $idp | Wait-IdpPackage -Cluster $idp -Timeout 2m

    "`nThe imperative work that was done:"
    Get-IdpWorkflow -Cluster $idp

    "`nWhat stands in the cluster now:"
    Get-IdpPackageResource shop -Cluster $idp

    "`nCredentials:"
    Get-IdpSecret -Cluster $idp
}
finally {
    Remove-IdpCluster $idp
}
