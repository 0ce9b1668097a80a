Describe 'Get-IdpSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $package = New-Item -ItemType Directory (Join-Path $TestDrive vault)
        Set-Content (Join-Path $package secret.yaml) (@(
                'apiVersion: v1'
                'kind: Secret'
                'metadata: {name: login, labels: {cnoe.io/cli-secret: "true", cnoe.io/package-name: vault}}'
                'stringData: {username: admin, password: s3cret}'
            ) -join "`n")
        $null = Install-IdpPackage $package | Wait-IdpPackage
    }

    AfterAll { Remove-IdpCluster $idp }

    Context 'when a package offers a secret' {
        It 'returns a credential and shows no password' {
            $secret = Get-IdpSecret -Package vault
            $secret.Credential | Should -BeOfType pscredential
            $secret.Credential.UserName | Should -Be admin
            $secret | Out-String | Should -Not -Match 's3cret'
            $secret | ConvertTo-Json -WarningAction Ignore | Should -Not -Match 's3cret'
        }

        It 'reveals the password when asked' {
            (Get-IdpSecret vault -AsPlainText).Password | Should -Be s3cret
        }
    }

    Context 'when the package offers none' {
        It 'is an error for a name, and none for a wildcard' {
            { Get-IdpSecret absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'SecretNotFound,IdpBuilder.Commands.GetIdpSecretCommand'
            Get-IdpSecret absent* -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }
}
