namespace IdpBuilder.Embedded.Patching;

/// <summary>A patch that cannot be done; the API server answers it as a Status.</summary>
internal sealed class PatchException : Exception
{
    /// <summary>Made only by <see cref="PatchFailures"/>.</summary>
    public PatchException(int code, string reason, string message)
        : base(message)
    {
        Code = code;
        Reason = reason;
    }

    /// <summary>The HTTP status: 400 for a patch that is none, 422 for one that does not fit the object, 500 for one that does not fit the type.</summary>
    public int Code { get; }

    /// <summary>The Status reason; empty for none.</summary>
    public string Reason { get; }
}
