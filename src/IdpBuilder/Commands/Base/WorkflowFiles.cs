using System.Management.Automation;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands.Base;

/// <summary>Reads files of Workflows that are to be started.</summary>
internal static class WorkflowFiles
{
    /// <summary>The Workflows of the files, and what is wrong with the files, all of it.</summary>
    public static async Task<(IReadOnlyList<Manifest> Runs, IReadOnlyList<ErrorRecord> Mistakes)> ReadAsync(
        IEnumerable<string> files, CommandPipeline pipeline, CancellationToken stop)
    {
        var runs = new List<Manifest>();
        var mistakes = new List<ErrorRecord>();
        foreach (var file in files)
        {
            var diagnostics = new List<Diagnostic>();
            var manifests = await ManifestFile.ReadAsync(file, Services.Reader, diagnostics, stop).ConfigureAwait(false);
            var errors = diagnostics.FindAll(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            diagnostics.Except(errors).ToList().ForEach(diagnostic => pipeline.Warning(diagnostic.ToString()));
            mistakes.AddRange(errors.Select(ErrorRecords.From));
            if (manifests.Count == 0 && errors.Count == 0)
            {
                mistakes.Add(ErrorRecords.From(CommandFailures.EmptyWorkflowFile(file)));
            }

            runs.AddRange(manifests.Where(IsWorkflow));
            mistakes.AddRange(manifests.Where(manifest => !IsWorkflow(manifest)).Select(other => ErrorRecords.From(CommandFailures.NotAWorkflowFile(file, other))));
        }

        return (runs, mistakes);
    }

    private static bool IsWorkflow(Manifest manifest) =>
        manifest.Kind == ArgoWorkflowTypes.Workflow.Kind && manifest.GroupVersionKind.Group == ArgoWorkflowTypes.Group;
}
