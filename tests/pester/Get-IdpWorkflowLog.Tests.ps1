Describe 'Get-IdpWorkflowLog' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
        $lines = @(Get-IdpWorkflowLog setup)
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the workflow printed something' {
        It 'returns lines with their nodes' {
            $lines[0] | Should -BeOfType IdpBuilder.WorkflowLogLine
            $lines[0].Workflow, $lines[0].Container | Should -Be 'setup', 'main'
        }

        It 'takes workflows from the pipeline, and chooses nodes' {
            @(Get-IdpWorkflow setup | Get-IdpWorkflowLog -Node $lines[0].Node).Line | Should -Contain $lines[0].Line
            Get-IdpWorkflowLog setup -Node nowhere | Should -BeNullOrEmpty
        }

        It 'ends when it follows what has ended' {
            @(Get-IdpWorkflowLog setup -Follow).Count | Should -Be $lines.Count
        }

        It 'shows node and line in its view' {
            $lines[0] | Out-String | Should -Match "$([regex]::Escape($lines[0].Node)): $([regex]::Escape($lines[0].Line))"
        }
    }

    Context 'when there is no such workflow' {
        It 'is an error' {
            { Get-IdpWorkflowLog absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowNotFound,IdpBuilder.Commands.GetIdpWorkflowLogCommand'
        }
    }
}
