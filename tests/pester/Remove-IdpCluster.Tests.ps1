Describe 'Remove-IdpCluster' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    BeforeEach { $idp = New-IdpCluster -Name pester -Provider Embedded }

    AfterEach { Get-IdpCluster -WarningAction Ignore | Remove-IdpCluster }

    Context 'when the cluster exists' {
        It 'returns nothing, and the cluster with -PassThru' {
            Remove-IdpCluster pester | Should -BeNullOrEmpty
            Get-IdpCluster -WarningAction Ignore | Should -BeNullOrEmpty
            $null = New-IdpCluster -Name pester -Provider Embedded
            (Remove-IdpCluster pester -PassThru).State | Should -Be Removed
        }

        It 'takes clusters from the pipeline' {
            Get-IdpCluster -WarningAction Ignore | Remove-IdpCluster
            Get-IdpCluster -WarningAction Ignore | Should -BeNullOrEmpty
        }

        It 'removes nothing with -WhatIf' {
            $idp | Remove-IdpCluster -WhatIf
            (Get-IdpCluster -WarningAction Ignore).Name | Should -Be pester
        }
    }

    Context 'when there is no such cluster' {
        It 'is an error' {
            { Remove-IdpCluster absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'ClusterNotFound,IdpBuilder.Commands.RemoveIdpClusterCommand'
        }
    }
}
