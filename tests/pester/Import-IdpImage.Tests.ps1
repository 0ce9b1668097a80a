Describe 'Import-IdpImage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to change. tests/docker has those of its own.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    It 'is for clusters on Docker, and says so of others' {
        $idp = New-IdpCluster -Name pester -Provider Embedded
        { Import-IdpImage busybox -Cluster $idp -ErrorAction Stop } |
            Should -Throw -ErrorId 'ImageImportUnsupported,IdpBuilder.Commands.ImportIdpImageCommand'
        Import-IdpImage busybox -Cluster $idp -WhatIf | Should -BeNullOrEmpty
        Remove-IdpCluster $idp
    }

    It 'takes files from the pipeline as archives' {
        $idp = New-IdpCluster -Name pester -Provider Embedded
        { 'absent.tar' | Import-IdpImage -LiteralPath { $_ } -ErrorAction Stop } |
            Should -Throw -ErrorId 'PathNotFound,IdpBuilder.Commands.ImportIdpImageCommand'
        Remove-IdpCluster $idp
    }
}
