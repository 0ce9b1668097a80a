Describe 'Get-IdpPackagePlan' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $examples = "$PSScriptRoot/../../examples"
    }

    Context 'when the package has hooks' {
        It 'puts PreSync before Sync before PostSync' {
            $phases = (Get-IdpPackagePlan "$examples/01-quickstart/packages/shop").Phase | Get-Unique | ForEach-Object ToString
            $phases[0] | Should -Be PreSync
            $phases.IndexOf('Sync') | Should -BeLessThan $phases.IndexOf('PostSync')
        }

        It 'shows phase, wave, kind and name in its view' {
            Get-IdpPackagePlan "$examples/01-quickstart/packages/shop" | Out-String | Should -Match 'PreSync\s+0\s+Job'
        }

        It 'takes directories from the pipeline' {
            $names = Get-ChildItem "$examples/01-quickstart/packages" -Directory | Get-IdpPackagePlan | ForEach-Object Package
            $names | Should -Contain shop
            $names | Should -Contain database
        }
    }

    Context 'when it is compared with a cluster' {
        BeforeAll { $null = New-IdpCluster plan-diff -Provider Embedded }
        AfterAll { Remove-IdpCluster plan-diff }

        It 'shows what would become of each object' {
            $view = Get-IdpPackagePlan "$examples/01-quickstart/packages/shop" -Diff -Cluster plan-diff | Out-String
            $view | Should -Match 'Package: shop'
            $view | Should -Match 'Create\s+Application'
            $view | Should -Match 'Run\s+\S+.*PreSync hook'
        }
    }

    Context 'when the package is wrong' {
        It 'is an error with the code of the mistake' {
            $file = Join-Path $TestDrive a.yaml
            Set-Content $file 'kind: ['
            { Get-IdpPackagePlan $file -ErrorAction Stop } |
                Should -Throw -ErrorId 'YamlSyntax,IdpBuilder.Commands.GetIdpPackagePlanCommand'
        }
    }
}
