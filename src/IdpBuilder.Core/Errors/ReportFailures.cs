namespace IdpBuilder.Errors;

/// <summary>Every failure of writing a report.</summary>
public static class ReportFailures
{
    /// <summary>A file that is not to be overwritten.</summary>
    public static IdpException Exists(string path) => new(
        "ReportExists", FailureKind.AlreadyExists,
        $"The report was not written: '{path}' exists, and -NoClobber says that it is to stay. Give another -Path to Export-IdpReport, or leave -NoClobber out.",
        path);

    /// <summary>A page that was to be added to another.</summary>
    public static IdpException NotAppendable(string path) => new(
        "ReportNotAppendable", FailureKind.InvalidArgument,
        $"A page cannot be added to the end of '{path}': -Append is for Markdown. Use Export-IdpReport -Markdown -Append, or a path that ends in .md.",
        path);

    /// <summary>A file that cannot be written.</summary>
    public static IdpException NotWritten(string path, Exception inner) => new(
        "ReportNotWritten", FailureKind.Failed,
        $"The report could not be written to '{path}': {inner.Message} Give a path in a directory that exists to Export-IdpReport -Path; -Force overwrites a file that is read-only.",
        path, inner);

    /// <summary>Things of several clusters.</summary>
    public static IdpException SeveralClusters(IEnumerable<string> names) => new(
        "ReportOfSeveralClusters", FailureKind.InvalidArgument,
        $"A report tells of one cluster, and what was given is from several: {string.Join(", ", names.Select(name => $"'{name}'"))}. Run Export-IdpReport once for each, with -Cluster and another -Path.");
}
