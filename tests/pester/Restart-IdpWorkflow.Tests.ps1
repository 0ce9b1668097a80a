Describe 'Restart-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the workflow has ended' {
        It 'runs nodes again that are named' {
            $again = Restart-IdpWorkflow setup -Node look -Wait -Timeout 1m
            $again.Name, $again.Phase | Should -Be 'setup', 'Succeeded'
        }

        It 'takes workflows from the pipeline and runs them anew with -Resubmit' {
            $new = Get-IdpWorkflow setup | Restart-IdpWorkflow -Resubmit
            $new.Name | Should -BeLike 'setup-*'
            $new | Wait-IdpWorkflow -Timeout 1m | ForEach-Object Phase | Should -Be Succeeded
        }

        It 'does nothing with -WhatIf' {
            Restart-IdpWorkflow setup -Resubmit -WhatIf | Should -BeNullOrEmpty
        }
    }

    Context 'when it cannot be restarted' {
        It 'is an error when it has succeeded and no node is named' {
            { Restart-IdpWorkflow setup -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNothingToRetry,IdpBuilder.Commands.RestartIdpWorkflowCommand'
        }

        It 'is an error when there is none of the name' {
            { Restart-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.RestartIdpWorkflowCommand'
        }
    }
}
