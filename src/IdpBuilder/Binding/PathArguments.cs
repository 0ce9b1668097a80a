using System.Management.Automation;
using IdpBuilder.Errors;

namespace IdpBuilder.Binding;

/// <summary>Turns what was given as <c>-Path</c> or <c>-LiteralPath</c> into paths of the file system.</summary>
internal static class PathArguments
{
    /// <summary>The files and directories meant; a failure for each path that names none.</summary>
    /// <param name="cmdlet">The cmdlet, whose location relative paths start from. Called on the pipeline's thread.</param>
    /// <param name="paths">Paths with wildcards, or literal ones.</param>
    /// <param name="literal">Whether wildcard characters mean themselves.</param>
    public static (IReadOnlyList<string> Found, IReadOnlyList<IdpException> Failures) Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, bool literal)
    {
        var found = new List<string>();
        var failures = new List<IdpException>();
        foreach (var path in paths)
        {
            try
            {
                found.AddRange(literal ? Literal(cmdlet, path) : Matching(cmdlet, path));
            }
            catch (Exception failure) when (failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderInvocationException or NotSupportedException)
            {
                failures.Add(CommandFailures.PathNotFound(path, failure));
            }
        }

        return (found, failures);
    }

    /// <summary>The full path of a file that is to be written.</summary>
    /// <param name="cmdlet">The cmdlet, whose location a relative path starts from. Called on the pipeline's thread.</param>
    /// <param name="path">The path; wildcard characters mean themselves.</param>
    /// <exception cref="IdpException">It is not of the file system.</exception>
    public static string Target(PSCmdlet cmdlet, string path)
    {
        try
        {
            var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            RequireFileSystem(provider, path);
            return resolved;
        }
        catch (Exception failure) when (failure is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            throw ReportFailures.NotWritten(path, failure);
        }
    }

    private static IEnumerable<string> Literal(PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        RequireFileSystem(provider, path);
        return System.IO.Path.Exists(resolved) ? [resolved] : throw new ItemNotFoundException(path);
    }

    private static IEnumerable<string> Matching(PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
        RequireFileSystem(provider, path);
        // As everywhere in PowerShell: a wildcard that fits nothing means nothing.
        return resolved;
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
        {
            throw new NotSupportedException($"'{path}' is not a path of the file system but of '{provider.Name}'.");
        }
    }
}
