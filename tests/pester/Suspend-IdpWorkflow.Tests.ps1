Describe 'Suspend-IdpWorkflow' {
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
        AfterEach { Stop-IdpWorkflow $run -Terminate -ErrorAction Ignore }

        It 'pauses it, returning nothing' {
            Suspend-IdpWorkflow $run | Should -BeNullOrEmpty
            (Get-IdpWorkflow $run.Name).Suspended | Should -BeTrue
        }

        It 'takes workflows from the pipeline and returns them with -PassThru' {
            (Get-IdpWorkflow $run.Name | Suspend-IdpWorkflow -PassThru).Suspended | Should -BeTrue
        }

        It 'pauses nothing with -WhatIf' {
            Suspend-IdpWorkflow $run -WhatIf -PassThru | Should -BeNullOrEmpty
        }
    }

    Context 'when it cannot be suspended' {
        It 'is an error when it has ended already' {
            { Suspend-IdpWorkflow setup -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowAlreadyCompleted,IdpBuilder.Commands.SuspendIdpWorkflowCommand'
        }

        It 'is an error when there is none of the name' {
            { Suspend-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.SuspendIdpWorkflowCommand'
        }
    }
}
