using IdpBuilder.Packages.Remote;

namespace IdpBuilder.Errors;

/// <summary>Every failure of reading packages from git repositories somewhere else.</summary>
public static class RemoteFailures
{
    private const string Form = "https://host/owner/repository//path?ref=branch";

    /// <summary>Something that is no address of a repository.</summary>
    public static IdpException NoAddress(string text) => new(
        "RemoteAddressInvalid", FailureKind.InvalidArgument,
        $"'{text}' is no address of a git repository. Write it as {Form}; //path and ?ref may be left out.",
        text);

    /// <summary>Something after the question mark that means nothing.</summary>
    public static IdpException QueryUnknown(string text, string pair, IEnumerable<string> known) => new(
        "RemoteAddressInvalid", FailureKind.InvalidArgument,
        $"'{pair}' in '{text}' is not understood: each of {string.Join(", ", known)} may stand there once, with a value. Write the address as {Form}.",
        text);

    /// <summary>An address with a password in it, which is not repeated.</summary>
    public static IdpException PasswordInAddress(string host) => new(
        "RemoteAddressHasPassword", FailureKind.InvalidArgument,
        $"The address of a repository on '{host}' has a password in it, and addresses are shown and kept in the cluster. Take it out, and give it with -Credential.",
        host);

    /// <summary>An address that is reached by SSH.</summary>
    public static IdpException NotOverSsh(string text) => new(
        "RemoteNotOverSsh", FailureKind.InvalidArgument,
        $"'{text}' is reached by SSH, which this module does not speak. Write it as {Form}, and give a token with -Credential, or have git's credential manager know one.",
        text);

    /// <summary>A password for a server that would have to be sent in the clear.</summary>
    public static IdpException NotEncrypted(string url) => new(
        "RemoteNotEncrypted", FailureKind.Denied,
        $"'{url}' asks for a password, and without TLS everybody on the way could read it. Use https.",
        url);

    /// <summary>A server that does not take the credential.</summary>
    public static IdpException Refused(string url, bool given) => new(
        "RemoteAccessDenied", FailureKind.Denied,
        given
            ? $"'{url}' does not take the user name and password of -Credential, or has no such repository for this user. Where the server wants a token, give it as the password."
            : $"'{url}' asks for a user name and a password, or has no such repository. Give -Credential, or have git's credential manager know them.",
        url);

    /// <summary>A server or a repository that cannot be read.</summary>
    public static IdpException NotFetched(string url, string why, Exception inner) => new(
        "RemoteNotFetched", FailureKind.Unreachable,
        $"'{url}' could not be fetched: {why} Check the address and the network; HTTPS_PROXY names a proxy.",
        url, inner);

    /// <summary>A git library that cannot be loaded.</summary>
    public static IdpException NoLibrary(Exception inner) => new(
        "RemoteLibraryMissing", FailureKind.NotSupported,
        $"Git repositories cannot be fetched on this system: {inner.Message} Clone the repository, and give its directory with -Path.",
        inner: inner);

    /// <summary>A branch, tag or commit that is not there.</summary>
    public static IdpException RevisionMissing(RemoteRevision revision, IEnumerable<string> known) => new(
        "RemoteRevisionMissing", FailureKind.NotFound,
        revision.Reference.Length == 0
            ? $"'{revision.Url}' is empty: its HEAD names no commit. Name a branch with ?ref=branch."
            : $"'{revision.Url}' has no branch, tag or commit '{revision.Reference}'. It has {string.Join(", ", known.DefaultIfEmpty("none"))}.",
        revision.Url);

    /// <summary>A path that the repository does not have.</summary>
    public static IdpException PathMissing(RemoteAddress address) => new(
        "RemotePathMissing", FailureKind.NotFound,
        $"'{address.Revision.Url}' has no '{address.Path}' at {(address.Revision.Reference.Length > 0 ? $"'{address.Revision.Reference}'" : "its HEAD")}. Correct what follows the second //, or name another revision with ?ref=.",
        address.Text);

    /// <summary>Content for which there is no place on this machine.</summary>
    public static IdpException NotWritten(string url, Exception inner) => new(
        "RemoteNotWritten", FailureKind.Failed,
        $"What '{url}' contains could not be written to '{Path.GetTempPath()}': {inner.Message} Make space there, or name another directory with the environment variable TMPDIR, or TMP on Windows.",
        url, inner);

    /// <summary>Content that is not written to this machine.</summary>
    public static IdpException Unsafe(string url, string path, string why) => new(
        "RemoteContentUnsafe", FailureKind.Denied,
        $"'{path}' in '{url}' is not written: {why} Clone the repository, look at it, and give its directory with -Path.",
        url);
}
