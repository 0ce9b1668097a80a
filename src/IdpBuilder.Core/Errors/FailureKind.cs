namespace IdpBuilder.Errors;

/// <summary>Categories of failure; each has the PowerShell error category of the same meaning.</summary>
public enum FailureKind
{
    /// <summary>The request itself is wrong.</summary>
    InvalidArgument,

    /// <summary>Data that was read is wrong.</summary>
    InvalidData,

    /// <summary>The thing is not there.</summary>
    NotFound,

    /// <summary>The thing is there already.</summary>
    AlreadyExists,

    /// <summary>The state of things does not allow it now.</summary>
    InvalidOperation,

    /// <summary>A deadline passed.</summary>
    TimedOut,

    /// <summary>Something could not be reached.</summary>
    Unreachable,

    /// <summary>Rights are missing.</summary>
    Denied,

    /// <summary>What was waited for has failed.</summary>
    Failed,

    /// <summary>Not supported here.</summary>
    NotSupported,
}
