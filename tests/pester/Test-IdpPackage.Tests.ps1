Describe 'Test-IdpPackage' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $package = New-Item -ItemType Directory (Join-Path $TestDrive plain)
        Set-Content (Join-Path $package settings.yaml) "apiVersion: v1`nkind: ConfigMap`nmetadata: {name: settings}`ndata: {colour: blue}"
        $examples = "$PSScriptRoot/../../examples"
    }

    Context 'when the package is right' {
        It 'returns nothing, and true with -Quiet' {
            Test-IdpPackage $package | Should -BeNullOrEmpty
            Test-IdpPackage $package -Quiet | Should -BeTrue
        }
    }

    Context 'when it is not' {
        BeforeAll {
            $broken = New-Item -ItemType Directory (Join-Path $TestDrive broken)
            Set-Content (Join-Path $broken a.yaml) 'kind: ['
            Set-Content (Join-Path $broken b.yaml) "kind: ConfigMap`n`tapiVersion: v1"
        }

        It 'returns all mistakes at once, with their places' {
            $found = Test-IdpPackage $broken
            $found.Code | Should -Contain YamlSyntax
            $found.Code | Should -Contain YamlTab
            $found | ForEach-Object { $_.Span.Line | Should -BeGreaterThan 0 }
        }

        It 'returns false with -Quiet' {
            Test-IdpPackage $broken -Quiet | Should -BeFalse
        }

        It 'checks values against what the package declares' {
            $codes = (Test-IdpPackage "$examples/06-parameters/packages/*" -Parameter @{ size = 'huge'; colour = 'red' }).Code
            $codes | Should -Contain ParameterEnum
            $codes | Should -Contain ParameterUnknown
        }

        It 'says that a path does not exist' {
            { Test-IdpPackage ./absent -ErrorAction Stop } |
                Should -Throw -ErrorId 'PathNotFound,IdpBuilder.Commands.TestIdpPackageCommand'
        }
    }
}
