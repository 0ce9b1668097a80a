Describe 'Install-IdpPackage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $package = New-Item -ItemType Directory (Join-Path $TestDrive plain)
        Set-Content (Join-Path $package settings.yaml) "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {colour: blue}"
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the package is right' {
        It 'installs nothing with -WhatIf' {
            Install-IdpPackage $package -WhatIf
            Get-IdpPackage | Should -BeNullOrEmpty
        }

        It 'takes directories from the pipeline' {
            $installed = Get-ChildItem $TestDrive -Directory -Filter plain | Install-IdpPackage
            $installed | Should -BeOfType IdpBuilder.PackageStatus
            $installed.Name | Should -Be plain
        }

        It 'may be run again' {
            (Install-IdpPackage $package | Wait-IdpPackage).Sync | Should -Be Synced
        }
    }

    Context 'when something is wrong' {
        It 'tells the place of a mistake and installs nothing' {
            $broken = New-Item -ItemType Directory (Join-Path $TestDrive broken)
            Set-Content (Join-Path $broken a.yaml) 'kind: ['
            Install-IdpPackage $broken -ErrorAction SilentlyContinue -ErrorVariable mistakes
            $mistakes[0].FullyQualifiedErrorId | Should -BeLike 'YamlSyntax,*'
            $mistakes[0].Exception.Message | Should -Match 'a\.yaml:\d+'
            Get-IdpPackage broken* | Should -BeNullOrEmpty
        }

        It 'says that a path does not exist' {
            { Install-IdpPackage ./absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PathNotFound,IdpBuilder.Commands.InstallIdpPackageCommand'
        }

        It 'says that there is no such cluster' {
            { Install-IdpPackage $package -Cluster absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'ClusterNotFound,IdpBuilder.Commands.InstallIdpPackageCommand'
        }
    }
}
