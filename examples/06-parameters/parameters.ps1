# Packages with typed parameters, one of which depends on the other; and what is said when a value is wrong.
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"      # of this clone, after dotnet build; or: Import-Module IdpBuilder

$idp = New-IdpCluster -Name parameters -Provider Embedded -HostName idp.localhost
try {
    "A wrong value is found before anything is touched:"
    Test-IdpPackage "$PSScriptRoot/packages/*" -Parameter @{ size = 'huge'; colour = 'red' } | Out-Host

    "`nThe right ones:"
    Install-IdpPackage "$PSScriptRoot/packages/*" -Parameter @{ size = 'large'; members = 'ada', 'grace' } -Cluster $idp |
        Wait-IdpPackage -Cluster $idp | Out-Host

    "`nInstalled again with another value, only what differs changes:"
    Install-IdpPackage "$PSScriptRoot/packages/*" -Parameter @{ size = 'small' } -Cluster $idp | Wait-IdpPackage -Cluster $idp | Out-Host

    Uninstall-IdpPackage team, base -Cluster $idp -PassThru | Out-Host
}
finally {
    Remove-IdpCluster $idp
}
