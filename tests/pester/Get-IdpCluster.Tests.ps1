Describe 'Get-IdpCluster' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the cluster exists' {
        It 'finds it by name and by wildcard' {
            (Get-IdpCluster pester).Name | Should -Be pester
            (Get-IdpCluster pest*).Name | Should -Be pester
        }

        It 'takes names from the pipeline' {
            ('pester' | Get-IdpCluster).Provider | Should -Be Embedded
        }

        It 'completes its name' {
            (TabExpansion2 'Get-IdpCluster pe' -cursorColumn 17).CompletionMatches.CompletionText | Should -Contain pester
        }

        It 'becomes JSON with names, and has them wherever a text is wanted' {
            $json = Get-IdpCluster pester | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json
            $json.Provider, $json.State | Should -Be 'Embedded', 'Running'
            $idp.State -eq 'Running' | Should -BeTrue
            "$($idp.Provider)" | Should -BeExactly 'Embedded'
        }

        It 'shows name, provider and state in its view' {
            Get-IdpCluster -WarningAction Ignore | Out-String | Should -Match 'pester\s+Embedded\s+Running'
        }
    }

    Context 'when there is no such cluster' {
        It 'is an error for a name' {
            { Get-IdpCluster absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'ClusterNotFound,IdpBuilder.Commands.GetIdpClusterCommand'
        }

        It 'is no error for a wildcard' {
            Get-IdpCluster absent* -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }
}
