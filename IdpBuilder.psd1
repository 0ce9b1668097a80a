@{
  RootModule             = 'module/bin/IdpBuilder.dll'
  ModuleVersion          = '0.1.0'
  GUID                   = 'b7c1f7f4-6d0c-4f8a-9a3a-6e1d4c1f5a52'
  Author                 = 'The IdpBuilder authors'
  CompanyName            = 'The IdpBuilder authors'
  Copyright              = '(c) The IdpBuilder authors. Apache-2.0.'
  Description            = 'Stands up an Internal Developer Platform (Kubernetes, Argo CD, Argo Workflows) and installs packages into it in a defined order.'
  PowerShellVersion      = '7.4'
  CompatiblePSEditions   = @('Core')
  FormatsToProcess       = @(
    'module/Formats/Cluster.Format.ps1xml'
    'module/Formats/ClusterImage.Format.ps1xml'
    'module/Formats/ClusterNode.Format.ps1xml'
    'module/Formats/ClusterSecret.Format.ps1xml'
    'module/Formats/Diagnostic.Format.ps1xml'
    'module/Formats/PackageChange.Format.ps1xml'
    'module/Formats/PackageHook.Format.ps1xml'
    'module/Formats/PackagePlanStep.Format.ps1xml'
    'module/Formats/PackageResource.Format.ps1xml'
    'module/Formats/PackageStatus.Format.ps1xml'
    'module/Formats/Prerequisite.Format.ps1xml'
    'module/Formats/Report.Format.ps1xml'
    'module/Formats/ReportFailure.Format.ps1xml'
    'module/Formats/ReportSpan.Format.ps1xml'
    'module/Formats/ResourceHealth.Format.ps1xml'
    'module/Formats/Workflow.Format.ps1xml'
    'module/Formats/WorkflowLogLine.Format.ps1xml'
    'module/Formats/WorkflowNode.Format.ps1xml'
  )
  TypesToProcess         = @()
  CmdletsToExport        = @(
    'Connect-IdpCluster'
    'Export-IdpReport'
    'Get-IdpCluster'
    'Get-IdpPackage'
    'Get-IdpPackagePlan'
    'Get-IdpPackageResource'
    'Get-IdpResourceHealth'
    'Get-IdpSecret'
    'Get-IdpWorkflow'
    'Get-IdpWorkflowLog'
    'Import-IdpImage'
    'Install-IdpPackage'
    'New-IdpCluster'
    'Remove-IdpCluster'
    'Restart-IdpWorkflow'
    'Resume-IdpWorkflow'
    'Start-IdpCluster'
    'Start-IdpWorkflow'
    'Stop-IdpCluster'
    'Stop-IdpWorkflow'
    'Suspend-IdpWorkflow'
    'Test-IdpPackage'
    'Test-IdpPrerequisite'
    'Uninstall-IdpPackage'
    'Update-IdpPackage'
    'Wait-IdpPackage'
    'Wait-IdpWorkflow'
  )
  FunctionsToExport      = @()
  VariablesToExport      = @()
  AliasesToExport        = @()
  PrivateData            = @{
    PSData = @{
      Tags         = @('PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Kubernetes', 'ArgoCD', 'ArgoWorkflows', 'PlatformEngineering', 'IDP')
      LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
      ReleaseNotes = 'See CHANGELOG.md'
    }
  }
}
