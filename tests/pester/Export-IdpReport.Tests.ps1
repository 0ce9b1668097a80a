Describe 'Export-IdpReport' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../IdpBuilder.psd1"

        # Clusters of this machine's engine are not the tests' to see, let alone to remove.
        $env:DOCKER_HOST = 'unix:///nonexistent/docker.sock'
        $idp = New-IdpCluster -Name pester -Provider Embedded
        $null = Install-IdpPackage "$PSScriptRoot/../../examples/04-workflow-hook/package" | Wait-IdpPackage
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        Remove-IdpCluster $idp
    }

    Context 'when a package was installed' {
        It 'writes a page into the current directory, and nothing to the pipeline' {
            Export-IdpReport | Should -BeNullOrEmpty
            Get-Content idp-report.html -Raw | Should -Match '(?s)^<!DOCTYPE html>.*Workflow setup.*</html>'
        }

        It 'writes Markdown to a path that ends in .md, and adds to it' {
            Export-IdpReport summary.md
            Export-IdpReport summary.md -Append
            @(Select-String -Path summary.md -Pattern '^# .*Cluster pester').Count | Should -Be 2
        }

        It 'returns Markdown when there is no path' {
            Get-IdpPackage delivery | Export-IdpReport -Markdown | Should -Match 'Package delivery'
        }

        It 'returns the report with -PassThru, and shows it' {
            $report = Get-IdpWorkflow setup | Export-IdpReport setup.html -PassThru
            $report.Outcome | Should -Be Succeeded
            $report.AllSpans().Name | Should -Contain look
            $report | Out-String | Should -Match 'Slowest.*look'
        }

        It 'writes nothing with -WhatIf' {
            Export-IdpReport rehearsed.html -WhatIf
            'rehearsed.html' | Should -Not -Exist
        }
    }

    Context 'when the file is not to be written' {
        It 'keeps it with -NoClobber' {
            Set-Content kept.html mine
            { Export-IdpReport kept.html -NoClobber } | Should -Throw -ErrorId 'ReportExists,IdpBuilder.Commands.ExportIdpReportCommand'
            Get-Content kept.html | Should -Be mine
        }
    }
}
