Describe 'Connect-IdpCluster' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $kubeconfig = Join-Path $TestDrive config
        $idp = New-IdpCluster -Name pester -Provider Embedded -Listen -KubeConfig $kubeconfig
    }

    AfterAll { Remove-IdpCluster adopted, $idp -WarningAction SilentlyContinue }

    Context 'when a kubeconfig names the cluster' {
        It 'connects to the current context' {
            $cluster = Connect-IdpCluster -KubeConfig $kubeconfig -Name adopted
            $cluster.Provider | Should -Be Existing
            $cluster.State | Should -Be Running
        }

        It 'completes contexts' {
            $line = "Connect-IdpCluster -KubeConfig '$kubeconfig' -Context id"
            (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Contain idp-pester
        }

        It 'is left by Remove-IdpCluster without a trace' {
            Connect-IdpCluster -KubeConfig $kubeconfig -Name left | Remove-IdpCluster -WarningVariable said -WarningAction SilentlyContinue
            # A machine without Docker is told so as well.
            ($said -join ' ') | Should -Match 'stays as it is'
            Get-IdpCluster pester | Should -Not -BeNullOrEmpty
        }
    }

    Context 'when there is no such context' {
        It 'says which there are' {
            { Connect-IdpCluster nowhere -KubeConfig $kubeconfig -ErrorAction Stop } |
                Should -Throw -ErrorId 'KubeContextNotFound,IdpBuilder.Commands.ConnectIdpClusterCommand'
        }
    }
}
