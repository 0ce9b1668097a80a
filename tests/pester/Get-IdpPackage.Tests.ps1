Describe 'Get-IdpPackage' {
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
        It 'shows its state' {
            $status = Get-IdpPackage plain
            $status.Sync, $status.Health, $status.Phase | Should -Be 'Synced', 'Healthy', 'Succeeded'
            $status.Ready | Should -BeTrue
        }

        It 'has a view with sync and health' {
            Get-IdpPackage | Out-String | Should -Match 'plain\s+Synced\s+Healthy'
        }

        It 'completes its name' {
            (TabExpansion2 'Get-IdpPackage pl' -cursorColumn 17).CompletionMatches.CompletionText | Should -Contain plain
        }
    }

    Context 'when there is no such package' {
        It 'is an error for a name, and none for a wildcard' {
            { Get-IdpPackage absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PackageNotFound,IdpBuilder.Commands.GetIdpPackageCommand'
            Get-IdpPackage absent* -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }
}
