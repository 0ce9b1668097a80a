Describe 'Wait-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the workflow succeeds' {
        It 'returns it' {
            $run = Start-IdpWorkflow promote -Namespace delivery
            (Wait-IdpWorkflow $run -Suspended -Timeout 1m).Completed | Should -BeFalse
            Resume-IdpWorkflow $run -Output @{ approved = 'yes' }
            ($run | Wait-IdpWorkflow -Timeout 1m).Phase | Should -Be Succeeded
        }

        It 'waits for those of a package' {
            (Wait-IdpWorkflow -Package delivery -Timeout 1m).Name | Should -Contain setup
        }
    }

    Context 'when it does not' {
        It 'is an error that names the workflow' {
            $run = Start-IdpWorkflow promote -Namespace delivery
            Stop-IdpWorkflow $run -Terminate
            { Wait-IdpWorkflow $run -Timeout 1m -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowFailed,IdpBuilder.Commands.WaitIdpWorkflowCommand'
        }

        It 'is an error when there is none of the name' {
            { Wait-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.WaitIdpWorkflowCommand'
        }
    }
}
