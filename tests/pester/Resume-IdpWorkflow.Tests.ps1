Describe 'Resume-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the workflow waits' {
        BeforeEach {
            $run = Start-IdpWorkflow promote -Namespace delivery
            $null = Wait-IdpWorkflow $run -Suspended -Timeout 1m
        }

        It 'lets it go on with the outputs that are given' {
            Resume-IdpWorkflow $run -Output @{ approved = 'yes' } | Should -BeNullOrEmpty
            $ended = Wait-IdpWorkflow $run -Timeout 1m
            ($ended.AllNodes() | Where-Object DisplayName -EQ deploy).Phase | Should -Be Succeeded
        }

        It 'refuses outputs that nobody asks for' {
            { Resume-IdpWorkflow $run -Output @{ colour = 'red' } -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowOutputsInvalid,IdpBuilder.Commands.ResumeIdpWorkflowCommand'
            Stop-IdpWorkflow $run -Terminate
        }

        It 'changes nothing with -WhatIf' {
            Resume-IdpWorkflow $run -Output @{ approved = 'yes' } -WhatIf
            (Get-IdpWorkflow $run.Name).Completed | Should -BeFalse
            Stop-IdpWorkflow $run -Terminate
        }
    }

    Context 'when nothing waits' {
        It 'is an error' {
            { Resume-IdpWorkflow setup -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowAlreadyCompleted,IdpBuilder.Commands.ResumeIdpWorkflowCommand'
        }
    }
}
