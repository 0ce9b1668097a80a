Describe 'Wait-IdpPackage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $package = New-Item -ItemType Directory (Join-Path $TestDrive plain)
        Set-Content (Join-Path $package settings.yaml) "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {colour: blue}"
        $failing = "$PSScriptRoot/../../examples/03-hooks/failing"
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the package becomes ready' {
        It 'returns it, synced and healthy' {
            $ready = Install-IdpPackage $package | Wait-IdpPackage -Timeout 1m
            $ready.Sync, $ready.Health | Should -Be 'Synced', 'Healthy'
        }
    }

    Context 'when it is not going to be ready' {
        It 'is an error that names the cause, long before the timeout' {
            $started = [datetime]::UtcNow
            $null = Install-IdpPackage $failing | Wait-IdpPackage -Timeout 1h -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].FullyQualifiedErrorId | Should -Be 'PackageFailed,IdpBuilder.Commands.WaitIdpPackageCommand'
            $failures[0].Exception.Message | Should -Match 'Job'
            [datetime]::UtcNow - $started | Should -BeLessThan ([timespan]'00:10:00')
        }
    }

    Context 'when there is nothing to wait for' {
        It 'is an error for a name' {
            { Wait-IdpPackage absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PackageNotFound,IdpBuilder.Commands.WaitIdpPackageCommand'
        }

        It 'refuses a timeout that is no duration' {
            { Wait-IdpPackage plain -Timeout soon } | Should -Throw -ExpectedMessage '*is not a duration*'
        }
    }
}
