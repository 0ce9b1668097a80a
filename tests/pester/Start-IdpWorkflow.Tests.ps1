Describe 'Start-IdpWorkflow' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when the template exists' {
        It 'starts a run from it' {
            $run = Start-IdpWorkflow promote -Namespace delivery -Parameter @{ stage = 'production' } -Label @{ team = 'a' }
            $run | Should -BeOfType IdpBuilder.Workflow
            $run.Template | Should -Be promote
            Get-IdpWorkflow $run.Name | Stop-IdpWorkflow -Terminate
        }

        It 'starts nothing with -WhatIf' {
            $before = @(Get-IdpWorkflow).Count
            Start-IdpWorkflow promote -Namespace delivery -WhatIf
            @(Get-IdpWorkflow).Count | Should -Be $before
        }

        It 'checks the parameters' {
            { Start-IdpWorkflow promote -Namespace delivery -Parameter @{ stage = 'nowhere' } -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowParametersInvalid,IdpBuilder.Commands.StartIdpWorkflowCommand'
        }
    }

    Context 'when a file is given' {
        It 'waits for its workflow with -Wait' {
            $file = Join-Path $TestDrive run.yaml
            Set-Content $file (@(
                    'apiVersion: argoproj.io/v1alpha1'
                    'kind: Workflow'
                    'metadata: {name: from-file}'
                    'spec: {entrypoint: main, templates: [{name: main, container: {image: busybox, command: ["true"]}}]}'
                ) -join "`n")
            $ended = Start-IdpWorkflow -Path $file -Namespace delivery -Wait
            $ended.Name, $ended.Phase | Should -Be 'from-file', 'Succeeded'
        }

        It 'refuses a file of other objects' {
            $file = Join-Path $TestDrive other.yaml
            Set-Content $file "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: a}"
            { Start-IdpWorkflow -Path $file -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowFileInvalid,IdpBuilder.Commands.StartIdpWorkflowCommand'
        }
    }

    Context 'when files come through the pipeline' {
        It 'takes their names as they are' {
            $null = New-Item (Join-Path $TestDrive piped) -ItemType Directory
            [System.IO.File]::WriteAllText((Join-Path $TestDrive piped '[1].yaml'), (@(
                        'apiVersion: argoproj.io/v1alpha1'
                        'kind: Workflow'
                        'metadata: {name: piped}'
                        'spec: {entrypoint: main, templates: [{name: main, container: {image: busybox}}]}'
                    ) -join "`n"))
            $run = Get-ChildItem (Join-Path $TestDrive piped) | Start-IdpWorkflow -Namespace delivery -Label @{ team = 'a' }
            $run.Name, $run.Labels['team'] | Should -Be 'piped', 'a'
        }
    }

    Context 'when there is no such template' {
        It 'is an error' {
            { Start-IdpWorkflow absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'WorkflowTemplateNotFound,IdpBuilder.Commands.StartIdpWorkflowCommand'
        }
    }
}
