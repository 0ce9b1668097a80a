Describe 'Stop-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the workflow runs' {
        BeforeEach { $run = Start-IdpWorkflow promote -Namespace delivery }

        It 'ends it, returning nothing' {
            Stop-IdpWorkflow $run | Should -BeNullOrEmpty
            Wait-IdpWorkflow $run -Timeout 1m -ErrorAction SilentlyContinue -ErrorVariable ended
            $ended[0].FullyQualifiedErrorId | Should -BeLike 'WorkflowFailed,*'
        }

        It 'takes workflows from the pipeline and returns them with -PassThru' {
            (Get-IdpWorkflow $run.Name | Stop-IdpWorkflow -Terminate -PassThru).Name | Should -Be $run.Name
        }

        It 'ends nothing with -WhatIf' {
            Stop-IdpWorkflow $run -WhatIf
            (Get-IdpWorkflow $run.Name).Completed | Should -BeFalse
            Stop-IdpWorkflow $run -Terminate
        }
    }

    Context 'when it cannot be stopped' {
        It 'is an error when it has ended already' {
            { Stop-IdpWorkflow setup -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowAlreadyCompleted,IdpBuilder.Commands.StopIdpWorkflowCommand'
        }

        It 'is an error when there is none of the name' {
            { Stop-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.StopIdpWorkflowCommand'
        }
    }
}
