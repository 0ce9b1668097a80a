using System.Management.Automation;
using IdpBuilder.Errors;
using IdpBuilder.Waiting;

namespace IdpBuilder.Pipeline;

/// <summary>Turns failures of the domain into PowerShell's error records.</summary>
public static class ErrorRecords
{
    /// <summary>The error record of a failure: its id, category, target and message are kept.</summary>
    public static ErrorRecord From(IdpException failure) =>
        new(failure, failure.Id, CategoryOf(failure.Kind), failure.Target);

    /// <summary>The error record of a failure in the work on a thing, which is its target unless the failure names a nearer one.</summary>
    public static ErrorRecord From(IdpException failure, object thing) =>
        new(failure, failure.Id, CategoryOf(failure.Kind), failure.Target is null or WaitVerdict ? thing : failure.Target);

    /// <summary>The error record of a diagnostic; its code is the id, its place stands in the message.</summary>
    public static ErrorRecord From(Diagnostic diagnostic) =>
        From(new IdpException(diagnostic.Code, FailureKind.InvalidData, diagnostic.ToString(), diagnostic));

    private static ErrorCategory CategoryOf(FailureKind kind) => kind switch
    {
        FailureKind.InvalidArgument => ErrorCategory.InvalidArgument,
        FailureKind.InvalidData => ErrorCategory.InvalidData,
        FailureKind.NotFound => ErrorCategory.ObjectNotFound,
        FailureKind.AlreadyExists => ErrorCategory.ResourceExists,
        FailureKind.InvalidOperation => ErrorCategory.InvalidOperation,
        FailureKind.TimedOut => ErrorCategory.OperationTimeout,
        FailureKind.Unreachable => ErrorCategory.ConnectionError,
        FailureKind.Denied => ErrorCategory.PermissionDenied,
        FailureKind.Failed => ErrorCategory.InvalidResult,
        FailureKind.NotSupported => ErrorCategory.NotImplemented,
        _ => ErrorCategory.InvalidOperation,
    };
}
