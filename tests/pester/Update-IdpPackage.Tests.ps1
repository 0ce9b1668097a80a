Describe 'Update-IdpPackage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $package = New-Item -ItemType Directory (Join-Path $TestDrive plain)
        Set-Content (Join-Path $package settings.yaml) "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {colour: blue}"
        $null = Install-IdpPackage $package | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the files have changed' {
        It 'applies what is new and removes what is gone' {
            Rename-Item (Join-Path $package settings.yaml) other.yaml
            (Get-Content (Join-Path $package other.yaml) -Raw).Replace('name: settings', 'name: other') | Set-Content (Join-Path $package other.yaml)

            (Update-IdpPackage plain | Wait-IdpPackage).Sync | Should -Be Synced

            $names = (Get-IdpPackageResource plain | Where-Object Kind -EQ ConfigMap).Name
            $names | Should -Contain other
            $names | Should -Not -Contain settings
        }
    }

    Context 'when nothing may change' {
        It 'does nothing with -WhatIf' {
            $before = (Get-IdpPackage plain).Installation
            Update-IdpPackage plain -WhatIf
            (Get-IdpPackage plain).Installation | Should -Be $before
        }

        It 'is an error when the package is not installed' {
            { Update-IdpPackage absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PackageNotFound,IdpBuilder.Commands.UpdateIdpPackageCommand'
        }
    }
}
