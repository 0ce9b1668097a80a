#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests, documents and packages the module.
.PARAMETER Task
Build leaves an importable module in the clone, Test runs every test, Docs builds the help from Markdown, Vendor packs upstream's files of the core packages into module/bin, Package makes artifacts/IdpBuilder (with those files when Vendor is named too).
.PARAMETER Configuration
Debug or Release; Package is always Release.
.PARAMETER ReadyToRun
Compiles the module ahead of time: it starts faster, on this system and runtime version only.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Docs', 'Vendor', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [switch] $ReadyToRun
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function Invoke-Build([string] $As = $Configuration) {
    dotnet build $PSScriptRoot --configuration $As "-p:ReadyToRun=$ReadyToRun"
}

function Invoke-Test {
    dotnet test --configuration $Configuration
    if (Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 }) {
        Invoke-Pester -Path (Join-Path $PSScriptRoot tests pester) -CI
    }
}

# Makes en-US from docs/en-US: beside the manifest, where the engine looks for help.
function Build-Docs {
    Import-Module Microsoft.PowerShell.PlatyPS
    $source = Join-Path $PSScriptRoot docs en-US
    $target = New-Item -ItemType Directory -Force (Join-Path $PSScriptRoot en-US)
    $out = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())

    $pages = @{}
    Get-ChildItem $source -Filter '*-*.md' | ForEach-Object FullName | Import-MarkdownCommandHelp | ForEach-Object { $pages[$_.Title] = $_ }
    $pages.Values | Sort-Object Title | Export-MamlCommandHelp -OutputFolder $out -Force | Out-Null
    foreach ($file in Get-ChildItem $out -Recurse -Filter '*-Help.xml') {
        $maml = Complete-Maml ([xml](Get-Content $file -Raw)) $pages
        $maml.Save($file.FullName)
        Set-HelpText (Join-Path $target $file.Name) (Get-Content $file -Raw)
    }

    Remove-Item $out -Recurse
    foreach ($page in Get-ChildItem $source -Filter 'about_*.md') {
        Set-HelpText (Join-Path $target "$($page.BaseName).help.txt") ((Get-Content $page -Raw) -replace '(?m)^#+ ')
    }
}

# What the exporter leaves out: an example's code in its own element, and no file names for links.
function Complete-Maml([xml] $Maml, [hashtable] $Pages) {
    $names = [System.Xml.XmlNamespaceManager]::new($Maml.NameTable)
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

    foreach ($example in $Maml.SelectNodes('//command:example', $names)) {
        $introduction = $example.SelectSingleNode('maml:introduction', $names)
        foreach ($paragraph in @($introduction.SelectNodes('maml:para', $names))) {
            $null = $introduction.RemoveChild($paragraph)
            if ($paragraph.InnerText -match '(?s)^```powershell\s+(.*?)\s*```$') {
                $example.SelectSingleNode('dev:code', $names).InnerText = $Matches[1]
            }
            elseif ($paragraph.InnerText -match '\w') {
                $null = $example.SelectSingleNode('dev:remarks', $names).AppendChild($paragraph)
            }
        }
    }

    foreach ($link in @($Maml.SelectNodes('//maml:navigationLink/maml:uri', $names))) {
        $null = $link.ParentNode.RemoveChild($link)
    }

    foreach ($parameter in $Maml.SelectNodes('//command:parameters/command:parameter', $names)) {
        $cmdlet = $parameter.SelectSingleNode('../../command:details/command:name', $names).InnerText
        $name = $parameter.SelectSingleNode('maml:name', $names).InnerText
        $default = ($Pages[$cmdlet].Parameters | Where-Object Name -EQ $name).DefaultValue
        if ($default) {
            $element = $Maml.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
            $element.InnerText = $default
            $null = $parameter.AppendChild($element)
        }
    }

    $Maml
}

# The same bytes on every system.
function Set-HelpText([string] $Path, [string] $Text) {
    Set-Content -LiteralPath $Path -Value ($Text.ReplaceLineEndings("`n").TrimEnd() + "`n") -Encoding utf8 -NoNewline
}

# What upstream publishes of the core packages, by the digests of the lock file: a module with it needs no network for them.
function Add-Upstream {
    $packages = Join-Path $PSScriptRoot module bin CorePackages
    $locked = Get-Content (Join-Path $packages core-packages.lock) -Raw | ConvertFrom-Json
    foreach ($package in $locked.PSObject.Properties) {
        foreach ($file in $package.Value.files) {
            $target = Join-Path $packages $package.Name $file.path
            Invoke-WebRequest $file.url -OutFile $target
            if ((Get-FileHash $target -Algorithm SHA256).Hash -ne $file.sha256) {
                Remove-Item $target
                throw "$($file.url) does not have the digest that core-packages.lock names for $($package.Name)."
            }
        }
    }
}

function New-Package {
    # What an earlier build left is not shipped.
    $bin = Join-Path $PSScriptRoot module bin
    if (Test-Path $bin) { Remove-Item $bin -Recurse }
    Invoke-Build Release
    if ($Task -contains 'Vendor') { Add-Upstream }
    $target = Join-Path $PSScriptRoot artifacts IdpBuilder
    if (Test-Path $target) { Remove-Item $target -Recurse }
    $null = New-Item -ItemType Directory $target
    foreach ($item in 'IdpBuilder.psd1', 'LICENSE', 'README.md', 'CHANGELOG.md', 'en-US', 'module') {
        Copy-Item (Join-Path $PSScriptRoot $item) $target -Recurse
    }
    Get-ChildItem $target -Recurse -Filter '*.pdb' | Remove-Item
}

Push-Location $PSScriptRoot
try {
    foreach ($step in $Task) {
        switch ($step) {
            'Build' { Invoke-Build }
            'Test' { Invoke-Test }
            'Docs' { Build-Docs }
            'Vendor' { Add-Upstream }
            'Package' { New-Package }
        }
    }
}
finally {
    Pop-Location
}
