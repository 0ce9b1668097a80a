Describe 'Get-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when workflows ran' {
        It 'finds a hook by name, with its nodes' {
            $setup = Get-IdpWorkflow setup
            $setup.Phase | Should -Be Succeeded
            @($setup.AllNodes()).Count | Should -BeGreaterThan 1
        }

        It 'finds those of a package' {
            (Get-IdpWorkflow -Package delivery).Name | Should -Contain setup
            Get-IdpWorkflow -Package other* | Should -BeNullOrEmpty
        }

        It 'draws its nodes with -Tree, and with Format-Custom' {
            $tree = Get-IdpWorkflow setup -Tree
            $tree | Should -BeOfType IdpBuilder.Workflow
            ($tree | Out-String) | Should -Match '(?s)Phase: +Succeeded.*STEP +TEMPLATE'
            (Get-IdpWorkflow setup | Format-Custom | Out-String).Trim() | Should -Be ($tree | Out-String).Trim()
        }

        It 'shows name and phase in its view' {
            Get-IdpWorkflow | Out-String | Should -Match 'setup.*Succeeded'
        }
    }

    Context 'when there is no such workflow' {
        It 'is an error for a name, and none for a wildcard' {
            { Get-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.GetIdpWorkflowCommand'
            Get-IdpWorkflow absent* -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }
}
