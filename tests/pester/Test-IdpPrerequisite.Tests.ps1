Describe 'Test-IdpPrerequisite' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    }

    It 'says what is missing instead of failing' {
        $found = Test-IdpPrerequisite
        $found[0].Name | Should -Be 'Engine'
        $found[0].Status | Should -Be 'Failed'
        $found[0].Remedy | Should -Match 'Start Docker'
        $found | Where-Object Status -EQ 'Passed' | Should -BeNullOrEmpty
    }

    It 'makes a gate in a pipeline' {
        [bool](Test-IdpPrerequisite | Where-Object Status -EQ 'Failed') | Should -BeTrue
    }
}
