# A whole platform and a package on it: Argo CD, Argo Workflows, a git server and an ingress for their pages, a local directory published there and deployed from
# there, a Workflow as its hook. On Embedded, all of it is played, in seconds; with -Provider Docker all of it runs.
param(
    [ValidateSet('Embedded', 'Docker')] [string] $Provider = 'Embedded',
    [string] $Name = 'platform',
    # Leaves the cluster for a look at it.
    [switch] $Keep
)
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$wanted = @{ Name = $Name; Provider = $Provider }
if ($Provider -eq 'Docker') {
    $wanted.Timeout = '10m'
    $wanted.Retain = $Keep
}
$idp = New-IdpCluster @wanted
try {
    "The platform, and who may administer it:"
    Get-IdpPackage -Cluster $idp | Out-Host
    Get-IdpSecret -Cluster $idp | Out-Host

    "`nA package whose hook is a Workflow:"
    Install-IdpPackage "$PSScriptRoot/../04-workflow-hook/package" -Cluster $idp | Wait-IdpPackage -Timeout 10m | Out-Host
    Wait-IdpWorkflow setup -Cluster $idp -Timeout 1m | Out-Host
    Get-IdpWorkflowLog setup -Cluster $idp | Out-Host

    "`nWithout a trace:"
    Get-IdpPackage delivery -Cluster $idp | Uninstall-IdpPackage
    if (Get-IdpPackage -Cluster $idp | Where-Object Name -EQ delivery) { throw "the package 'delivery' is still there" }
}
finally {
    if (-not $Keep) { Remove-IdpCluster $idp }
}
