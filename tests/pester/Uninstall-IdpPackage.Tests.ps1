Describe 'Uninstall-IdpPackage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $package = New-Item -ItemType Directory (Join-Path $TestDrive plain)
        Set-Content (Join-Path $package settings.yaml) "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {colour: blue}"
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the package is installed' {
        BeforeEach { $null = Install-IdpPackage $package | Wait-IdpPackage }

        It 'removes nothing with -WhatIf' {
            Get-IdpPackage | Uninstall-IdpPackage -WhatIf
            (Get-IdpPackage).Name | Should -Be plain
        }

        It 'returns nothing when nothing of it is left' {
            Uninstall-IdpPackage plain | Should -BeNullOrEmpty
            Get-IdpPackage | Should -BeNullOrEmpty
        }

        It 'returns it with -PassThru' {
            (Uninstall-IdpPackage plain -PassThru).Name | Should -Be plain
        }
    }

    Context 'when it is not installed' {
        It 'is an error' {
            { Uninstall-IdpPackage absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PackageNotFound,IdpBuilder.Commands.UninstallIdpPackageCommand'
        }
    }
}
