namespace IdpBuilder.Errors;

/// <summary>The failures of packages on this machine.</summary>
internal static class PackageFailures
{
    /// <summary>The system does not tell of changes in a directory.</summary>
    public static IdpException SourceUnwatchable(string directory, Exception cause) => new(
        "SourceUnwatchable",
        FailureKind.Failed,
        $"'{directory}' cannot be watched for changes: {cause.Message.TrimEnd('.')}. Run Update-IdpPackage without -Watch after each change, "
        + "or raise the system's limit (on Linux fs.inotify.max_user_instances and max_user_watches).",
        directory,
        cause);
}
