Describe 'Get-IdpPackageResource' {
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

    Context 'when the package is installed' {
        It 'lists its objects with their state' {
            $settings = Get-IdpPackageResource plain | Where-Object Kind -EQ ConfigMap
            $settings | Should -BeOfType IdpBuilder.PackageResource
            $settings.Name, $settings.Sync | Should -Be 'settings', 'Synced'
        }

        It 'takes packages from the pipeline' {
            (Get-IdpPackage | Get-IdpPackageResource).Package | Should -Contain plain
        }
    }

    Context 'when it is not installed' {
        It 'is an error' {
            { Get-IdpPackageResource absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PackageNotFound,IdpBuilder.Commands.GetIdpPackageResourceCommand'
        }
    }
}
