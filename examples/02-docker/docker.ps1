# A real cluster on Docker: made, used for a Job, removed. It needs a Docker engine, and the internet unless both images are there.
param(
    [string] $Name = 'example',
    [int] $Port = 8443,
    # The image of the node; without it kindest/node of the module's default version.
    [string] $Image,
    # What the Job runs; it must have echo.
    [string] $JobImage = 'docker.io/library/busybox:1.37',
    [string] $KubeConfig
)
$ErrorActionPreference = 'Stop'

"What this machine has:"
Test-IdpPrerequisite -Port $Port | Out-Host

$wanted = @{ Name = $Name; Port = $Port; CorePackage = @() }      # Kubernetes alone
if ($Image) { $wanted.Image = $Image }
if ($KubeConfig) { $wanted.KubeConfig = $KubeConfig }
$idp = New-IdpCluster @wanted
try {
    $idp | Out-Host

    "`nA package with a Job, applied from here, for the cluster has no Argo CD; it returns when the Job is done:"
    Install-IdpPackage "$PSScriptRoot/package" -Direct -Name greeting -Parameter @{ image = $JobImage } -Cluster $idp -Timeout 5m | Out-Host
    Get-IdpPackageResource greeting -Cluster $idp | Out-Host
}
finally {
    Remove-IdpCluster $idp
}
