Describe 'Stop-IdpCluster' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to change. tests/docker has those of its own.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    It 'is for clusters on Docker, and says so of others' {
        $idp = New-IdpCluster -Name pester -Provider Embedded
        { $idp | Stop-IdpCluster -ErrorAction Stop } |
            Should -Throw -ErrorId 'ClusterNotStoppable,IdpBuilder.Commands.StopIdpClusterCommand'
        Remove-IdpCluster $idp
    }

    It 'is an error when there is no such cluster' {
        { Stop-IdpCluster absent -ErrorAction Stop } |
            Should -Throw -ErrorId 'ClusterNotFound,IdpBuilder.Commands.StopIdpClusterCommand'
    }
}
