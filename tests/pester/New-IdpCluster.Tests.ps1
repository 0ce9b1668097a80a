Describe 'New-IdpCluster' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    AfterEach { Get-IdpCluster -WarningAction Ignore | Remove-IdpCluster }

    Context 'when the name is free' {
        It 'returns a running cluster that says what it pretends' {
            $made = New-IdpCluster -Name demo -Provider Embedded
            $made | Should -BeOfType IdpBuilder.Cluster
            $made.State | Should -Be Running
            $made.Notice | Should -Not -BeNullOrEmpty
        }

        It 'takes the host, port and protocol of the platform' {
            $made = New-IdpCluster demo -Provider Embedded -HostName idp.localhost -Port 8080 -Protocol http
            $made.HostName, $made.Port, $made.Protocol | Should -Be 'idp.localhost', 8080, 'http'
        }

        It 'makes nothing with -WhatIf' {
            New-IdpCluster demo -Provider Embedded -WhatIf
            Get-IdpCluster -WarningAction Ignore | Should -BeNullOrEmpty
        }
    }

    Context 'when it cannot be made' {
        It 'refuses a name that is taken, and takes it with -Force' {
            $null = New-IdpCluster demo -Provider Embedded
            { New-IdpCluster demo -Provider Embedded -ErrorAction Stop } |
                Should -Throw -ErrorId 'ClusterAlreadyExists,IdpBuilder.Commands.NewIdpClusterCommand'
            (New-IdpCluster demo -Provider Embedded -Force).Name | Should -Be demo
        }

        It 'refuses a name that Kubernetes refuses' {
            { New-IdpCluster 'Not A Label' -Provider Embedded -ErrorAction Stop } |
                Should -Throw -ErrorId 'ClusterNameInvalid,IdpBuilder.Commands.NewIdpClusterCommand'
        }
    }

    Context 'when its API listens' {
        It 'writes the kubeconfig and takes its entry away again' {
            $file = Join-Path $TestDrive config
            $null = New-IdpCluster demo -Provider Embedded -Listen -KubeConfig $file
            Get-Content $file -Raw | Should -Match 'https://127\.0\.0\.1:\d+'
            Remove-IdpCluster demo
            Get-Content $file -Raw -ErrorAction Ignore | Should -Not -Match '127\.0\.0\.1'
        }
    }
}
