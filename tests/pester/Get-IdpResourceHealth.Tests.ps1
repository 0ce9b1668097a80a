Describe 'Get-IdpResourceHealth' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    Context 'when objects are given' {
        It 'assesses them by their status' {
            $job = @{ apiVersion = 'batch/v1'; kind = 'Job'; metadata = @{ name = 'migrate' }
                status = @{ conditions = @(@{ type = 'Failed'; status = 'True'; message = 'no luck' }) } }
            $health = $job | Get-IdpResourceHealth
            $health.Status | Should -Be Degraded
            $health.Message | Should -Be 'no luck'
        }

        It 'has no status for a kind without health' {
            (@{ apiVersion = 'v1'; kind = 'ConfigMap'; metadata = @{ name = 'a' } } | Get-IdpResourceHealth).Status | Should -BeNullOrEmpty
        }

        It 'refuses what is no manifest' {
            { @{ a = 1 } | Get-IdpResourceHealth -ErrorAction Stop } |
                Should -Throw -ErrorId 'ManifestInvalid,IdpBuilder.Commands.GetIdpResourceHealthCommand'
        }
    }

    Context 'when files are given' {
        It 'assesses every object of them' {
            $file = Join-Path $TestDrive objects.yaml
            Set-Content $file "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: a}`n---`napiVersion: v1`nkind: ConfigMap`nmetadata: {name: b}"
            (Get-IdpResourceHealth $file).Name | Should -Be a, b
            (Get-Item $file | Get-IdpResourceHealth -LiteralPath { $_.FullName }).Name | Should -Be a, b
        }

        It 'says that a path does not exist' {
            { Get-IdpResourceHealth ./absent.yaml -ErrorAction Stop } |
                Should -Throw -ErrorId 'PathNotFound,IdpBuilder.Commands.GetIdpResourceHealthCommand'
        }
    }
}
